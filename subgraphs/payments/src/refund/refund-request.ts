import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, type Viewer } from '@ticketbase/kernel';
import type { Order } from '../order/order.entity.ts';
import { RefundEntity } from './refund.entity.ts';

export interface RefundRequest {
  /** Minor units of the order's currency; the caller has checked it against the locked order's balance. */
  readonly amount: number;
  readonly reason: string | null;
  /** Whether all of the order's tickets become void. */
  readonly voidsAll: boolean;
}

/** Writes down that money goes back; RefundProgress gives it. Returns the refund's id. */
export async function requestRefund(
  tx: EntityManager,
  order: Order,
  { amount, reason, voidsAll }: RefundRequest,
  { viewer, requestId }: { viewer: Viewer; requestId: string },
): Promise<string> {
  const id = newId();
  await tx.insert(RefundEntity, {
    id,
    organizationId: order.organizationId,
    orderId: order.id,
    amount,
    currency: order.currency,
    reason,
    status: 'PENDING',
    step: 'ASK_PLUGIN',
    leasedUntil: null,
    retryAt: null,
    voidsAll,
    manual: order.payment?.refundAction == null,
    externalId: null,
    failure: null,
    attempts: 0,
    actor: viewer.actor,
    requestId,
    createdAt: new Date(),
    completedAt: null,
  });
  return id;
}
