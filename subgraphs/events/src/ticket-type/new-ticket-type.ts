import { type Issue, newId } from '@ticketbase/kernel';
import type { Event } from '../event/event.entity.ts';
import type { TicketType } from './ticket-type.entity.ts';
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

/** What is wrong between the fields of a ticket type; paths begin with `path`. */
export function ticketTypeIssues(
  values: Partial<Pick<TicketTypeValues, 'minPerOrder' | 'maxPerOrder' | 'salesStartAt' | 'salesEndAt'>>,
  path: string,
): Issue[] {
  const { minPerOrder, maxPerOrder, salesStartAt, salesEndAt } = values;
  const issues: Issue[] = [];
  if (maxPerOrder != null && maxPerOrder < (minPerOrder ?? 1)) {
    issues.push({ path: `${path}.maxPerOrder`, message: 'Must not be less than minPerOrder.' });
  }
  if (salesStartAt && salesEndAt && salesEndAt <= salesStartAt) {
    issues.push({ path: `${path}.salesEndAt`, message: 'Must be after the start of sales.' });
  }
  return issues;
}
