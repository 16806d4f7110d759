import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BY_ID, BY_TOKEN, PAY, type Payments, startPayments } from './harness.ts';

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const eventsOf = async (orderId: string) =>
  (await payments.recorded())
    .filter(event => (event.payload as { orderId?: string }).orderId === orderId)
    .map(event => event.name);

beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

const CART = 'query ($token: String!) { cart(token: $token) { id total { amount } } }';
const RELEASE = 'mutation ($token: String!) { releaseCart(token: $token) }';

test('an expired cart is gone, and its tickets are back after the next sweep', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 900, 5);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 2 }]);
  expect((await payments.ask(CART, { token: cart.token })).cart.id).toBe(cart.id);
  await payments.age('cart', cart.id);
  expect((await payments.ask(CART, { token: cart.token })).cart).toBeNull();
  await payments.sweep();
  await payments.sweep();
  expect(payments.events.types.get(ticketTypeId)!.stock).toBe(5);
});

test('a released cart gives its tickets back once, also when events did not answer at first', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 900, 5);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 2 }]);
  payments.events.faults.set('releaseHold', new Error('connection lost'));
  expect(await payments.ask(RELEASE, { token: cart.token })).toEqual({ releaseCart: true });
  expect(payments.events.types.get(ticketTypeId)!.stock).toBe(3);
  await payments.sweep();
  expect(payments.events.types.get(ticketTypeId)!.stock).toBe(5);
  expect(await payments.ask(RELEASE, { token: cart.token })).toEqual({ releaseCart: true });
  expect((await payments.refusal(RELEASE, { token: 'no such token' })).code).toBe('NOT_FOUND');
});

test('an order that is not paid in time expires once and gives its tickets back', async () => {
  const placed = await payments.place({ stock: 5, quantity: 2 });
  await payments.sweep();
  expect(placed.stock()).toBe(3);
  await payments.age('orders', placed.order.id);
  await Promise.all([payments.sweep(), payments.sweep()]);
  await payments.sweep();
  const { order } = await payments.ask(BY_TOKEN, { token: placed.orderToken });
  expect(order).toMatchObject({ status: 'EXPIRED', expiresAt: null });
  expect(placed.stock()).toBe(5);
  expect(await eventsOf(placed.order.id)).toEqual(['order.placed', 'order.expired']);
});

async function expired(stock: number) {
  const placed = await payments.place({ stock, quantity: 2 });
  await payments.age('orders', placed.order.id);
  await payments.sweep();
  expect(placed.stock()).toBe(stock);
  return placed;
}

test('a payment after expiry takes the tickets again while there are some', async () => {
  const placed = await expired(5);
  const paid = await payments.ask(PAY, { id: placed.order.id, key: newId() }, owner());
  expect(paid.recordManualPayment).toMatchObject({ status: 'CONFIRMED', paid: { amount: 2_000 }, closedReason: null });
  expect(placed.stock()).toBe(3);
});

test('a payment after expiry without tickets left is refunded on the books, and everyone is told', async () => {
  const placed = await expired(2);
  payments.events.types.get(placed.ticketTypeId)!.stock = 1;
  const key = newId();
  const refused = await payments.refusal(PAY, { id: placed.order.id, key }, owner());
  expect(refused.code).toBe('ORDER_EXPIRED_NO_STOCK');
  expect((await payments.refusal(PAY, { id: placed.order.id, key }, owner())).code).toBe('ORDER_EXPIRED_NO_STOCK');
  expect((await payments.refusal(PAY, { id: placed.order.id, key: newId() }, owner())).code).toBe('ORDER_NOT_PAYABLE');
  const { order } = await payments.ask(BY_ID, { id: placed.order.id }, owner());
  expect(order).toMatchObject({
    status: 'EXPIRED',
    paid: { amount: 2_000 },
    refunded: { amount: 2_000 },
    transactions: [{ type: 'PAYMENT' }, { type: 'REFUND' }],
  });
  expect(await eventsOf(order.id)).toEqual(['order.placed', 'order.expired', 'order.refunded']);
  const books = await payments.sql(
    `select e.account, sum(e.amount)::int as balance from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
      where t.order_id = ? group by e.account order by e.account`,
    [order.id],
  );
  expect(books).toEqual([
    { account: 'BUYERS', balance: 0 },
    { account: 'CASH', balance: 0 },
  ]);
});
