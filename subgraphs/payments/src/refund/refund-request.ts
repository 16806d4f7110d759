import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, type Viewer } from '@ticketbase/kernel';
import type { Order } from '../order/order.entity.ts';
import { type OrderTicket, OrderTicketEntity } from '../order/order.entity.ts';
import { RefundEntity } from './refund.entity.ts';
import type { RefundedLine } from './refund-breakdown.ts';

export interface RefundRequest {
  /** Minor units of the order's currency; the caller has checked it against the locked order's balance. */
  readonly amount: number;
  readonly reason: string | null;
  /** Whether all of the order's tickets become void. */
  readonly voidsAll: boolean;
  readonly feesKept?: number;
  readonly breakdown?: readonly RefundedLine[];
  /** The change of a ticket whose difference goes back. */
  readonly changeId?: string;
}

/** Writes down that money goes back; RefundProgress gives it. Returns the refund's id. */
export async function requestRefund(
  tx: EntityManager,
  order: Order,
  { amount, reason, voidsAll, feesKept = 0, breakdown, changeId }: RefundRequest,
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
    changeId: changeId ?? null,
    feesKept,
    breakdown: breakdown ?? [],
    note: null,
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

/** The order's tickets that were not given back. */
export const remainingTickets = (tx: EntityManager, order: Pick<Order, 'id'>): Promise<OrderTicket[]> =>
  tx.find(
    OrderTicketEntity,
    { orderId: order.id, refundId: null },
    { orderBy: { ticketId: 'desc' }, disableIdentityMap: true },
  );
