import type { NextActionType } from '../order/order.type.ts';
import type { OrderChange } from './order-change.entity.ts';
import type { OrderChangeStatus, OrderChangeType } from './order-change.type.ts';

/** A change as the supergraph sees it. */
export function toChangeType(change: OrderChange): OrderChangeType {
  const { id, ticketId, fromName, toName, difference, currency, createdAt } = change;
  const isAwaited = change.status === 'PENDING' && change.step === 'AWAIT_PAYMENT';
  const next = isAwaited ? change.nextAction : null;
  return {
    ...{ id, ticketId, fromName, toName, difference: { amount: difference, currency }, createdAt },
    status: change.status as OrderChangeStatus,
    paymentReference: change.paymentReference,
    paymentInstructions: change.paymentInstructions,
    nextAction: next && {
      ...{ type: next.type as NextActionType, url: next.url, payload: next.payload },
      pluginId: change.payment?.pluginId ?? null,
    },
    expiresAt: isAwaited ? change.expiresAt : null,
    closedReason: change.closedReason,
    completedAt: change.completedAt,
  };
}
