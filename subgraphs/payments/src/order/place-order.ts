import type { AnyDomainEvent, DomainEvent } from '@ticketbase/kernel';
import type { PreparedStatement, SendStatement } from '@ticketbase/subgraph-kit';
import type { Cart } from '../cart/cart.entity.ts';
import { ITEM_COLUMNS, itemsJson, ORDER_COLUMNS, type OrderInHand, orderJson } from './order-rows.ts';
import { LEASE_SECONDS } from './step-lease.ts';

/** A request's idempotency key, with the hash of what was asked for. */
export interface PlacingKey {
  readonly key: string;
  readonly inputHash: string;
}

/**
 * Turns a cart that is open, and still as it was priced, into an order whose first step is leased; keeps the request's key
 * with the order's id, if there is one ($6), and tells of the order, if that is due ($8). No row if the cart is not so
 * any more, or its event was cancelled.
 */
const PLACE: PreparedStatement = {
  name: 'place-order',
  text: `
    with given as (
      select * from jsonb_populate_record(null::orders, $1::jsonb)
    ), placed as (
      update cart c set status = 'CHECKED_OUT', order_id = g.id
        from given g
       where c.id = g.cart_id and c.organization_id = g.organization_id and c.status = 'OPEN' and c.expires_at > now()
         and c.items = $3::jsonb and c.promo_code_id is not distinct from $4::uuid
         and not exists (select 1 from cancelled_event e
                          where e.event_id = c.event_id and e.organization_id = c.organization_id)
      returning c.id
    ), ordered as (
      insert into orders (${ORDER_COLUMNS})
      select ${ORDER_COLUMNS.replace('leased_until', `now() + interval '${LEASE_SECONDS} seconds'`)}
        from given where exists (select 1 from placed)
    ), itemized as (
      insert into order_item (${ITEM_COLUMNS})
      select ${ITEM_COLUMNS} from jsonb_populate_recordset(null::order_item, $2::jsonb) where exists (select 1 from placed)
    ), keyed as (
      insert into idempotency_key (owner, operation, key, input_hash, result)
      select $5::text, 'checkout', $6::text, $7::text, to_jsonb(g.id) from given g
       where $6::text is not null and exists (select 1 from placed)
    ), told as (
      insert into outbox (event_id, event)
      select ($8::jsonb ->> 'id')::uuid, $8::jsonb where $8::jsonb is not null and exists (select 1 from placed)
    )
    select id from placed`,
};

/**
 * Places an order by one statement; false if its cart is not open any more, or other than it was priced. Fails where the
 * key was used before.
 */
export async function placeOrder(
  send: SendStatement,
  cart: Pick<Cart, 'id' | 'items' | 'promoCodeId'>,
  { order, items }: OrderInHand,
  key: PlacingKey | null,
  news: DomainEvent | AnyDomainEvent | null,
): Promise<boolean> {
  const placed = await send(PLACE, [
    orderJson(order),
    itemsJson(items),
    JSON.stringify(cart.items),
    cart.promoCodeId ?? null,
    cart.id,
    key?.key ?? null,
    key?.inputHash ?? null,
    news && JSON.stringify(news),
  ]);
  return placed.length > 0;
}
