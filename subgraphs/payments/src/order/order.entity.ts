import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { QuestionKind } from '../generated/graphql.ts';
import type { InvoiceAddress } from '../invoice/invoice.entity.ts';
import type { LineTax } from '../pricing/tax.ts';

export type OrderState = 'PENDING' | 'CONFIRMED' | 'CANCELLED' | 'EXPIRED' | 'PARTIALLY_REFUNDED' | 'REFUNDED';

/**
 * What is still to be done for an order, written down so that any process can go on where another stopped:
 * START_PAYMENT → AWAIT_PAYMENT → ISSUE_TICKETS → DONE; a free order begins at ISSUE_TICKETS. EXTEND_HOLD comes before
 * AWAIT_PAYMENT where the payment may take longer than the hold was kept for.
 * A way out of PENDING passes through RELEASE_HOLD, and a free confirmed order's through VOID_TICKETS.
 */
export type OrderStep =
  | 'START_PAYMENT'
  | 'EXTEND_HOLD'
  | 'AWAIT_PAYMENT'
  | 'ISSUE_TICKETS'
  | 'RELEASE_HOLD'
  | 'VOID_TICKETS'
  | 'DONE';

/** How an order is paid, as the plugin declared it at checkout. */
export interface ChosenPayment {
  /** `<plugin>:<method>`. */
  readonly id: string;
  readonly pluginId: string;
  readonly methodId: string;
  readonly label: string;
  readonly startAction: string;
  readonly confirmAction: string | null;
  readonly refundAction: string | null;
  readonly returnUrl: string;
  /** How often its start was cut short; absent for 0. */
  readonly startAttempts?: number;
}

/** What the buyer does next to pay, as the plugin said. */
export interface NextAction {
  readonly type: 'REDIRECT' | 'COMPONENT' | 'NONE';
  readonly url: string | null;
  readonly payload: unknown;
}

/** What somebody answered, with the text of the question at checkout. */
export interface NamedAnswer {
  readonly questionId: string;
  readonly kind: QuestionKind;
  readonly label: string;
  readonly values: readonly string[];
}

/** Whom a ticket is for. */
export interface NamedAttendee {
  readonly ticketTypeId: string;
  readonly name: string;
  readonly email: string;
  /** Absent in what was ordered before there were questions. */
  readonly answers?: readonly NamedAnswer[];
}

/** A purchase, with everything that was priced for it frozen. */
export const OrderEntity = defineEntity({
  name: 'Order',
  tableName: 'orders',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    cartId: p.uuid(),
    number: p.text(),
    tokenHash: p.text(),
    status: p.text().$type<OrderState>(),
    step: p.text().$type<OrderStep>(),
    /** Until when one process works on the step alone. */
    leasedUntil: p.datetime().nullable(),
    /** When a sweep tries the step again after it failed. */
    retryAt: p.datetime().nullable(),
    buyerName: p.text(),
    buyerEmail: p.text(),
    buyerUserId: p.uuid().nullable(),
    /** What the buyer wants to stand on invoices beside the name. */
    invoiceAddress: p.json<InvoiceAddress>().nullable(),
    attendees: p.json<NamedAttendee[]>(),
    currency: p.text(),
    subtotal: p.integer(),
    discount: p.integer(),
    fees: p.integer(),
    absorbedFees: p.integer(),
    tax: p.integer(),
    taxMode: p.text().$type<'INCLUSIVE' | 'EXCLUSIVE'>(),
    total: p.integer(),
    promoCodeId: p.uuid().nullable(),
    promoCode: p.text().nullable(),
    promoUsed: p.boolean().default(false),
    /** Null for a free order. */
    payment: p.json<ChosenPayment>().nullable(),
    paymentReference: p.text().nullable(),
    paymentInstructions: p.text().nullable(),
    nextAction: p.json<NextAction>().nullable(),
    closedReason: p.text().nullable(),
    requestId: p.text(),
    expiresAt: p.datetime().nullable(),
    confirmedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  }),
});
export type Order = InferEntity<typeof OrderEntity>;

/** One ticket type of an order. */
export const OrderItemEntity = defineEntity({
  name: 'OrderItem',
  tableName: 'order_item',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    orderId: p.uuid(),
    ticketTypeId: p.uuid(),
    name: p.text(),
    quantity: p.integer(),
    unitPrice: p.integer(),
    subtotal: p.integer(),
    discount: p.integer(),
    fees: p.integer(),
    absorbedFees: p.integer(),
    tax: p.integer(),
    taxes: p.json<readonly LineTax[]>(),
    total: p.integer(),
  }),
});
export type OrderItem = InferEntity<typeof OrderItemEntity>;

/** A ticket that events issued for an order; `refundId` names the refund that gave it back. */
export const OrderTicketEntity = defineEntity({
  name: 'OrderTicket',
  tableName: 'order_ticket',
  properties: p => ({
    ticketId: p.uuid().primary(),
    organizationId: p.uuid(),
    orderId: p.uuid(),
    ticketTypeId: p.uuid(),
    ticketTypeName: p.text(),
    /** False for an add-on, which is no ticket to send. */
    admits: p.boolean().default(true),
    code: p.text(),
    refundId: p.uuid().nullable(),
    /** The item that the ticket is of, and the ticket's parts of it. */
    orderItemId: p.uuid(),
    subtotal: p.integer(),
    discount: p.integer(),
    fees: p.integer(),
    absorbedFees: p.integer(),
    tax: p.integer(),
    taxes: p.json<readonly LineTax[]>(),
    total: p.integer(),
  }),
});
export type OrderTicket = InferEntity<typeof OrderTicketEntity>;
