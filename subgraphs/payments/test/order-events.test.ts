import { type AnyDomainEvent, domainEvent, newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BY_TOKEN, CANCEL, PAY, type Payments, REFUND, startPayments } from './harness.ts';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

/** Of these the activity log tells, and no mail. */
const TOLD_TO_NO_BUYER = ['order.refund_requested', 'order.refund_failed'];

test('every domain event of an order that is told to its buyer carries the token that opens it, for the mail', async () => {
  const owner = testViewer({ organizationId: payments.organizationId });
  const resend = 'mutation ($id: ID!) { resendTickets(orderId: $id) }';
  const payload = { eventId: payments.eventId, title: 'Fair', slug: 'fair', reason: null };
  const news = domainEvent('event.cancelled', payload, { viewer: owner, requestId: newId() });

  const refunded = await payments.place();
  await payments.ask(PAY, { id: refunded.order.id, key: newId() }, owner);
  await payments.ask(resend, { id: refunded.order.id }, owner);
  await payments.ask(REFUND, { input: { orderId: refunded.order.id } }, owner);
  const cancelled = await payments.place();
  await payments.ask(CANCEL, { id: cancelled.order.id }, owner);
  const expired = await payments.place();
  await payments.age('orders', expired.order.id);
  await payments.sweep();
  const calledOff = await payments.place();
  const free = await payments.place({ price: 0, paymentMethod: undefined });
  const freeAndCancelled = await payments.place({ price: 0, paymentMethod: undefined });
  await payments.ask(CANCEL, { id: freeAndCancelled.order.id }, owner);
  await payments.subgraph.deliver(news as AnyDomainEvent);

  const told = new Map<string, string[]>();
  for (const { name, payload } of await payments.recorded()) {
    if (!name.startsWith('order.')) continue;
    const { orderId, orderToken } = payload as { orderId: string; orderToken?: string };
    told.set(orderId, [...(told.get(orderId) ?? []), name]);
    if (TOLD_TO_NO_BUYER.includes(name)) continue;
    const opened = orderToken && (await payments.ask(BY_TOKEN, { token: orderToken })).order;
    expect(opened, `${name} has a token that opens its order`).toMatchObject({ id: orderId });
  }
  expect(
    [refunded, cancelled, expired, calledOff, free, freeAndCancelled].map(({ order }) => told.get(order.id)),
  ).toEqual([
    ['order.placed', 'order.confirmed', 'order.tickets_resent', 'order.refund_requested', 'order.refunded'],
    ['order.placed', 'order.cancelled'],
    ['order.placed', 'order.expired'],
    ['order.placed', 'order.cancelled'],
    ['order.placed', 'order.confirmed', 'order.cancelled'],
    ['order.placed', 'order.confirmed', 'order.cancelled'],
  ]);
});
