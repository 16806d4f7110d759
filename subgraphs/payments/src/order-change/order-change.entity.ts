import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Actor } from '@ticketbase/kernel';
import type { ChosenPayment, NextAction } from '../order/order.entity.ts';
import type { TicketShare } from '../pricing/ticket-share.ts';

export type OrderChangeState = 'PENDING' | 'APPLIED' | 'CANCELLED' | 'EXPIRED' | 'FAILED';

/**
 * What is still to be done for a change, written down so that any process can go on where another stopped.
 * One that the buyer pays for online: HOLD → START_PAYMENT → AWAIT_PAYMENT → EXCHANGE → DONE; any other begins at
 * EXCHANGE. A way out of PENDING passes through RELEASE_HOLD.
 */
export type OrderChangeStep = 'HOLD' | 'START_PAYMENT' | 'AWAIT_PAYMENT' | 'EXCHANGE' | 'RELEASE_HOLD' | 'DONE';

/** A ticket of a confirmed order that becomes another type's, with what it cost and will cost frozen. */
export const OrderChangeEntity = defineEntity({
  name: 'OrderChange',
  tableName: 'order_change',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    orderId: p.uuid(),
    ticketId: p.uuid(),
    /** Counts the order's changes from 1. */
    number: p.integer(),
    fromTicketTypeId: p.uuid(),
    fromName: p.text(),
    toTicketTypeId: p.uuid(),
    toName: p.text(),
    before: p.json<TicketShare>(),
    after: p.json<TicketShare>(),
    /** What the buyer pays, or, if negative, gets back. */
    difference: p.integer(),
    currency: p.text(),
    /** How the buyer pays; NONE if nothing is to be paid. */
    settlement: p.text().$type<'ONLINE' | 'MANUAL' | 'NONE'>(),
    status: p.text().$type<OrderChangeState>(),
    step: p.text().$type<OrderChangeStep>(),
    /** Until when one process works on the step alone. */
    leasedUntil: p.datetime().nullable(),
    /** When a sweep tries the step again after it failed. */
    retryAt: p.datetime().nullable(),
    /** Whether the difference was booked as paid. */
    paid: p.boolean(),
    note: p.text().nullable(),
    payment: p.json<ChosenPayment>().nullable(),
    paymentReference: p.text().nullable(),
    paymentInstructions: p.text().nullable(),
    nextAction: p.json<NextAction>().nullable(),
    closedReason: p.text().nullable(),
    actor: p.json<Actor>(),
    requestId: p.text(),
    expiresAt: p.datetime(),
    createdAt: p.datetime(),
    completedAt: p.datetime().nullable(),
  }),
});
export type OrderChange = InferEntity<typeof OrderChangeEntity>;
