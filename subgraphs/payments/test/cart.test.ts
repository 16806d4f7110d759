import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BANK, BUYER, BY_ID, CHECKOUT, PAY, type Payments, REFUND, startPayments } from './harness.ts';

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });

beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

const FIELDS = 'token promoCode items { quantity } discount { amount } fees { amount } tax { amount } total { amount }';
const UPDATE = `mutation ($token: String!, $items: [CartItemInput!]!) { updateCart(token: $token, input: { items: $items }) { ${FIELDS} } }`;
const APPLY = `mutation ($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { ${FIELDS} } }`;
const METHODS = 'query ($token: String!) { cart(token: $token) { paymentMethods { id label pluginId } } }';
const PROMO = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id uses } }';
const FEES = 'mutation ($input: FeeRulesInput!) { updateFees(input: $input) { basisPoints fixedPerTicket payer } }';
const TAXES = 'mutation ($input: TaxRulesInput!) { updateTaxRules(input: $input) { mode rates { name basisPoints } } }';

let ticketTypeId: string;
beforeEach(() => {
  ticketTypeId = payments.events.addType(payments.eventId, 5_000, 10);
});
const stock = () => payments.events.types.get(ticketTypeId)!.stock;

test('updating a cart holds what it names, or leaves it as it was', async () => {
  const cart = await payments.createCart([{ ticketTypeId, quantity: 2 }]);
  const { updateCart } = await payments.ask(UPDATE, { token: cart.token, items: [{ ticketTypeId, quantity: 5 }] });
  expect(updateCart).toMatchObject({ items: [{ quantity: 5 }], total: { amount: 25_000 } });
  expect(stock()).toBe(5);
  const dollars = payments.events.addType(payments.eventId, 100, 10, 'USD');
  for (const [items, code] of [
    [[{ ticketTypeId, quantity: 11 }], 'INSUFFICIENT_TICKETS'],
    [
      [
        { ticketTypeId, quantity: 1 },
        { ticketTypeId: dollars, quantity: 1 },
      ],
      'MIXED_CURRENCIES',
    ],
    [[{ ticketTypeId, quantity: 0 }], 'BAD_USER_INPUT'],
  ] as const) {
    expect((await payments.refusal(UPDATE, { token: cart.token, items })).code).toBe(code);
    expect(stock()).toBe(5);
    expect(payments.events.types.get(dollars)!.stock).toBe(10);
  }
  const { checkout } = await payments.ask(CHECKOUT, {
    input: { ...BUYER, ...BANK, cartToken: cart.token, idempotencyKey: newId() },
  });
  expect(checkout.order).toMatchObject({ total: { amount: 25_000 }, items: [{ quantity: 5 }] });
  const items = [{ ticketTypeId, quantity: 1 }];
  expect((await payments.refusal(UPDATE, { token: cart.token, items })).code).toBe('CART_CHECKED_OUT');
  expect((await payments.refusal(UPDATE, { token: 'nothing', items })).code).toBe('NOT_FOUND');
});

test('fees, taxes and promo codes come from stored rules, and an order keeps those it was placed under', async () => {
  await payments.ask(FEES, { input: { basisPoints: 250, fixedPerTicket: 50, payer: 'BUYER' } }, owner());
  const taxes = { mode: 'EXCLUSIVE', rates: [{ name: 'VAT', basisPoints: 1_900 }] };
  await payments.ask(TAXES, { input: taxes }, owner());
  await payments.ask(PROMO, { input: { code: 'tenoff', kind: 'PERCENTAGE', basisPoints: 1_000 } }, owner());
  const cart = await payments.createCart([{ ticketTypeId, quantity: 2 }]);
  expect(cart).toMatchObject({ discount: { amount: 0 }, fees: { amount: 350 }, tax: { amount: 1_967 } });
  const { applyPromoCode } = await payments.ask(APPLY, { token: cart.token, code: ' TenOff ' });
  const priced = {
    discount: { amount: 1_000 },
    fees: { amount: 325 },
    tax: { amount: 1_772 },
    total: { amount: 11_097 },
  };
  expect(applyPromoCode).toMatchObject({ promoCode: 'TENOFF', ...priced });
  const { order } = await payments.checkout(cart.token, BANK);
  await payments.ask(FEES, { input: { basisPoints: 0, fixedPerTicket: 0, payer: 'ORGANIZER' } }, owner());
  await payments.ask(TAXES, { input: { mode: 'INCLUSIVE', rates: [] } }, owner());
  const paid = await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  expect(paid.recordManualPayment).toMatchObject({ total: { amount: 11_097 }, paid: { amount: 11_097 } });
  const books = await payments.sql(
    `select e.account, sum(e.amount)::int as balance from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
      where t.order_id = ? group by e.account order by e.account`,
    [order.id],
  );
  expect(books).toEqual([
    { account: 'BUYERS', balance: 0 },
    { account: 'CASH', balance: 11_097 },
    { account: 'FEES', balance: -325 },
    { account: 'SALES', balance: -9_000 },
    { account: 'TAX', balance: -1_772 },
  ]);
  const names = (await payments.recorded()).map(event => event.name);
  expect(names).toEqual(expect.arrayContaining(['fees.updated', 'taxes.updated', 'promo_code.created']));
});

test('a cart offers the ways to pay of its organizer’s plugins, and none if it costs nothing', async () => {
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const offered = (await payments.ask(METHODS, { token: cart.token })).cart.paymentMethods;
  expect(offered.map((method: { id: string }) => method.id)).toEqual(['offline-payments:bank-transfer', 'cards:card']);
  const request = payments.plugins.endpoint.requests.at(-1)!;
  expect(request.viewer.organizationId).toBe(payments.organizationId);
  const free = await payments.createCart([{ ticketTypeId: payments.events.addType(payments.eventId, 0), quantity: 1 }]);
  expect((await payments.ask(METHODS, { token: free.token })).cart.paymentMethods).toEqual([]);
});

test('the same promo code key makes one promo code', async () => {
  const input = { code: 'KEYED', kind: 'FIXED', amount: 500, currency: 'EUR', idempotencyKey: 'one' };
  const first = await payments.ask(PROMO, { input }, owner());
  expect(await payments.ask(PROMO, { input }, owner())).toEqual(first);
});

test('tickets are sent again as long as some are valid', async () => {
  const resend = 'mutation ($id: ID!) { resendTickets(orderId: $id) }';
  const { order } = await payments.place({ quantity: 2 });
  expect((await payments.refusal(resend, { id: order.id }, owner())).code).toBe('ORDER_HAS_NO_TICKETS');
  await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  expect(await payments.ask(resend, { id: order.id }, owner())).toEqual({ resendTickets: true });
  const sent = (await payments.recorded()).at(-1)!;
  expect(sent).toMatchObject({ name: 'order.tickets_resent', payload: { orderId: order.id, tickets: [{}, {}] } });
  const [item] = (await payments.ask(BY_ID, { id: order.id }, owner())).order.items;
  const input = { orderId: order.id, items: [{ orderItemId: item.id, quantity: 1 }] };
  await payments.ask(REFUND, { input }, owner());
  await payments.ask(resend, { id: order.id }, owner());
  expect((await payments.recorded()).at(-1)).toMatchObject({ payload: { tickets: [{}] } });
  await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect((await payments.refusal(resend, { id: order.id }, owner())).code).toBe('ORDER_HAS_NO_TICKETS');
});

test('orders are found by status, event, time and text, page by page', async () => {
  const { order } = await payments.place();
  const query = `query ($filter: OrderFilter, $after: String) {
    orders(filter: $filter, first: 2, after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
  const find = async (filter: object, after?: string) => (await payments.ask(query, { filter, after }, owner())).orders;
  const ids = (page: { edges: { node: { id: string } }[] }) => page.edges.map(edge => edge.node.id);
  expect(ids(await find({ text: order.number.toLowerCase() }))).toEqual([order.id]);
  expect((await find({ text: '%' })).totalCount).toBe(0);
  expect(ids(await find({ text: String(Number(order.number.split('-')[1])) }))).toContain(order.id);
  const [ticket] = await payments.database.forkTenant(null).execute<{ order_id: string }[]>(
    `update order_ticket set code = '7QXK-2M9D-RT4V-B'
      where ticket_id = (select ticket_id from order_ticket limit 1) returning order_id`,
  );
  expect(ids(await find({ text: 'tb1.7qxk 2m9drt4v b' }))).toEqual([ticket?.order_id]);
  expect((await find({ text: 'ÁDA' })).totalCount).toBeGreaterThan(2);
  expect((await find({ text: 'ADA@EXAMPLE' })).totalCount).toBeGreaterThan(2);
  expect((await find({ eventId: newId() })).totalCount).toBe(0);
  expect((await find({ eventId: 'x' })).totalCount).toBe(0);
  expect((await find({ createdBefore: '2020-01-01T00:00:00Z' })).totalCount).toBe(0);
  const first = await find({});
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = await find({}, first.pageInfo.endCursor);
  expect(ids(first).filter(id => ids(second).includes(id))).toEqual([]);
  expect(ids(await find({ status: 'PENDING' }))[0]).toBe(order.id);
});
