import type { OrderStatus, TicketStatus } from '../../generated/graphql.ts';

/** Every status of an order with its words. */
export const ORDER_STATUSES: Readonly<Record<OrderStatus, { readonly label: string; readonly look: string }>> = {
  PENDING: { label: 'Awaits payment', look: 'warn' },
  CONFIRMED: { label: 'Confirmed', look: 'good' },
  PARTIALLY_REFUNDED: { label: 'Partly refunded', look: 'warn' },
  REFUNDED: { label: 'Refunded', look: 'neutral' },
  EXPIRED: { label: 'Expired', look: 'neutral' },
  CANCELLED: { label: 'Cancelled', look: 'bad' },
};

const TICKET_STATUSES: Readonly<Record<TicketStatus, { readonly label: string; readonly look: string }>> = {
  VALID: { label: 'Valid', look: 'good' },
  USED: { label: 'Used', look: '' },
  CANCELLED: { label: 'Void', look: 'bad' },
  REFUNDED: { label: 'Refunded', look: 'neutral' },
};

export function OrderStatusBadge({ status }: { readonly status: OrderStatus }) {
  const { label, look } = ORDER_STATUSES[status];
  return <span className={`badge ${look}`}>{label}</span>;
}

export function TicketStatusBadge({ status }: { readonly status: TicketStatus }) {
  const { label, look } = TICKET_STATUSES[status];
  return <span className={`badge ${look}`}>{label}</span>;
}

export const isOrderStatus = (text: string | null): text is OrderStatus =>
  text !== null && Object.hasOwn(ORDER_STATUSES, text);
