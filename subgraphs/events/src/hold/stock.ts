import type { EntityManager } from '@mikro-orm/postgresql';
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
 * Moves an event's stock: all of `changes`, or nothing. Must run in a transaction. Each statement carries its own
 * condition, and the tables' checks stand behind them. Throws INSUFFICIENT_TICKETS.
 */
export async function changeStock(em: EntityManager, eventId: string, changes: readonly StockChange[]): Promise<void> {
  const moving = changes.filter(change => change.held !== 0 || change.sold !== 0);
  const [first] = moving;
  if (!first) return;
  const held = sum(moving, change => change.held);
  const sold = sum(moving, change => change.sold);
  const capacity = await em.execute(
    `update event_stock set held = held + ?, sold = sold + ?
      where event_id = ? and (? <= 0 or capacity is null or sold + held + ? <= capacity)
      returning event_id`,
    [held, sold, eventId, held + sold, held + sold],
  );
  if (capacity.length === 0) throw await insufficient(em, eventId, moving);
  const rows = moving.map(change => ({ id: change.ticketTypeId, held: change.held, sold: change.sold }));
  const moved = await em.execute(
    `update ticket_type t set held = t.held + c.held, sold = t.sold + c.sold
       from jsonb_to_recordset(?::jsonb) as c(id uuid, held int, sold int)
      where t.id = c.id and t.event_id = ?
        and (c.held + c.sold <= 0 or t.sold + t.held + c.held + c.sold <= t.quantity)
      returning t.id`,
    [JSON.stringify(rows), eventId],
  );
  if (moved.length < moving.length) throw await insufficient(em, eventId, moving);
}

/** How many of a ticket type can be bought: what is left of it, and of the event. */
export function availableOf(
  type: { readonly quantity: number; readonly sold: number; readonly held: number },
  stock: { readonly capacity: number | null; readonly sold: number; readonly held: number },
): number {
  const ofType = type.quantity - type.sold - type.held;
  const ofEvent = stock.capacity === null ? ofType : stock.capacity - stock.sold - stock.held;
  return Math.max(Math.min(ofType, ofEvent), 0);
}

/** Names the ticket type that falls short, from what this transaction sees; its changes are undone with the error. */
async function insufficient(em: EntityManager, eventId: string, changes: readonly StockChange[]) {
  const rows = changes.map(change => ({ id: change.ticketTypeId, wanted: change.held + change.sold }));
  const [short] = await em.execute<{ id: string; available: number }[]>(
    `select t.id, least(t.quantity - t.sold - t.held, coalesce(s.capacity - s.sold - s.held, 2147483647)) as available
       from ticket_type t
       join event_stock s on s.event_id = t.event_id
       join jsonb_to_recordset(?::jsonb) as c(id uuid, wanted int) on c.id = t.id
      where t.event_id = ? and c.wanted > 0
      order by t.quantity - t.sold - t.held - c.wanted, t.id
      limit 1`,
    [JSON.stringify(rows), eventId],
  );
  return new InsufficientTicketsError(short?.id ?? changes[0]!.ticketTypeId, short?.available ?? 0);
}

const sum = (changes: readonly StockChange[], part: (change: StockChange) => number) =>
  changes.reduce((total, change) => total + part(change), 0);
