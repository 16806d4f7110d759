import { type Issue, newId } from '@ticketbase/kernel';
import type { Event } from '../event/event.entity.ts';
import { type TicketType, TicketTypeKind } from './ticket-type.entity.ts';
import type { TicketTypeValues } from './ticket-type.input.ts';

const MOST_PER_ORDER = 10;

/** A ticket type of an event, with the defaults of what was not given. */
export function newTicketType(
  { id: eventId, organizationId, currency }: Pick<Event, 'id' | 'organizationId' | 'currency'>,
  values: TicketTypeValues,
  sortOrder = 0,
): TicketType {
  const now = new Date();
  return {
    ...{ id: newId(), organizationId, eventId, currency, sold: 0, held: 0, createdAt: now, updatedAt: now },
    kind: values.kind ?? TicketTypeKind.ADMISSION,
    addOnGroupId: values.addOnGroupId ?? null,
    name: values.name,
    description: values.description || null,
    priceAmount: values.price,
    quantity: values.quantity,
    minPerOrder: values.minPerOrder ?? 1,
    maxPerOrder: values.maxPerOrder ?? Math.max(MOST_PER_ORDER, values.minPerOrder ?? 1),
    salesStartAt: values.salesStartAt ?? null,
    salesEndAt: values.salesEndAt ?? null,
    hidden: values.hidden ?? false,
    accessCode: values.accessCode ?? null,
    sortOrder: values.sortOrder ?? sortOrder,
  } as TicketType;
}

/** What is wrong with a ticket type that is made with its event, which has no groups of add-ons yet. */
export function newEventTypeIssues(values: TicketTypeValues, path: string): Issue[] {
  if (values.kind !== TicketTypeKind.ADD_ON) return ticketTypeIssues(values, path);
  return [{ path: `${path}.kind`, message: 'Add-ons are added to an event that has a group for them.' }];
}

/** What is wrong between the fields of a ticket type; paths begin with `path`. */
export function ticketTypeIssues(
  values: Partial<
    Pick<TicketTypeValues, 'kind' | 'addOnGroupId' | 'minPerOrder' | 'maxPerOrder' | 'salesStartAt' | 'salesEndAt'>
  >,
  path: string,
): Issue[] {
  const { kind, addOnGroupId, minPerOrder, maxPerOrder, salesStartAt, salesEndAt } = values;
  const issues: Issue[] = [];
  const isAddOn = kind === TicketTypeKind.ADD_ON;
  if (isAddOn !== (addOnGroupId != null)) {
    const message = isAddOn ? 'Goes with ADD_ON: the group it is chosen among.' : 'Does not go with ADMISSION.';
    issues.push({ path: `${path}.addOnGroupId`, message });
  }
  if (maxPerOrder != null && maxPerOrder < (minPerOrder ?? 1)) {
    issues.push({ path: `${path}.maxPerOrder`, message: 'Must not be less than minPerOrder.' });
  }
  if (salesStartAt && salesEndAt && salesEndAt <= salesStartAt) {
    issues.push({ path: `${path}.salesEndAt`, message: 'Must be after the start of sales.' });
  }
  return issues;
}
