import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BANK, BUYER, CHECKOUT, CREATE_CART, PAY, type Payments, REFUND, startPayments } from './harness.ts';

let payments: Payments;
let ticketTypeId: string;
const owner = () => testViewer({ organizationId: payments.organizationId });

beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());
beforeEach(() => {
  ticketTypeId = payments.events.addType(payments.eventId, 1_000, 10);
});

/** Everything that could have changed. */
async function state() {
  const [rows] = await payments.sql(
    `select (select count(*) from cart)::int as carts, (select count(*) from orders)::int as orders,
            (select count(*) from refund)::int as refunds, (select count(*) from ledger_entry)::int as entries,
            (select count(*) from outbox)::int as events, (select coalesce(sum(uses), 0) from promo_code)::int as uses`,
  );
  return { ...rows, stock: [...payments.events.types.values()].map(type => type.stock) };
}

async function refusedWithoutTrace(operation: string, variables: Record<string, unknown>, viewer = owner()) {
  const before = await state();
  const refusal = await payments.refusal(operation, variables, viewer);
  expect(await state()).toEqual(before);
  return refusal;
}

test.each([0, -1, 2 ** 31 - 1, 2 ** 31, 1.5, '2', null])('a cart with a quantity of %s is refused', async quantity => {
  const input = { eventId: payments.eventId, items: [{ ticketTypeId, quantity }] };
  expect((await refusedWithoutTrace(CREATE_CART, { input })).code).toBe('BAD_USER_INPUT');
});

test('a cart’s issues name the place and the fault', async () => {
  const input = {
    eventId: payments.eventId,
    items: [
      { ticketTypeId, quantity: 0 },
      { ticketTypeId, quantity: 1 },
    ],
  };
  const { issues } = await refusedWithoutTrace(CREATE_CART, { input });
  expect(issues).toMatchObject([{ path: 'input.items.0.quantity' }, { path: 'input.items', message: /once/ }]);
});

test.each([
  ['nothing in it', () => []],
  ['an id that is none', () => [{ ticketTypeId: '1; drop table cart', quantity: 1 }]],
  ['51 types', () => Array.from({ length: 51 }, () => ({ ticketTypeId: newId(), quantity: 1 }))],
])('a cart with %s is refused', async (_, items) => {
  const input = { eventId: payments.eventId, items: items() };
  expect((await refusedWithoutTrace(CREATE_CART, { input })).code).toBe('BAD_USER_INPUT');
});

test('unknown ticket types, and those of another event, are not found', async () => {
  for (const id of [newId(), payments.events.addType(newId(), 100)]) {
    const items = [
      { ticketTypeId, quantity: 1 },
      { ticketTypeId: id, quantity: 1 },
    ];
    const refused = await refusedWithoutTrace(CREATE_CART, { input: { eventId: payments.eventId, items } });
    expect(refused.code).toBe('NOT_FOUND');
  }
});

test('too many tickets, two currencies, or more money than fits are refused, and nothing stays held', async () => {
  const dollars = payments.events.addType(payments.eventId, 100, 10, 'USD');
  const dear = payments.events.addType(payments.eventId, 2_000_000_000, 10);
  const cases: [{ ticketTypeId: string; quantity: number }[], string][] = [
    [[{ ticketTypeId, quantity: 11 }], 'INSUFFICIENT_TICKETS'],
    [
      [
        { ticketTypeId, quantity: 1 },
        { ticketTypeId: dollars, quantity: 1 },
      ],
      'MIXED_CURRENCIES',
    ],
    [[{ ticketTypeId: dear, quantity: 2 }], 'AMOUNT_TOO_LARGE'],
  ];
  for (const [items, code] of cases) {
    expect((await refusedWithoutTrace(CREATE_CART, { input: { eventId: payments.eventId, items } })).code).toBe(code);
  }
});

test('a client’s own price is not even understood', async () => {
  const input = { eventId: payments.eventId, items: [{ ticketTypeId, quantity: 1, unitPrice: 1 }] };
  expect((await refusedWithoutTrace(CREATE_CART, { input })).code).toBe('BAD_USER_INPUT');
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const checkout = { ...BUYER, ...BANK, cartToken: cart.token, idempotencyKey: newId(), total: 1 };
  expect((await refusedWithoutTrace(CHECKOUT, { input: checkout })).code).toBe('BAD_USER_INPUT');
});

test.each([
  ['an unknown token', { cartToken: 'nothing' }, 'NOT_FOUND'],
  ['no email address', { buyer: { name: 'Ada', email: 'ada' } }, 'BAD_USER_INPUT'],
  ['an empty name', { buyer: { name: ' ', email: 'a@b.example' } }, 'BAD_USER_INPUT'],
  ['no way to pay', { paymentMethod: null }, 'PAYMENT_METHOD_REQUIRED'],
  ['a way to pay that is not offered', { paymentMethod: 'evil:free' }, 'PAYMENT_METHOD_UNAVAILABLE'],
  ['a script to return to', { returnUrl: 'javascript:alert(1)' }, 'BAD_USER_INPUT'],
  ['an empty key', { idempotencyKey: '' }, 'BAD_USER_INPUT'],
  ['a key of 201 characters', { idempotencyKey: 'k'.repeat(201) }, 'BAD_USER_INPUT'],
  [
    'an attendee of another type',
    { attendees: [{ ticketTypeId: newId(), name: 'A', email: 'a@b.example' }] },
    'BAD_USER_INPUT',
  ],
])('checkout with %s is refused', async (_, change, code) => {
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const input = { ...BUYER, ...BANK, cartToken: cart.token, idempotencyKey: newId(), ...change };
  expect((await refusedWithoutTrace(CHECKOUT, { input })).code).toBe(code);
  expect((await payments.checkout(cart.token, BANK)).order.status).toBe('PENDING');
});

test('more attendees than tickets are refused', async () => {
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const attendee = { ticketTypeId, name: 'A', email: 'a@b.example' };
  const input = { ...BUYER, ...BANK, cartToken: cart.token, idempotencyKey: newId(), attendees: [attendee, attendee] };
  const refused = await refusedWithoutTrace(CHECKOUT, { input });
  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.attendees.1.ticketTypeId' }] });
});

test.each([
  ['an amount of 0', { amount: 0 }, 'BAD_USER_INPUT'],
  ['a negative amount', { amount: -5 }, 'BAD_USER_INPUT'],
  ['more than was paid', { amount: 1_001 }, 'REFUND_EXCEEDS_PAID'],
  ['items and an amount', { amount: 1, items: [{ orderItemId: newId(), quantity: 1 }] }, 'BAD_USER_INPUT'],
  ['an unknown item', { items: [{ orderItemId: newId(), quantity: 1 }] }, 'BAD_USER_INPUT'],
  ['an unknown order', { orderId: newId() }, 'NOT_FOUND'],
  ['an order that is not an id', { orderId: 'x' }, 'BAD_USER_INPUT'],
])('a refund of %s is refused', async (_, change, code) => {
  const { order } = await payments.place();
  expect((await refusedWithoutTrace(REFUND, { input: { orderId: order.id } })).code).toBe('ORDER_NOT_REFUNDABLE');
  await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  expect((await refusedWithoutTrace(REFUND, { input: { orderId: order.id, ...change } })).code).toBe(code);
});

test.each([
  [{ code: 'x', kind: 'PERCENTAGE', basisPoints: 100 }, 'input.code'],
  [{ code: 'TEN', kind: 'PERCENTAGE' }, 'input.basisPoints'],
  [{ code: 'TEN', kind: 'PERCENTAGE', basisPoints: 10_001 }, 'input.basisPoints'],
  [{ code: 'TEN', kind: 'FIXED', amount: 100 }, 'input.currency'],
  [{ code: 'TEN', kind: 'FIXED', amount: 100, currency: 'EUR', maxUses: 0 }, 'input.maxUses'],
  [
    { code: 'TEN', kind: 'PERCENTAGE', basisPoints: 1, startsAt: '2030-01-02T00:00Z', endsAt: '2030-01-01T00:00Z' },
    'input.endsAt',
  ],
])('the promo code %o is refused', async (input, path) => {
  const make = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }';
  const refused = await refusedWithoutTrace(make, { input });
  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
});

test('a promo code’s name is taken once, and applies only while it holds', async () => {
  const make = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }';
  const code = 'ONCE';
  const input = { code, kind: 'PERCENTAGE', basisPoints: 1_000, endsAt: '2020-01-01T00:00:00Z' };
  await payments.ask(make, { input }, owner());
  expect((await refusedWithoutTrace(make, { input })).code).toBe('PROMO_CODE_TAKEN');
  const items = [{ ticketTypeId, quantity: 1 }];
  const cart = (promoCode: string) => ({ input: { eventId: payments.eventId, items, promoCode } });
  expect((await refusedWithoutTrace(CREATE_CART, cart('ONCE'))).code).toBe('PROMO_CODE_EXPIRED');
  expect((await refusedWithoutTrace(CREATE_CART, cart('NEVER'))).code).toBe('PROMO_CODE_INVALID');
});

test('rules out of range are refused', async () => {
  const fees = 'mutation ($input: FeeRulesInput!) { updateFees(input: $input) { id } }';
  const input = { basisPoints: 5_001, fixedPerTicket: -1, payer: 'BUYER' };
  expect((await refusedWithoutTrace(fees, { input })).issues).toHaveLength(2);
  const taxes = 'mutation ($input: TaxRulesInput!) { updateTaxRules(input: $input) { id } }';
  const rates = [
    { name: 'A', basisPoints: 6_000 },
    { name: 'B', basisPoints: 6_000 },
  ];
  expect((await refusedWithoutTrace(taxes, { input: { mode: 'EXCLUSIVE', rates } })).code).toBe('BAD_USER_INPUT');
});

test('order takes an id or a token, and a bad cursor is named', async () => {
  expect((await payments.refusal('{ order { id } }')).code).toBe('BAD_USER_INPUT');
  expect((await payments.refusal('{ order(id: "a", token: "b") { id } }')).code).toBe('BAD_USER_INPUT');
  expect(await payments.ask('{ order(id: "a") { id } }')).toEqual({ order: null });
  const page = '{ orders(first: 5, after: "nonsense") { edges { node { id } } } }';
  expect(await payments.refusal(page, {}, owner())).toMatchObject({
    code: 'BAD_USER_INPUT',
    issues: [{ path: 'after' }],
  });
  expect((await payments.refusal('{ orders(first: 1000) { totalCount edges { cursor } } }', {}, owner())).code).toBe(
    'BAD_USER_INPUT',
  );
  expect((await payments.refusal('{ orders { totalCount } }')).code).toBe('UNAUTHENTICATED');
  const scanner = testViewer({ organizationId: payments.organizationId, role: 'SCANNER' });
  expect(await payments.refusal('{ orders { totalCount } }', {}, scanner)).toMatchObject({
    requiredScope: 'orders:read',
  });
});

test('what a buyer calls herself and writes is kept without control characters and turns of direction', async () => {
  const { token } = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const wild = (text: string) => `\u202e${text}\u0007\u2069\r\n`;
  const buyer = { name: wild('Ada'), email: 'ada@example.com' };
  const invoiceAddress = { company: wild('Hall'), address: wild('Street 1\r\nTown') };
  const { order } = await payments.checkout(token, { buyer, invoiceAddress, ...BANK });
  const note = wild('Paid\nin cash');
  await payments.ask(PAY, { id: order.id, key: newId(), note }, owner());
  const [kept] = await payments.sql('select buyer_name, invoice_address from orders where id = ?', [order.id]);
  expect(kept).toMatchObject({
    buyer_name: 'Ada',
    invoice_address: { company: 'Hall', address: 'Street 1\nTown' },
  });
  const booked = await payments.sql('select note from ledger_transaction where order_id = ? and note is not null', [
    order.id,
  ]);
  expect(booked[0]).toEqual({ note: 'Paid\nin cash' });
});
