import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, type Viewer } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import { returnPromoCode } from '../promo-code/promo-code.usage.ts';
import type { TokenMint } from '../token-mint.ts';
import { type Order, OrderEntity } from './order.entity.ts';
import { orderPayload } from './order-payload.ts';

export interface Closing {
  readonly orderId: string;
  readonly organizationId: string;
  readonly to: 'CANCELLED' | 'EXPIRED';
  readonly reason: string | null;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly tokens: TokenMint;
}

/**
 * Ends a pending order that is not paid: one conditional statement, so that of several ways out that meet, one wins and
 * the stock returns once. Null if it was not pending, or its payment is in.
 */
export async function closePending(tx: EntityManager, closing: Closing): Promise<Order | null> {
  const { orderId, organizationId, to, reason, viewer, requestId, tokens } = closing;
  const closed = await tx.execute(
    `update orders set status = ?, step = 'RELEASE_HOLD', closed_reason = ?, leased_until = null, retry_at = null
      where id = ? and organization_id = ? and status = 'PENDING' and step <> 'ISSUE_TICKETS'
        and (? <> 'EXPIRED' or expires_at < now())
     returning id`,
    [to, reason, orderId, organizationId, to],
  );
  if (closed.length === 0) return null;
  await returnPromoCode(tx, orderId, organizationId);
  const order = await tx.findOneOrFail(OrderEntity, { id: orderId, organizationId }, { disableIdentityMap: true });
  const payload = await orderPayload(tx, order, tokens);
  const by = { viewer, requestId, organizationId };
  await recordEvents(
    tx,
    to === 'EXPIRED'
      ? domainEvent('order.expired', payload, by)
      : domainEvent('order.cancelled', { ...payload, reason }, by),
  );
  return order;
}
