import type { EntityManager } from '@mikro-orm/postgresql';
import type { TicketType } from '../ticket-type/ticket-type.entity.ts';
import { offerPlaces } from '../waitlist/offer-places.ts';
import { InsufficientTicketsError } from './hold.errors.ts';
import type { EventStock } from './stock.entity.ts';

// Every change of stock is made here. Locks are taken in one order everywhere, so that no two transactions wait for
// each other: hold, event, event_stock, ticket_type, ticket.

/** By how much the stock of one ticket type changes. */
export interface StockChange {
  readonly ticketTypeId: string;
  readonly held: number;
  readonly sold: number;
}

/**
 * Waits until no other transaction moves this event's stock, and keeps others waiting until this one ends. What is read
 * after it is what the change will meet. Undefined if there is no such event.
 */
export async function lockStock(
  em: EntityManager,
  eventId: string,
): Promise<Pick<EventStock, 'capacity' | 'sold' | 'held'> | undefined> {
  const [stock] = await em.execute<Pick<EventStock, 'capacity' | 'sold' | 'held'>[]>(
    'select capacity, sold, held from event_stock where event_id = ? for update',
    [eventId],
  );
  return stock;
}

/**
 * Moves an event's stock: all of `changes`, or nothing. Must run in a transaction. Add-ons move their own stock only:
 * the event's is of people. Each statement carries its own condition, and the tables' checks stand behind them. Throws
 * INSUFFICIENT_TICKETS. What it frees goes to those who wait for it, in the same transaction.
 */
export async function changeStock(em: EntityManager, eventId: string, changes: readonly StockChange[]): Promise<void> {
  const moving = changes.filter(change => change.held !== 0 || change.sold !== 0);
  const [first] = moving;
  if (!first) return;
  const rows = JSON.stringify(
    moving.map(change => ({ id: change.ticketTypeId, held: change.held, sold: change.sold })),
  );
  const capacity = await em.execute<{ waiting: number }[]>(
    `update event_stock s set held = s.held + p.held, sold = s.sold + p.sold
       from (select coalesce(sum(c.held), 0)::int as held, coalesce(sum(c.sold), 0)::int as sold
               from jsonb_to_recordset(?::jsonb) as c(id uuid, held int, sold int)
               join ticket_type t on t.id = c.id and t.kind = 'ADMISSION') as p
      where s.event_id = ?
        and (p.held + p.sold <= 0 or s.capacity is null or s.sold + s.held + p.held + p.sold <= s.capacity)
      returning s.waiting`,
    [rows, eventId],
  );
  if (capacity.length === 0) throw await insufficient(em, eventId, moving, 'event');
  const moved = await em.execute<{ id: string }[]>(
    `update ticket_type t set held = t.held + c.held, sold = t.sold + c.sold
       from jsonb_to_recordset(?::jsonb) as c(id uuid, held int, sold int)
      where t.id = c.id and t.event_id = ?
        and (c.held + c.sold <= 0 or t.sold + t.held + c.held + c.sold <= t.quantity)
      returning t.id`,
    [rows, eventId],
  );
  if (moved.length === moving.length) {
    if (capacity[0]!.waiting > 0 && moving.some(change => change.held + change.sold < 0)) await stockFreed(em, eventId);
    return;
  }
  const ids = new Set(moved.map(row => row.id));
  throw await insufficient(
    em,
    eventId,
    moving.filter(change => !ids.has(change.ticketTypeId)),
    'ticketType',
  );
}

/**
 * Lets those who wait for the event's tickets have what is free, before anyone else can. `changeStock` does it by itself;
 * whoever frees places otherwise, such as by more capacity, calls it in the same transaction. Returns how many got some.
 */
export const stockFreed = (em: EntityManager, eventId: string): Promise<number> =>
  offerPlaces(em, eventId, changeStock);

/** How many of a ticket type can be bought: what is left of it, and, for admission, of the event. */
export function availableOf(
  type: Pick<TicketType, 'kind' | 'quantity' | 'sold' | 'held'>,
  stock: { readonly capacity: number | null; readonly sold: number; readonly held: number },
): number {
  const ofType = type.quantity - type.sold - type.held;
  const isUnlimited = stock.capacity === null || type.kind === 'ADD_ON';
  const ofEvent = isUnlimited ? ofType : stock.capacity - stock.sold - stock.held;
  return Math.max(Math.min(ofType, ofEvent), 0);
}

/**
 * Names the ticket type of `changes` that falls shortest, from what this transaction sees: of the event's stock, or,
 * once that has been taken, of its own. What was taken is undone with the error.
 */
async function insufficient(
  em: EntityManager,
  eventId: string,
  changes: readonly StockChange[],
  short: 'event' | 'ticketType',
) {
  const rows = changes.map(change => ({ id: change.ticketTypeId, wanted: change.held + change.sold }));
  const [type] = await em.execute<{ id: string; available: number }[]>(
    `select t.id, a.available
       from ticket_type t
       join event_stock s on s.event_id = t.event_id
       join jsonb_to_recordset(?::jsonb) as c(id uuid, wanted int) on c.id = t.id
      cross join lateral (
        select least(t.quantity - t.sold - t.held,
                     case when t.kind = 'ADMISSION' and ? then s.capacity - s.sold - s.held end) as available) a
      where t.event_id = ? and c.wanted > 0
      order by a.available - c.wanted, t.id
      limit 1`,
    [JSON.stringify(rows), short === 'event', eventId],
  );
  return new InsufficientTicketsError(type?.id ?? changes[0]!.ticketTypeId, type?.available ?? 0);
}
