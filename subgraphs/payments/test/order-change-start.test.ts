import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CARD, CONFIRM, PAY, type Payments, startPayments } from './harness.ts';

const FIELDS = 'id status closedReason paymentReference';
const CHANGE = `mutation ($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { ${FIELDS} } }`;
const SEEN = `query ($id: ID!) { order(id: $id) { paid { amount } changes { ${FIELDS} } } }`;

let payments: Payments;
let start: Payments['plugins']['actions'][string];
const owner = () => testViewer({ organizationId: payments.organizationId });
beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: 100 });
  start = payments.plugins.actions['start-card']!;
});
afterEach(() => {
  payments.plugins.actions['start-card'] = start;
});
afterAll(() => payments.close());

/** A paid order, and what asks for its ticket to become one that costs 500 more, paid by card. */
async function dearer() {
  const placed = await payments.place({ price: 1_000, ...CARD });
  await payments.ask(PAY, { id: placed.order.id, key: newId() }, owner());
  const [ticket] = payments.events.tickets.get(placed.order.id)!;
  const ticketTypeId = payments.events.addType(payments.eventId, 1_500, 10);
  const asked = { orderId: placed.order.id, ticketId: ticket!.ticketId, ticketTypeId };
  const input = { ...asked, expectedDifference: 500, settlement: 'ONLINE', idempotencyKey: newId() };
  const stock = () => payments.events.types.get(ticketTypeId)!.stock;
  const changes = async () => (await payments.ask(SEEN, { id: placed.order.id }, owner())).order.changes;
  return { ...placed, input, stock, changes, before: payments.plugins.calls.length };
}
const abandon = (orderId: string) =>
  payments.sql(
    `update order_change set created_at = created_at - interval '1 minute', retry_at = null,
       leased_until = now() - interval '1 second' where order_id = ?`,
    [orderId],
  );

/** The buyer pays what the change costs, and has the other ticket; one payment was begun, whoever asked how often. */
async function expectPaidOnce({ order, orderToken, changes, before }: Awaited<ReturnType<typeof dearer>>) {
  const [change] = await changes();
  expect(change).toMatchObject({ status: 'PENDING', paymentReference: 'pi_1' });
  const begun = payments.plugins.calls.slice(before).filter(call => call.action === 'start-card');
  expect(new Set(begun.map(call => call.params.orderId)), 'what the provider knows it by').toEqual(
    new Set([change.id]),
  );
  const answer = payments.plugins.actions['ask-card']!;
  payments.plugins.actions['ask-card'] = () => ({ status: 'PAID', amount: 500, currency: 'EUR' });
  await payments.ask(CONFIRM, { token: orderToken });
  payments.plugins.actions['ask-card'] = answer;
  expect(await payments.ask(SEEN, { id: order.id }, owner())).toMatchObject({
    order: { paid: { amount: 1_500 }, changes: [{ status: 'APPLIED' }] },
  });
  return begun.map(call => call.idempotencyKey);
}

test('a change whose plugin was cut short stays, and the plugin is asked again for it', async () => {
  const bought = await dearer();
  payments.plugins.actions['start-card'] = () => new Error('PLUGIN_TIMEOUT');
  const { input } = bought;
  expect(await payments.refusal(CHANGE, { input }, owner())).toMatchObject({
    ...{ code: 'PAYMENT_UNKNOWN', reason: 'PLUGIN_TIMEOUT' },
  });
  expect(bought.stock(), 'the new ticket is still set aside').toBe(9);
  payments.plugins.actions['start-card'] = start;
  await payments.ask(CHANGE, { input }, owner());
  expect(new Set(await expectPaidOnce(bought)).size, 'the platform would repeat the outcome of a key').toBe(2);
});

test('a sweep asks again when nobody else does', async () => {
  const bought = await dearer();
  payments.plugins.actions['start-card'] = () => new Error('PLUGIN_HOST_UNAVAILABLE');
  await payments.refusal(CHANGE, { input: bought.input }, owner());
  payments.plugins.actions['start-card'] = start;
  await abandon(bought.order.id);
  await payments.sweep();
  await expectPaidOnce(bought);
});

test('an answer that was lost with its process is asked for again, under the same key', async () => {
  const bought = await dearer();
  payments.plugins.actions['start-card'] = () => {
    throw new Error('connection lost');
  };
  expect((await payments.refusal(CHANGE, { input: bought.input }, owner())).code).toBe('INTERNAL_SERVER_ERROR');
  payments.plugins.actions['start-card'] = start;
  await abandon(bought.order.id);
  await Promise.all([payments.sweep(), payments.sweep()]);
  const [change] = await bought.changes();
  expect(await expectPaidOnce(bought)).toEqual([change.id, change.id]);
});

test('a plugin that is cut short each time is given up in the end, and the new ticket goes back on sale', async () => {
  const bought = await dearer();
  payments.plugins.actions['start-card'] = () => new Error('PLUGIN_TIMEOUT');
  const codes = [];
  for (let turn = 0; turn < 4; turn += 1) {
    codes.push((await payments.refusal(CHANGE, { input: bought.input }, owner())).code);
  }
  expect(codes).toEqual(['PAYMENT_UNKNOWN', 'PAYMENT_UNKNOWN', 'PAYMENT_UNKNOWN', 'PAYMENT_NOT_STARTED']);
  expect(await bought.changes()).toMatchObject([{ status: 'FAILED', closedReason: 'PLUGIN_TIMEOUT' }]);
  expect(bought.stock()).toBe(10);
});

test('a plugin that says no is not asked again', async () => {
  const bought = await dearer();
  payments.plugins.actions['start-card'] = () => new Error('CARD_REFUSED');
  expect((await payments.refusal(CHANGE, { input: bought.input }, owner())).code).toBe('PAYMENT_NOT_STARTED');
  expect(await bought.changes()).toMatchObject([{ status: 'FAILED', closedReason: 'CARD_REFUSED' }]);
  expect(bought.stock()).toBe(10);
});

test('a difference of another amount than is due, as the provider says, changes nothing', async () => {
  const bought = await dearer();
  await payments.ask(CHANGE, { input: bought.input }, owner());
  const answer = payments.plugins.actions['ask-card']!;
  payments.plugins.actions['ask-card'] = () => ({ status: 'PAID', amount: 499, currency: 'EUR' });
  expect((await payments.refusal(CONFIRM, { token: bought.orderToken })).code).toBe('PAYMENT_MISMATCH');
  payments.plugins.actions['ask-card'] = answer;
  expect(await payments.ask(SEEN, { id: bought.order.id }, owner())).toMatchObject({
    order: { paid: { amount: 1_000 }, changes: [{ status: 'PENDING' }] },
  });
});
