/** A group of add-ons as far as it decides what may be chosen. */
export interface AddOnRule {
  readonly id: string;
  readonly ticketTypeIds?: readonly string[] | null;
  readonly minPerTicket: number;
  readonly maxPerTicket?: number | null;
  readonly soldAlone: boolean;
}

/** What somebody chose, or may choose. */
export interface ChosenType {
  readonly id: string;
  readonly kind: 'ADMISSION' | 'ADD_ON';
  readonly addOnGroup?: { readonly id: string } | null;
  readonly quantity: number;
}

/** How the choice stands with a group: how many are chosen, of at least and at most how many. */
export interface AddOnState {
  readonly tickets: number;
  readonly chosen: number;
  readonly required: number;
  readonly allowed: number;
}

/** The server decides by the same rules; here they only guide the choice. */
export function addOnState(group: AddOnRule, types: readonly ChosenType[]): AddOnState {
  const count = (counted: readonly ChosenType[]) => counted.reduce((sum, { quantity }) => sum + quantity, 0);
  const isFor = (type: ChosenType) => type.kind === 'ADMISSION' && (group.ticketTypeIds?.includes(type.id) ?? true);
  const tickets = count(types.filter(isFor));
  const chosen = count(types.filter(type => type.addOnGroup?.id === group.id));
  const perTicket = group.maxPerTicket == null ? Number.POSITIVE_INFINITY : group.maxPerTicket * tickets;
  const alone = group.soldAlone ? Number.POSITIVE_INFINITY : 0;
  return { tickets, chosen, required: group.minPerTicket * tickets, allowed: tickets === 0 ? alone : perTicket };
}

/** What is wrong with the choice from a group, in words; undefined if it fits. */
export function addOnFault({ tickets, chosen, required, allowed }: AddOnState): string | undefined {
  if (chosen < required) return `Choose ${required - chosen} more.`;
  if (chosen <= allowed) return undefined;
  return tickets === 0 ? 'Goes with a ticket only.' : `Choose at most ${allowed}.`;
}

/** What a group asks for, in words. */
export function addOnRule({ minPerTicket: min, maxPerTicket: max }: AddOnRule): string {
  if (min === 0) return max == null ? 'Optional' : `Optional, up to ${max} for each ticket`;
  if (max == null) return `At least ${min} for each ticket`;
  return min === max ? `${min} for each ticket` : `${min} to ${max} for each ticket`;
}
