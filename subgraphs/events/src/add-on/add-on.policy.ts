import type { TicketType } from '../ticket-type/ticket-type.entity.ts';
import { AddOnNotAllowedError, AddOnRequiredError } from './add-on.errors.ts';
import type { AddOnGroup } from './add-on-group.entity.ts';

type Group = Pick<
  AddOnGroup,
  'id' | 'name' | 'ticketTypeIds' | 'minPerTicket' | 'maxPerTicket' | 'soldAlone' | 'sortOrder'
>;
type Type = Pick<TicketType, 'id' | 'kind' | 'addOnGroupId'>;

interface Item {
  readonly ticketTypeId: string;
  readonly quantity: number;
}

/** Whether tickets of this type take add-ons of the group. */
export const goesWith = (group: Pick<AddOnGroup, 'ticketTypeIds'>, ticketTypeId: string): boolean =>
  group.ticketTypeIds === null || group.ticketTypeIds.includes(ticketTypeId);

/**
 * Throws ADD_ON_REQUIRED or ADD_ON_NOT_ALLOWED unless the items' add-ons fit their tickets, group by group. A group of
 * which the event sells nothing asks for nothing: else nobody could buy.
 */
export function requireFittingAddOns(groups: readonly Group[], types: readonly Type[], items: readonly Item[]): void {
  for (const choice of choicesOf(groups, types, items)) {
    requireNeeded(choice);
    const { group, tickets, chosen } = choice;
    const allowed = allowedOf(group, tickets);
    if (chosen > allowed) throw new AddOnNotAllowedError(group, allowed, chosen);
  }
}

/** Throws ADD_ON_REQUIRED unless the items have the add-ons that their tickets need. More than that may be among them. */
export function requireNeededAddOns(groups: readonly Group[], types: readonly Type[], items: readonly Item[]): void {
  choicesOf(groups, types, items).forEach(requireNeeded);
}

/** What is chosen of a group that the event sells something of. */
interface Choice {
  readonly group: Group;
  /** How many tickets take add-ons of the group. */
  readonly tickets: number;
  readonly chosen: number;
}

function choicesOf(groups: readonly Group[], types: readonly Type[], items: readonly Item[]): Choice[] {
  const quantities = new Map(items.map(item => [item.ticketTypeId, item.quantity]));
  const count = (counted: readonly Type[]) => counted.reduce((sum, type) => sum + (quantities.get(type.id) ?? 0), 0);
  const admissions = types.filter(type => type.kind === 'ADMISSION');
  return groups
    .toSorted((a, b) => a.sortOrder - b.sortOrder)
    .flatMap(group => {
      const addOns = types.filter(type => type.addOnGroupId === group.id);
      if (addOns.length === 0) return [];
      const tickets = count(admissions.filter(type => goesWith(group, type.id)));
      return [{ group, tickets, chosen: count(addOns) }];
    });
}

function requireNeeded({ group, tickets, chosen }: Choice): void {
  const required = group.minPerTicket * tickets;
  if (chosen < required) throw new AddOnRequiredError(group, required, chosen);
}

/** How many add-ons of the group go with so many tickets. */
function allowedOf({ maxPerTicket, soldAlone }: Group, tickets: number): number {
  if (tickets === 0) return soldAlone ? Number.POSITIVE_INFINITY : 0;
  return maxPerTicket === null ? Number.POSITIVE_INFINITY : maxPerTicket * tickets;
}
