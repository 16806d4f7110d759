import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeEach, expect, test } from 'vitest';
import {
  BANK,
  BUYER,
  BY_ID,
  CANCEL,
  CARD,
  CHECKOUT,
  CONFIRM,
  type Payments,
  REFUND,
  startPayments,
} from './harness.ts';

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const confirm = async (token: string) => (await payments.ask(CONFIRM, { token })).confirmPayment;
const answerWith = (action: string, data: unknown) => {
  payments.plugins.actions[action] = () => data;
};

const started: Payments[] = [];
beforeEach(async () => {
  payments = await startPayments();
  started.push(payments);
});
afterAll(() => Promise.all(started.map(each => each.close())));

test('the plugin says where to pay, and alone says that it was paid', async () => {
  const placed = await payments.place({ price: 4_200, ...CARD });
  expect(placed.nextAction).toEqual({ type: 'REDIRECT', url: 'https://pay.example/1', pluginId: 'cards' });
  const minutes = (Date.parse(placed.order.expiresAt) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(29);
  expect(minutes).toBeLessThan(31);
  expect(await confirm(placed.orderToken)).toMatchObject({ status: 'PENDING', paid: { amount: 0 } });
  answerWith('ask-card', { status: 'PAID', amount: 4_200, currency: 'EUR', externalId: 'ch_1' });
  const answers = await Promise.allSettled([confirm(placed.orderToken), confirm(placed.orderToken)]);
  expect(answers.some(answer => answer.status === 'fulfilled')).toBe(true);
  expect(await confirm(placed.orderToken)).toMatchObject({ status: 'CONFIRMED', transactions: [{ type: 'PAYMENT' }] });
  expect(payments.plugins.calls.at(-1)?.params).toMatchObject({ reference: 'pi_1', amount: 4_200, currency: 'EUR' });
});

test('who may change the organization’s orders, such as the plugin when its provider calls, confirms by id', async () => {
  const byId = 'mutation ($id: ID!) { confirmPayment(orderId: $id) { status } }';
  const placed = await payments.place({ price: 4_200, ...CARD });
  const { id } = placed.order;
  answerWith('ask-card', { status: 'PAID', amount: 4_200, currency: 'EUR' });
  expect((await payments.refusal(byId, { id })).code).toBe('UNAUTHENTICATED');
  expect((await payments.refusal(byId, { id }, testViewer())).code).toBe('NOT_FOUND');
  const { organizationId } = payments;
  expect((await payments.refusal(byId, { id }, testViewer({ organizationId, role: 'ANALYST' }))).code).toBe(
    'FORBIDDEN',
  );
  const both = 'mutation ($id: ID!) { confirmPayment(orderId: $id, orderToken: "x") { status } }';
  expect((await payments.refusal(both, { id }, owner())).code).toBe('BAD_USER_INPUT');
  expect((await payments.ask(BY_ID, { id }, owner())).order.status).toBe('PENDING');
  expect((await payments.ask(byId, { id }, owner())).confirmPayment.status).toBe('CONFIRMED');
});

test.each([
  { status: 'PAID', amount: 42, currency: 'EUR' },
  { status: 'PAID', amount: 4_200, currency: 'USD' },
])('a payment that is not what is due confirms nothing: %o', async answer => {
  const placed = await payments.place({ price: 4_200, ...CARD });
  answerWith('ask-card', answer);
  expect((await payments.refusal(CONFIRM, { token: placed.orderToken })).code).toBe('PAYMENT_MISMATCH');
  const { order } = await payments.ask(BY_ID, { id: placed.order.id }, owner());
  expect(order).toMatchObject({ status: 'PENDING', paid: { amount: 0 }, transactions: [] });
});

test('a failed payment cancels the order and gives the tickets back', async () => {
  const placed = await payments.place({ stock: 5, ...CARD });
  answerWith('ask-card', { status: 'FAILED' });
  expect(await confirm(placed.orderToken)).toMatchObject({ status: 'CANCELLED', closedReason: 'The payment failed.' });
  expect(placed.stock()).toBe(5);
});

test('an answer that is none leaves the order as it is', async () => {
  const placed = await payments.place(CARD);
  answerWith('ask-card', { nonsense: true });
  expect(await payments.refusal(CONFIRM, { token: placed.orderToken })).toMatchObject({
    code: 'PAYMENT_UNKNOWN',
    reason: 'ACTION_OUTPUT_INVALID',
  });
  answerWith('ask-card', new Error('ACTION_TIMED_OUT'));
  expect((await payments.refusal(CONFIRM, { token: placed.orderToken })).reason).toBe('ACTION_TIMED_OUT');
});

test('money for a cancelled order goes back by the plugin', async () => {
  const placed = await payments.place({ price: 4_200, ...CARD });
  await payments.ask(CANCEL, { id: placed.order.id }, owner());
  answerWith('ask-card', { status: 'PAID' });
  const order = await confirm(placed.orderToken);
  expect(order).toMatchObject({ status: 'CANCELLED', paid: { amount: 4_200 }, refunded: { amount: 4_200 } });
  expect(payments.plugins.calls.at(-1)).toMatchObject({ action: 'refund-card', params: { amount: 4_200 } });
  await confirm(placed.orderToken);
  expect(payments.plugins.calls.filter(call => call.action === 'refund-card')).toHaveLength(1);
});

test.each([
  ['refuses', new Error('CARD_NOT_CONFIGURED'), 'CARD_NOT_CONFIGURED'],
  ['answers nonsense', { reference: '' }, 'ACTION_OUTPUT_INVALID'],
  [
    'sends the buyer to no web page',
    { reference: 'x', nextAction: { type: 'REDIRECT', url: 'javascript:alert(1)' } },
    'ACTION_OUTPUT_INVALID',
  ],
])('when the plugin %s, the cart is open again for another way to pay', async (_, answer, reason) => {
  answerWith('start-card', answer);
  const ticketTypeId = payments.events.addType(payments.eventId, 900, 5);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const input = { ...BUYER, ...CARD, cartToken: cart.token, idempotencyKey: newId() };
  expect(await payments.refusal(CHECKOUT, { input })).toMatchObject({ code: 'PAYMENT_NOT_STARTED', reason });
  expect(await payments.refusal(CHECKOUT, { input })).toMatchObject({ code: 'PAYMENT_NOT_STARTED', reason });
  expect(payments.plugins.calls).toHaveLength(1);
  const { order } = await payments.checkout(cart.token, BANK);
  expect(order.status).toBe('PENDING');
  expect(payments.events.types.get(ticketTypeId)!.stock).toBe(4);
});

async function paidByCard(price: number, quantity: number) {
  const placed = await payments.place({ price, quantity, stock: 10, ...CARD });
  answerWith('ask-card', { status: 'PAID' });
  return { ...placed, order: await confirm(placed.orderToken) };
}

test('a refund goes through the plugin under a key of its own, item by item and then in full', async () => {
  const { order, stock } = await paidByCard(1_001, 3);
  const [item] = order.items;
  const part = { orderId: order.id, items: [{ orderItemId: item.id, quantity: 1 }], reason: 'ill' };
  const { refundOrder } = await payments.ask(REFUND, { input: part }, owner());
  expect(refundOrder).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: { amount: 1_001 } });
  expect(stock()).toBe(8);
  const rest = await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(rest.refundOrder).toMatchObject({ status: 'REFUNDED', refunded: { amount: 3_003 } });
  expect(stock()).toBe(10);
  const calls = payments.plugins.calls.filter(call => call.action === 'refund-card');
  expect(calls.map(call => call.params.amount)).toEqual([1_001, 2_002]);
  expect(new Set(calls.map(call => call.idempotencyKey)).size).toBe(2);
  expect((await payments.refusal(REFUND, { input: { orderId: order.id } }, owner())).code).toBe('ORDER_NOT_REFUNDABLE');
});

test('a refund that the plugin refuses gives nothing back and can be tried again', async () => {
  const { order, stock } = await paidByCard(1_000, 2);
  answerWith('refund-card', { status: 'FAILED' });
  const items = [{ orderItemId: order.items[0].id, quantity: 2 }];
  const refused = await payments.refusal(REFUND, { input: { orderId: order.id, items } }, owner());
  expect(refused).toMatchObject({ code: 'REFUND_FAILED', reason: 'REFUSED_BY_PROVIDER' });
  expect(stock()).toBe(8);
  answerWith('refund-card', { status: 'REFUNDED' });
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id, items } }, owner());
  expect(refundOrder).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'FAILED' }, { status: 'SUCCEEDED' }] });
  const told = (await payments.recorded()).filter(
    ({ name, payload }) => name.startsWith('order.refund') && 'orderId' in payload && payload.orderId === order.id,
  );
  const names = ['order.refund_requested', 'order.refund_failed', 'order.refund_requested', 'order.refunded'];
  expect(told.map(({ name }) => name)).toEqual(names);
  expect(told[1]).toMatchObject({ payload: { failure: 'REFUSED_BY_PROVIDER', refund: { amount: 2_000 } } });
});

test.each(['PLUGIN_TIMEOUT', 'PLUGIN_THREW'])(
  'a refund that ended in %s may have been given: it stays reserved, and is asked for again under the provider’s same key',
  async code => {
    const { order } = await paidByCard(1_000, 1);
    answerWith('refund-card', new Error(code));
    const input = { orderId: order.id };
    const { refundOrder } = await payments.ask(REFUND, { input }, owner());
    expect(refundOrder).toMatchObject({ status: 'CONFIRMED', refunds: [{ status: 'PENDING', failure: code }] });
    expect((await payments.refusal(REFUND, { input }, owner())).code).toBe('REFUND_EXCEEDS_PAID');
    answerWith('refund-card', { status: 'REFUNDED' });
    await payments.sql('update refund set retry_at = null');
    await payments.sweep();
    const settled = await payments.ask(BY_ID, { id: order.id }, owner());
    expect(settled.order).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'SUCCEEDED', failure: null }] });
    const calls = payments.plugins.calls.filter(call => call.action === 'refund-card');
    expect(new Set(calls.map(call => call.params.idempotencyKey)).size).toBe(1);
    expect(new Set(calls.map(call => call.idempotencyKey)).size).toBe(2);
  },
);

test('a refund by a plugin that is gone fails', async () => {
  const { order } = await paidByCard(1_000, 1);
  answerWith('refund-card', new Error('PLUGIN_NOT_INSTALLED'));
  const refused = await payments.refusal(REFUND, { input: { orderId: order.id } }, owner());
  expect(refused).toMatchObject({ code: 'REFUND_FAILED', reason: 'PLUGIN_NOT_INSTALLED' });
});

test('a refund that the provider has not finished counts as given until it is', async () => {
  const { order } = await paidByCard(1_000, 1);
  answerWith('refund-card', { status: 'PENDING' });
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(refundOrder).toMatchObject({ status: 'CONFIRMED', refunded: { amount: 0 }, refunds: [{ status: 'PENDING' }] });
  expect((await payments.refusal(REFUND, { input: { orderId: order.id, amount: 1 } }, owner())).code).toBe(
    'REFUND_EXCEEDS_PAID',
  );
});

test('what was bought for a cancelled event is cancelled or refunded, however often the news comes', async () => {
  const pending = await payments.place({ stock: 5 });
  const { order: paid } = await paidByCard(1_000, 2);
  const freeType = payments.events.addType(payments.eventId, 0, 5);
  const { order: free } = await payments.checkout(
    (await payments.createCart([{ ticketTypeId: freeType, quantity: 1 }])).token,
  );
  const open = await payments.createCart([{ ticketTypeId: freeType, quantity: 1 }]);
  const news = {
    id: newId(),
    name: 'event.cancelled',
    version: 1,
    organizationId: payments.organizationId,
    actor: { kind: 'user', id: newId() },
    requestId: newId(),
    occurredAt: new Date().toISOString(),
    payload: { eventId: payments.eventId, title: 'Fair', slug: 'fair', reason: 'storm' },
  } as const;
  await payments.subgraph.deliver(news);
  await payments.subgraph.deliver(news);
  await payments.subgraph.deliver({ ...news, id: newId() });
  await payments.sweep();
  const now = async (id: string) => (await payments.ask(BY_ID, { id }, owner())).order;
  expect(await now(pending.order.id)).toMatchObject({
    status: 'CANCELLED',
    closedReason: 'The event was cancelled: storm',
  });
  expect(pending.stock()).toBe(5);
  expect(await now(paid.id)).toMatchObject({ status: 'REFUNDED', refunded: { amount: 2_000 }, refunds: [{}] });
  expect(await now(free.id)).toMatchObject({ status: 'CANCELLED' });
  expect(payments.events.tickets.get(free.id)).toMatchObject([{ status: 'CANCELLED' }]);
  const late = { input: { ...BUYER, cartToken: open.token, idempotencyKey: newId() } };
  expect((await payments.refusal(CHECKOUT, late)).code).toBe('EVENT_SALES_ENDED');
});
