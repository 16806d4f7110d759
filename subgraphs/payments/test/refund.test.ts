import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BANK, CARD, CONFIRM, PAY, type Payments, REFUND, startPayments } from './harness.ts';

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const stranger = testViewer();
const PREVIEW = `query ($input: RefundOrderInput!) { refundPreview(input: $input) {
  amount { amount } tax { amount } feesKept { amount } available { amount } tickets } }`;
const SETTLE = `mutation ($input: SettleRefundInput!) { settleRefund(input: $input) {
  status refunded { amount } refunds { id status needsHand failure } } }`;
const RETRY = 'mutation ($id: ID!) { retryRefund(refundId: $id) { refunds { id status needsHand } } }';
const SEEN =
  'query ($id: ID!) { order(id: $id) { status items { id name } refunds { id status needsHand failure feesKept { amount } } } }';

beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: 1_000 });
  const fees = 'mutation { updateFees(input: { basisPoints: 0, fixedPerTicket: 100, payer: BUYER }) { id } }';
  const taxes =
    'mutation { updateTaxRules(input: { mode: EXCLUSIVE, rates: [{ name: "VAT", basisPoints: 1900 }] }) { id } }';
  await payments.ask(fees, {}, owner());
  await payments.ask(taxes, {}, owner());
});
afterAll(() => payments.close());

/** Each ticket is 10.00 and a fee of 1.00, and 19 % on both: 13.09. */
async function paidOrder(quantity = 3, method: Record<string, unknown> = BANK) {
  const placed = await payments.place({ price: 1_000, quantity, ...method });
  await payments.ask(PAY, { id: placed.order.id, key: newId() }, owner());
  const { order } = await payments.ask(SEEN, { id: placed.order.id }, owner());
  return { ...placed, itemId: order.items[0].id as string };
}
const seen = async (id: string) => (await payments.ask(SEEN, { id }, owner())).order;
const balance = async (orderId: string, account: string) => {
  const [row] = await payments.sql<{ sum: string }>(
    `select coalesce(sum(e.amount), 0) as sum from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
      where t.order_id = ? and e.account = ?`,
    [orderId, account],
  );
  return Number(row!.sum);
};

test('a preview says what a refund will give back, and changes nothing', async () => {
  const { order, itemId } = await paidOrder();
  const input = { orderId: order.id, items: [{ orderItemId: itemId, quantity: 2 }], includeFees: false };
  const { refundPreview } = await payments.ask(PREVIEW, { input }, owner());
  expect(refundPreview).toEqual({
    amount: { amount: 2 * 1_190 },
    tax: { amount: 380 },
    feesKept: { amount: 2 * 119 },
    available: { amount: 3 * 1_309 },
    tickets: 2,
  });
  expect((await seen(order.id)).refunds).toEqual([]);
  const { refundOrder } = await payments.ask(REFUND, { input }, owner());
  expect(refundOrder).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: { amount: 2_380 } });
  expect((await seen(order.id)).refunds).toMatchObject([{ feesKept: { amount: 238 } }]);
  expect(await balance(order.id, 'TAX')).toBe(-(3 * 209) + 380);
  expect(await balance(order.id, 'REFUNDS')).toBe(2_000);
});

test('a whole order without its fees makes all tickets void, and leaves the fees', async () => {
  const { order, stock } = await paidOrder();
  const before = stock();
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id, includeFees: false } }, owner());
  expect(refundOrder).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: { amount: 3 * 1_190 } });
  expect(stock() - before).toBe(3);
  const again = { orderId: order.id, amount: 3 * 119 + 1 };
  expect(await payments.refusal(REFUND, { input: again }, owner())).toMatchObject({
    code: 'REFUND_EXCEEDS_PAID',
    available: 357,
  });
});

test('tickets given back one by one give back their line to the cent', async () => {
  const odd =
    'mutation { updateTaxRules(input: { mode: EXCLUSIVE, rates: [{ name: "VAT", basisPoints: 733 }] }) { id } }';
  await payments.ask(odd, {}, owner());
  const { order, itemId } = await paidOrder(7);
  for (let index = 0; index < 7; index += 1) {
    await payments.ask(
      REFUND,
      { input: { orderId: order.id, items: [{ orderItemId: itemId, quantity: 1 }] } },
      owner(),
    );
  }
  expect((await seen(order.id)).status).toBe('REFUNDED');
  expect([await balance(order.id, 'CASH'), await balance(order.id, 'TAX')]).toEqual([0, 0]);
});

test.each([
  ['fees with an amount', { amount: 10, includeFees: false }],
  ['items and an amount', { amount: 10, items: [] }],
])('%s do not go together', async (_, wrong) => {
  const { order } = await paidOrder(1);
  const refused = await payments.refusal(REFUND, { input: { orderId: order.id, ...wrong } }, owner());
  expect(refused.code).toBe('BAD_USER_INPUT');
});

/** A refund that the plugin leaves open. */
async function pendingRefund() {
  const { order } = await paidOrder(1, CARD);
  const settled = payments.plugins.actions['refund-card']!;
  payments.plugins.actions['refund-card'] = () => ({ status: 'PENDING' });
  await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  const [refund] = (await seen(order.id)).refunds;
  return { order, refund, restore: () => (payments.plugins.actions['refund-card'] = settled) };
}

test('a refund that the plugin never settles is asked for only so often, and then waits for a person', async () => {
  const { order, refund, restore } = await pendingRefund();
  const before = payments.plugins.calls.length;
  for (let round = 0; round < 20; round += 1) {
    await payments.sql('update refund set retry_at = null where id = ?', [refund.id]);
    await payments.sweep();
  }
  expect(payments.plugins.calls.length - before).toBe(11);
  expect((await seen(order.id)).refunds).toMatchObject([{ status: 'PENDING', needsHand: true }]);
  restore();
  const { retryRefund } = await payments.ask(RETRY, { id: refund.id }, owner());
  expect(retryRefund.refunds).toMatchObject([{ status: 'SUCCEEDED', needsHand: false }]);
});

test('a pending refund is settled by hand as given, once, whoever else settles it at the same time', async () => {
  const { order, refund, restore } = await pendingRefund();
  const input = { refundId: refund.id, given: true, note: 'by transfer' };
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => payments.ask(SETTLE, { input }, owner())));
  restore();
  expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1);
  const codes = results.map(result => (result.status === 'rejected' ? result.reason.extensions.code : 'OK'));
  expect(codes.every(code => ['OK', 'ORDER_BUSY', 'REFUND_NOT_PENDING'].includes(code))).toBe(true);
  expect(await seen(order.id)).toMatchObject({ status: 'REFUNDED', refunds: [{ status: 'SUCCEEDED' }] });
  expect(await balance(order.id, 'CASH')).toBe(0);
  expect((await payments.refusal(RETRY, { id: refund.id }, owner())).code).toBe('REFUND_NOT_PENDING');
});

test('a pending refund that is settled as not given frees its amount and tickets', async () => {
  const { order, refund, restore } = await pendingRefund();
  await payments.ask(SETTLE, { input: { refundId: refund.id, given: false } }, owner());
  restore();
  expect(await seen(order.id)).toMatchObject({
    status: 'CONFIRMED',
    refunds: [{ status: 'FAILED', failure: 'SETTLED_BY_HAND' }],
  });
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(refundOrder.status).toBe('REFUNDED');
});

test('another organization’s refunds are not found', async () => {
  const { order, refund, restore } = await pendingRefund();
  const settle = { input: { refundId: refund.id, given: true } };
  expect((await payments.refusal(SETTLE, settle, stranger)).code).toBe('NOT_FOUND');
  expect((await payments.refusal(RETRY, { id: refund.id }, stranger)).code).toBe('NOT_FOUND');
  expect((await payments.refusal(PREVIEW, { input: { orderId: order.id } }, stranger)).code).toBe('NOT_FOUND');
  const reader = testViewer({ organizationId: payments.organizationId, scopes: ['orders:read'] });
  expect((await payments.refusal(SETTLE, settle, reader)).code).toBe('FORBIDDEN');
  restore();
});

test('a refund of more than the first payment is given out of both, each with a key of its own', async () => {
  const { order, orderToken } = await paidOrder(1, CARD);
  const [ticket] = payments.events.tickets.get(order.id)!;
  const ticketTypeId = payments.events.addType(payments.eventId, 3_000);
  const asked = { orderId: order.id, ticketId: ticket!.ticketId, ticketTypeId };
  const quote = 'query ($input: TicketTypeChangeInput!) { orderChangeQuote(input: $input) { difference { amount } } }';
  const expectedDifference = (await payments.ask(quote, { input: asked }, owner())).orderChangeQuote.difference.amount;
  const change = 'mutation ($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { id } }';
  const input = { ...asked, expectedDifference, settlement: 'ONLINE', idempotencyKey: newId() };
  const { changeTicketType } = await payments.ask(change, { input }, owner());
  payments.plugins.actions['ask-card'] = () => ({ status: 'PAID' });
  await payments.ask(CONFIRM, { token: orderToken });
  payments.plugins.actions['ask-card'] = () => ({ status: 'PENDING' });
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(refundOrder.status).toBe('REFUNDED');
  const calls = payments.plugins.calls.slice(-2).map(call => call.params);
  expect(calls.map(params => params.amount)).toEqual([order.total.amount, expectedDifference]);
  expect(calls[1]).toMatchObject({ orderId: changeTicketType.id });
  expect(new Set(calls.map(params => params.idempotencyKey)).size).toBe(2);
  expect(await balance(order.id, 'CASH')).toBe(0);
});

test('fees that were kept go back later with the tax in them, and are documented', async () => {
  const { order, itemId } = await paidOrder(2);
  const items = [{ orderItemId: itemId, quantity: 2 }];
  await payments.ask(REFUND, { input: { orderId: order.id, items, includeFees: false } }, owner());
  expect((await seen(order.id)).status).toBe('PARTIALLY_REFUNDED');
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(refundOrder.status).toBe('REFUNDED');
  expect([await balance(order.id, 'CASH'), await balance(order.id, 'TAX')]).toEqual([0, 0]);
  const rows = await payments.sql<{ amount: number; breakdown: { amount: number; quantity: number | null }[] }>(
    'select amount, breakdown from refund where order_id = ? order by id',
    [order.id],
  );
  for (const { amount, breakdown } of rows) expect(breakdown.map(line => line.amount)).toEqual([amount]);
  expect(rows.map(({ breakdown }) => breakdown[0]!.quantity)).toEqual([2, null]);
});

/** A paid order of one ticket that costs something and two that do not. */
async function mixedOrder() {
  const paidType = payments.events.addType(payments.eventId, 1_000, 10);
  const freeType = payments.events.addType(payments.eventId, 0, 10);
  const cart = await payments.createCart([
    { ticketTypeId: paidType, quantity: 1 },
    { ticketTypeId: freeType, quantity: 2 },
  ]);
  const { order } = await payments.checkout(cart.token, BANK);
  await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  const stockOf = (id: string) => payments.events.types.get(id)!.stock;
  const left = () => [stockOf(paidType), stockOf(freeType)];
  const itemOf = (total: number) =>
    order.items.find((item: { total: { amount: number } }) => item.total.amount > 0 === total > 0).id as string;
  const giveBack = async (input: object) =>
    (await payments.ask(REFUND, { input: { orderId: order.id, ...input } }, owner())).refundOrder;
  return { order, left, paidItem: itemOf(1), freeItem: itemOf(0), giveBack };
}

test('tickets that are named become void, and no others, also when nothing paid is left', async () => {
  const { left, paidItem, freeItem, giveBack } = await mixedOrder();
  const named = await giveBack({ items: [{ orderItemId: paidItem, quantity: 1 }] });
  expect(named.status).toBe('PARTIALLY_REFUNDED');
  expect(named.refunded).toEqual(named.paid);
  expect(left()).toEqual([10, 8]);
  expect(await giveBack({ items: [{ orderItemId: freeItem, quantity: 1 }] })).toMatchObject({ status: named.status });
  expect(left()).toEqual([10, 9]);
  expect(await giveBack({})).toMatchObject({ status: 'REFUNDED', refunded: named.paid });
  expect(left()).toEqual([10, 10]);
});

test('a ticket that cost nothing is given back for nothing', async () => {
  const { order, left, freeItem, giveBack } = await mixedOrder();
  const answer = await giveBack({ items: [{ orderItemId: freeItem, quantity: 1 }] });
  expect(answer).toMatchObject({ status: 'CONFIRMED', refunded: { amount: 0 } });
  expect(answer.refunds).toMatchObject([{ status: 'SUCCEEDED', amount: { amount: 0 } }]);
  expect(left()).toEqual([9, 9]);
  const [posted] = await payments.sql('select 1 from ledger_transaction where order_id = ? and refund_id is not null', [
    order.id,
  ]);
  expect(posted).toBeUndefined();
});

test('after money for one of two tickets went back, the other can be named alone', async () => {
  const { order, itemId, stock } = await paidOrder(2);
  const before = stock();
  const items = [{ orderItemId: itemId, quantity: 1 }];
  const { refundPreview: one } = await payments.ask(PREVIEW, { input: { orderId: order.id, items } }, owner());
  const amount = order.total.amount - one.amount.amount;
  await payments.ask(REFUND, { input: { orderId: order.id, amount } }, owner());
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id, items } }, owner());
  expect(refundOrder).toMatchObject({ status: 'PARTIALLY_REFUNDED' });
  expect(refundOrder.refunded).toEqual(refundOrder.paid);
  expect(stock() - before).toBe(1);
});
