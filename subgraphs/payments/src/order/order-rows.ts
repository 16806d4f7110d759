import type { Order, OrderItem, OrderTicket } from './order.entity.ts';

/** Columns by the properties that entities know them by. */
type Columns<Row> = Readonly<Record<keyof Row & string, string>>;

const ORDER: Columns<Order> = {
  ...{ id: 'id', organizationId: 'organization_id', eventId: 'event_id', cartId: 'cart_id', number: 'number' },
  ...{ tokenHash: 'token_hash', status: 'status', step: 'step', leasedUntil: 'leased_until', retryAt: 'retry_at' },
  ...{ buyerName: 'buyer_name', buyerEmail: 'buyer_email', buyerUserId: 'buyer_user_id' },
  ...{ invoiceAddress: 'invoice_address', attendees: 'attendees', currency: 'currency', subtotal: 'subtotal' },
  ...{ discount: 'discount', fees: 'fees', absorbedFees: 'absorbed_fees', tax: 'tax', taxMode: 'tax_mode' },
  ...{ total: 'total', promoCodeId: 'promo_code_id', promoCode: 'promo_code', promoUsed: 'promo_used' },
  ...{ payment: 'payment', paymentReference: 'payment_reference', paymentInstructions: 'payment_instructions' },
  ...{ nextAction: 'next_action', closedReason: 'closed_reason', requestId: 'request_id', expiresAt: 'expires_at' },
  ...{ confirmedAt: 'confirmed_at', createdAt: 'created_at' },
};

const ITEM: Columns<OrderItem> = {
  ...{ id: 'id', organizationId: 'organization_id', orderId: 'order_id', ticketTypeId: 'ticket_type_id' },
  ...{ name: 'name', quantity: 'quantity', unitPrice: 'unit_price', subtotal: 'subtotal', discount: 'discount' },
  ...{ fees: 'fees', absorbedFees: 'absorbed_fees', tax: 'tax', taxes: 'taxes', total: 'total' },
};

const TICKET: Columns<OrderTicket> = {
  ...{ ticketId: 'ticket_id', organizationId: 'organization_id', orderId: 'order_id', ticketTypeId: 'ticket_type_id' },
  ...{ ticketTypeName: 'ticket_type_name', admits: 'admits', code: 'code', refundId: 'refund_id' },
  ...{ orderItemId: 'order_item_id', subtotal: 'subtotal', discount: 'discount', fees: 'fees' },
  ...{ absorbedFees: 'absorbed_fees', tax: 'tax', taxes: 'taxes', total: 'total' },
};

/** Lists of columns, for insertions from JSON by `jsonb_populate_record`. */
export const ORDER_COLUMNS = Object.values(ORDER).join(', ');
export const ITEM_COLUMNS = Object.values(ITEM).join(', ');
export const TICKET_COLUMNS = Object.values(TICKET).join(', ');

/** An order with its items, in the hands of whoever has the lease of its step. */
export interface OrderInHand {
  readonly order: Order;
  readonly items: readonly OrderItem[];
}

/** What a statement on `orders o` reads or returns of an order: its columns, and its items as JSON. */
export const IN_HAND = `${Object.entries(ORDER)
  .map(([name, column]) => `o.${column} as "${name}"`)
  .join(', ')},
  (select coalesce(json_agg(json_build_object(${Object.entries(ITEM)
    .map(([name, column]) => `'${name}', i.${column}`)
    .join(', ')}) order by i.id), '[]')
     from order_item i where i.order_id = o.id and i.organization_id = o.organization_id) as items`;

/** A row of `IN_HAND`. */
export type InHandRow = Order & { readonly items: readonly OrderItem[] };

export const toInHand = ({ items, ...order }: InHandRow): OrderInHand => ({ order, items });

const toJson = <Row extends object>(columns: Columns<Row>, row: Row) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [column, row[name as keyof Row]]));

/** Rows as `jsonb_populate_record` and `jsonb_populate_recordset` take them. */
export const orderJson = (order: Order): string => JSON.stringify(toJson(ORDER, order));
export const itemsJson = (items: readonly OrderItem[]): string => JSON.stringify(items.map(item => toJson(ITEM, item)));
export const ticketsJson = (tickets: readonly OrderTicket[]): string =>
  JSON.stringify(tickets.map(ticket => toJson(TICKET, ticket)));
