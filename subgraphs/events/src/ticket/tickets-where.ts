import { type FilterQuery, raw } from '@mikro-orm/core';
import { isId } from '@ticketbase/kernel';
import { textQuery } from '@ticketbase/subgraph-kit';
import type { Ticket } from './ticket.entity.ts';
import type { TicketFilter } from './ticket.input.ts';
import { parseTicketCode } from './ticket-code.ts';

/** Which tickets a list is narrowed to; each condition has an index. The text may also be a ticket's code. */
export function ticketsWhere(filter: TicketFilter | null | undefined): FilterQuery<Ticket> {
  const conditions: FilterQuery<Ticket>[] = [];
  if (filter?.eventId != null) conditions.push({ eventId: idOrNone(filter.eventId) });
  if (filter?.ticketTypeId != null) conditions.push({ ticketTypeId: idOrNone(filter.ticketTypeId) });
  if (filter?.status) conditions.push({ status: filter.status });
  if (filter?.text) conditions.push(withText(filter.text));
  return { $and: conditions };
}

function withText(text: string): FilterQuery<Ticket> {
  const code = parseTicketCode(text);
  const found = { [raw(alias => `${alias}.search @@ to_tsquery('simple', ?)`, [textQuery(text)])]: [] };
  return (code ? { $or: [{ code }, found] } : found) as FilterQuery<Ticket>;
}

/** A filter by an id that cannot be one finds nothing. */
const idOrNone = (id: string): string | null => (isId(id) ? id : null);
