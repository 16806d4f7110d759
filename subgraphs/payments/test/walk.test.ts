import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BANK, BUYER, BY_TOKEN, CHECKOUT, CREATE_CART, PAY, type Payments, startPayments } from './harness.ts';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

test('the entities are stored as the migrations say', async () => {
  const difference = await payments.database.orm.schema.getUpdateSchemaSQL({ wrap: false });
  // The migrations have more than entities can say: constraints, partial indexes, triggers, what is searched by, and the kit's tables.
  const deliberate =
    /^(alter table .* drop constraint|drop (index|trigger|function|table)|alter table .* drop column "search"|alter table .*"(outbox|inbox|idempotency_key)\w*")/;
  const statements = difference
    .split(/;\s*\n/)
    .map(statement => statement.trim())
    .filter(statement => statement && !deliberate.test(statement));
  expect(statements).toEqual([]);
});

test('a guest buys by bank transfer and gets tickets once the organizer has the money', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 1250, 10);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 2 }]);
  expect(cart).toMatchObject({ total: { amount: 2500, currency: 'EUR' }, items: [{ quantity: 2 }] });
  expect(payments.events.types.get(ticketTypeId)!.stock).toBe(8);

  const placed = await payments.checkout(cart.token, BANK);
  expect(placed.nextAction).toEqual({ type: 'NONE', url: null, pluginId: 'offline-payments' });
  expect(placed.order).toMatchObject({
    status: 'PENDING',
    number: expect.stringMatching(/^\d{4}-000001$/),
    paymentReference: `REF-${placed.order.number}`,
    paymentInstructions: 'Transfer the amount.',
    paid: { amount: 0 },
  });
  const days = (Date.parse(placed.order.expiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);

  const owner = testViewer({ organizationId: payments.organizationId });
  const key = newId();
  const paid = await payments.ask(PAY, { id: placed.order.id, key, note: 'in the till' }, owner);
  expect(paid.recordManualPayment).toMatchObject({
    status: 'CONFIRMED',
    paid: { amount: 2500 },
    transactions: [{ type: 'PAYMENT', amount: { amount: 2500 }, note: 'in the till' }],
  });
  const again = await payments.ask(PAY, { id: placed.order.id, key, note: 'in the till' }, owner);
  expect(again.recordManualPayment.transactions).toHaveLength(1);

  const seen = await payments.ask(BY_TOKEN, { token: placed.orderToken });
  expect(seen.order).toMatchObject({ status: 'CONFIRMED', transactions: [{ note: null }] });
  expect(payments.events.tickets.get(placed.order.id)).toHaveLength(2);
  const recorded = await payments.recorded();
  expect(recorded.map(event => event.name)).toEqual(['order.placed', 'order.confirmed']);
  expect(recorded[0]!.payload).toMatchObject({ orderToken: placed.orderToken, instructions: 'Transfer the amount.' });
  expect(recorded[1]!.payload).toMatchObject({ tickets: [{}, {}], total: { amount: 2500, currency: 'EUR' } });
  const [books] = await payments.sql('select sum(amount) as sum, count(*)::int as entries from ledger_entry');
  expect(books).toEqual({ sum: '0', entries: 4 });
});

test('a free order is confirmed at once, without a plugin', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 0);
  const before = payments.plugins.calls.length;
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const { order, nextAction } = await payments.checkout(cart.token);
  expect(order).toMatchObject({ status: 'CONFIRMED', total: { amount: 0 }, transactions: [] });
  expect(nextAction).toEqual({ type: 'NONE', url: null, pluginId: null });
  expect(payments.plugins.calls).toHaveLength(before);
});

test('the same checkout key gives the same order and runs the plugin once; another input is refused', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 500);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const before = payments.plugins.calls.length;
  const input = { ...BUYER, ...BANK, cartToken: cart.token, idempotencyKey: 'once' };
  const first = await payments.ask(CHECKOUT, { input });
  const second = await payments.ask(CHECKOUT, { input });
  expect(second).toEqual(first);
  expect(payments.plugins.calls).toHaveLength(before + 1);
  const other = { ...input, buyer: { name: 'Bob', email: 'bob@example.com' } };
  expect((await payments.refusal(CHECKOUT, { input: other })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  const late = { ...input, idempotencyKey: 'twice' };
  expect((await payments.refusal(CHECKOUT, { input: late })).code).toBe('CART_CHECKED_OUT');
});

test('the same cart key gives the same cart and holds once; a guest’s key must be hard to guess', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 500, 10);
  const items = [{ ticketTypeId, quantity: 3 }];
  const input = { eventId: payments.eventId, items, idempotencyKey: newId() };
  const [first, second] = await Promise.all([
    payments.ask(CREATE_CART, { input }),
    payments.ask(CREATE_CART, { input }),
  ]);
  expect(second.createCart.token).toBe(first.createCart.token);
  expect(payments.events.types.get(ticketTypeId)!.stock).toBe(7);
  const guessable = await payments.refusal(CREATE_CART, { input: { ...input, idempotencyKey: '1' } });
  expect(guessable).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.idempotencyKey' }] });
});
