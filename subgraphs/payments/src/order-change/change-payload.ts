import type { EntityManager } from '@mikro-orm/postgresql';
import type { Payload } from '@ticketbase/kernel';
import type { Order } from '../order/order.entity.ts';
import { orderPayload } from '../order/order-payload.ts';
import type { TokenMint } from '../token-mint.ts';
import type { OrderChange } from './order-change.entity.ts';

/** What the domain events of a change say, beside what those of orders do. */
export async function changePayload(
  tx: EntityManager,
  order: Order,
  change: OrderChange,
  tokens: TokenMint,
): Promise<Omit<Payload<'order.changed'>, 'changed'>> {
  const { ticketId, fromName, toName, fromTicketTypeId, toTicketTypeId, difference, currency, before, after } = change;
  return {
    ...(await orderPayload(tx, order, tokens)),
    ...{ ticketId, fromTicketType: fromName, toTicketType: toName, fromTicketTypeId, toTicketTypeId },
    before: { amount: before.total, currency },
    after: { amount: after.total, currency },
    difference: { amount: difference, currency },
  };
}
