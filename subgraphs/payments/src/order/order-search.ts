import { type FilterQuery, raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isId } from '@ticketbase/kernel';
import { textQuery } from '@ticketbase/subgraph-kit';
import { type Order, OrderTicketEntity } from './order.entity.ts';
import type { OrderFilter } from './order.input.ts';

const NOTHING = '00000000-0000-0000-0000-000000000000';

/** Which orders a list is narrowed to; each condition has an index. The text may also be the whole code of a ticket. */
export async function ordersWhere(em: EntityManager, filter: OrderFilter): Promise<FilterQuery<Order>> {
  const { status, eventId, text, createdFrom, createdBefore } = filter;
  const conditions: FilterQuery<Order>[] = [];
  if (status) conditions.push({ status });
  if (eventId) conditions.push({ eventId: isId(eventId) ? eventId : NOTHING });
  if (createdFrom) conditions.push({ createdAt: { $gte: createdFrom } });
  if (createdBefore) conditions.push({ createdAt: { $lt: createdBefore } });
  if (text) {
    const found = { [raw(alias => `${alias}.search @@ to_tsquery('simple', ?)`, [textQuery(text)])]: [] };
    const ids = await ordersOfTicket(em, text);
    conditions.push((ids.length > 0 ? { $or: [{ id: { $in: ids } }, found] } : found) as FilterQuery<Order>);
  }
  return { $and: conditions };
}

async function ordersOfTicket(em: EntityManager, text: string): Promise<string[]> {
  const code = ticketCodeOf(text);
  const tickets = code ? await em.find(OrderTicketEntity, { code }) : [];
  return tickets.map(ticket => ticket.orderId);
}

/** A ticket's code as it is stored, in whatever way it was typed; see `ticket-code.ts` of events. */
function ticketCodeOf(text: string): string | undefined {
  const symbols = text
    .trim()
    .replace(/^tb1\.|[\s-]/gi, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{13}$/.test(symbols) ? symbols.match(/.{1,4}/g)!.join('-') : undefined;
}
