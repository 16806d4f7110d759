import { DomainError, newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BANK, BUYER, BY_ID, CANCEL, CARD, CHECKOUT, PAY, type Payments, REFUND, startPayments } from './harness.ts';

class ContractFault extends DomainError {
  static readonly code = 'GRAPHQL_VALIDATION_FAILED';
}

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const orderNow = async (id: string) => (await payments.ask(BY_ID, { id }, owner())).order;
/** As if the process had died in the step, some time ago. */
const abandon = (id: string) =>
  payments.sql(
    `update orders set created_at = created_at - interval '1 minute', leased_until = now() - interval '1 second', retry_at = null where id = ?`,
    [id],
  );

beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

test('a checkout that lost the plugin’s answer goes on with the same key, under the same idempotency key', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 900);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const answer = payments.plugins.actions['make-reference']!;
  payments.plugins.actions['make-reference'] = () => {
    throw new Error('connection lost');
  };
  const input = { ...BUYER, ...BANK, cartToken: cart.token, idempotencyKey: newId() };
  expect((await payments.refusal(CHECKOUT, { input })).code).toBe('INTERNAL_SERVER_ERROR');
  payments.plugins.actions['make-reference'] = answer;
  const { checkout } = await payments.ask(CHECKOUT, { input });
  expect(checkout.order).toMatchObject({ status: 'PENDING', paymentReference: `REF-${checkout.order.number}` });
  const keys = payments.plugins.calls.slice(-2).map(call => call.idempotencyKey);
  expect(keys).toEqual([checkout.order.id, checkout.order.id]);
});

test('a sweep starts the payment of an order whose process died before', async () => {
  const { order } = await payments.place();
  await payments.sql(`update orders set step = 'START_PAYMENT', payment_reference = null where id = ?`, [order.id]);
  await abandon(order.id);
  await payments.sweep();
  expect(await orderNow(order.id)).toMatchObject({ status: 'PENDING', paymentReference: `REF-${order.number}` });
});

test('a crash between issuing the tickets and confirming leaves an order that a sweep confirms, with its tickets once', async () => {
  const { order } = await payments.place({ price: 900, quantity: 2 });
  payments.events.faults.set('issueTickets', new Error('connection lost'));
  const refused = await payments.refusal(PAY, { id: order.id, key: newId() }, owner());
  expect(refused.code).toBe('INTERNAL_SERVER_ERROR');
  expect(await orderNow(order.id)).toMatchObject({ status: 'PENDING', paid: { amount: 1_800 } });
  // Paid: neither its expiry nor a cancellation takes its tickets away.
  expect((await payments.refusal(CANCEL, { id: order.id }, owner())).code).toBe('ORDER_NOT_CANCELLABLE');
  await payments.age('orders', order.id);
  await abandon(order.id);
  await Promise.all([payments.sweep(), payments.sweep()]);
  expect(await orderNow(order.id)).toMatchObject({ status: 'CONFIRMED' });
  expect(payments.events.tickets.get(order.id)).toHaveLength(2);
  const confirmed = (await payments.recorded()).filter(
    event => event.name === 'order.confirmed' && event.payload.orderId === order.id,
  );
  expect(confirmed).toHaveLength(1);
});

test('a fault between the parts of the platform refunds nobody: the order waits for its tickets', async () => {
  const { order } = await payments.place({ price: 900 });
  payments.events.faults.set('issueTickets', new ContractFault('Unknown argument.'));
  expect((await payments.refusal(PAY, { id: order.id, key: newId() }, owner())).code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await orderNow(order.id)).toMatchObject({ status: 'PENDING', paid: { amount: 900 }, refunds: [] });
  await abandon(order.id);
  await payments.sweep();
  expect(await orderNow(order.id)).toMatchObject({ status: 'CONFIRMED' });
});

test('tickets of a cancelled order go back by a sweep if events did not answer', async () => {
  const placed = await payments.place({ stock: 5 });
  payments.events.faults.set('releaseHold', new Error('connection lost'));
  const { cancelOrder } = await payments.ask(CANCEL, { id: placed.order.id }, owner());
  expect(cancelOrder.status).toBe('CANCELLED');
  expect(placed.stock()).toBe(4);
  await abandon(placed.order.id);
  await payments.sweep();
  await payments.sweep();
  expect(placed.stock()).toBe(5);
});

test('tickets of a refunded order become void by a sweep if events did not answer', async () => {
  const placed = await payments.place({ stock: 5 });
  await payments.ask(PAY, { id: placed.order.id, key: newId() }, owner());
  payments.events.faults.set('voidTickets', new Error('connection lost'));
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: placed.order.id } }, owner());
  expect(refundOrder).toMatchObject({ status: 'REFUNDED', refunded: { amount: 1_000 } });
  expect(placed.stock()).toBe(4);
  await payments.sql('update refund set retry_at = null where order_id = ?', [placed.order.id]);
  await payments.sweep();
  expect(placed.stock()).toBe(5);
  expect(payments.events.tickets.get(placed.order.id)).toMatchObject([{ status: 'REFUNDED' }]);
});

test('the database refuses books that do not balance, and any change of what was posted', async () => {
  const { order } = await payments.place();
  await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  await expect(payments.sql('update ledger_entry set amount = 1')).rejects.toThrow(/append-only/);
  await expect(payments.sql('delete from ledger_transaction')).rejects.toThrow(/append-only/);
  await expect(
    payments.sql(
      `insert into ledger_entry (id, organization_id, transaction_id, account, amount, currency)
       select gen_random_uuid(), organization_id, id, 'CASH', 1, currency from ledger_transaction limit 1`,
    ),
  ).rejects.toThrow(/does not balance/);
});

test('a payment whose start was cut short may have been taken: the order stays, and the plugin is asked again for it', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 900, 5);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const answer = payments.plugins.actions['start-card']!;
  const before = payments.plugins.calls.length;
  payments.plugins.actions['start-card'] = () => new Error('PLUGIN_TIMEOUT');
  const input = { ...BUYER, ...CARD, cartToken: cart.token, idempotencyKey: newId() };
  expect(await payments.refusal(CHECKOUT, { input })).toMatchObject({
    code: 'PAYMENT_UNKNOWN',
    reason: 'PLUGIN_TIMEOUT',
  });
  payments.plugins.actions['start-card'] = answer;
  const { checkout } = await payments.ask(CHECKOUT, { input });
  expect(checkout.order.status).toBe('PENDING');
  const calls = payments.plugins.calls.slice(before);
  expect(new Set(calls.map(call => call.params.orderId))).toEqual(new Set([checkout.order.id]));
  expect(new Set(calls.map(call => call.idempotencyKey)).size).toBe(2);
});

test('a plugin that is cut short each time is given up in the end, and the cart is open again', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 900, 5);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const answer = payments.plugins.actions['start-card']!;
  payments.plugins.actions['start-card'] = () => new Error('PLUGIN_HOST_UNAVAILABLE');
  const input = { ...BUYER, ...CARD, cartToken: cart.token, idempotencyKey: newId() };
  const codes = [];
  for (let turn = 0; turn < 4; turn += 1) codes.push((await payments.refusal(CHECKOUT, { input })).code);
  payments.plugins.actions['start-card'] = answer;
  expect(codes).toEqual(['PAYMENT_UNKNOWN', 'PAYMENT_UNKNOWN', 'PAYMENT_UNKNOWN', 'PAYMENT_NOT_STARTED']);
  expect((await payments.checkout(cart.token, CARD)).order.status).toBe('PENDING');
});
