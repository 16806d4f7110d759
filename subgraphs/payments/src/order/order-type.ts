import type { Order, OrderItem } from './order.entity.ts';
import type { NextActionObject, NextActionType, OrderItemType, OrderStatus, OrderType } from './order.type.ts';

/** An order as the supergraph sees it. */
export function toOrderType(order: Order): OrderType {
  const money = (amount: number) => ({ amount, currency: order.currency });
  const awaited = order.status === 'PENDING';
  return {
    id: order.id,
    organizationId: order.organizationId,
    number: order.number,
    eventId: order.eventId,
    organization: { id: order.organizationId },
    buyer: {
      name: order.buyerName,
      email: order.buyerEmail,
      user: order.buyerUserId == null ? null : { id: order.buyerUserId },
    },
    invoiceAddress: order.invoiceAddress,
    status: order.status as OrderStatus,
    subtotal: money(order.subtotal),
    discount: money(order.discount),
    fees: money(order.fees),
    tax: money(order.tax),
    taxIncluded: order.taxMode === 'INCLUSIVE',
    total: money(order.total),
    promoCode: order.promoCode,
    paymentMethod: order.payment?.id ?? null,
    paymentMethodLabel: order.payment?.label ?? null,
    paymentReference: order.paymentReference,
    paymentInstructions: order.paymentInstructions,
    nextAction: awaited && order.nextAction ? toNextAction(order) : null,
    expiresAt: awaited ? order.expiresAt : null,
    closedReason: order.closedReason,
    confirmedAt: order.confirmedAt,
    createdAt: order.createdAt,
  };
}

/** What the buyer does next; nothing for an order that costs nothing or is settled. */
export function toNextAction(order: Order): NextActionObject {
  const { type, url, payload } = order.nextAction ?? { type: 'NONE', url: null, payload: null };
  return { type: type as NextActionType, url, payload, pluginId: order.payment?.pluginId ?? null };
}

/** An order's item as the supergraph sees it. */
export function toItemType(item: OrderItem, currency: string): OrderItemType {
  const money = (amount: number) => ({ amount, currency });
  return {
    id: item.id,
    ticketTypeId: item.ticketTypeId,
    name: item.name,
    quantity: item.quantity,
    unitPrice: money(item.unitPrice),
    subtotal: money(item.subtotal),
    discount: money(item.discount),
    fees: money(item.fees),
    tax: money(item.tax),
    taxes: item.taxes.map(tax => ({ ...tax, amount: money(tax.amount) })),
    total: money(item.total),
  };
}
