import type { EntityManager } from '@mikro-orm/postgresql';
import { hashSecret } from '@ticketbase/kernel';
import type { Cart } from './cart.entity.ts';
import { TooManyCartsError } from './cart.errors.ts';

type Counted = Pick<Cart, 'id' | 'eventId'> & { readonly clientKey: string };

/**
 * Refuses a cart of a client that holds tickets of the event in `limit` carts already: open ones, and those that became
 * an order which is not paid yet. The cart itself does not count, so that a repetition is not refused.
 * Throws TOO_MANY_CARTS.
 */
export async function requireFewCarts(
  em: EntityManager,
  { id, eventId, clientKey }: Counted,
  limit: number,
): Promise<void> {
  const [row] = await em.execute<{ carts: number }[]>(
    `select count(*)::int as carts from cart c
      where c.client_key = ? and c.event_id = ? and c.id <> ?
        and (c.status = 'OPEN' and c.expires_at > now()
          or c.status = 'CHECKED_OUT'
            and exists (select 1 from orders o where o.cart_id = c.id and o.status = 'PENDING'))`,
    [clientKey, eventId, id],
  );
  if (row!.carts >= limit) throw new TooManyCartsError(limit);
}

/**
 * Lets a client's carts for an event be counted and inserted one after the other, until the transaction ends. The
 * count alone would not see what others are about to insert, so that many requests at once would all pass.
 */
export async function queueCartsOf(tx: EntityManager, { clientKey, eventId }: Counted): Promise<void> {
  await tx.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [hashSecret(`${clientKey}:${eventId}`)]);
}
