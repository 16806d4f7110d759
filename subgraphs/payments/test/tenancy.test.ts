import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OrderEntity } from '../src/order/order.entity.ts';
import { PromoCodeEntity } from '../src/promo-code/promo-code.entity.ts';
import { BY_ID, BY_TOKEN, CANCEL, PAY, type Payments, REFUND, startPayments } from './harness.ts';

let payments: Payments;
let placed: Awaited<ReturnType<Payments['place']>>;
let promoCodeId: string;
const owner = () => testViewer({ organizationId: payments.organizationId });
const stranger = testViewer();

beforeAll(async () => {
  payments = await startPayments();
  placed = await payments.place();
  const input = { code: 'SPRING', kind: 'PERCENTAGE', basisPoints: 500 };
  const make = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }';
  promoCodeId = (await payments.ask(make, { input }, owner())).createPromoCode.id;
  await payments.ask(
    'mutation { updateFees(input: { basisPoints: 250, fixedPerTicket: 50, payer: BUYER }) { id } }',
    {},
    owner(),
  );
  await payments.ask(
    'mutation { updateTaxRules(input: { mode: INCLUSIVE, rates: [{ name: "VAT", basisPoints: 1900 }] }) { id } }',
    {},
    owner(),
  );
});
afterAll(() => payments.close());

test('another organization’s orders answer as if they did not exist', async () => {
  expect((await payments.ask(BY_ID, { id: placed.order.id }, owner())).order.id).toBe(placed.order.id);
  expect((await payments.ask(BY_ID, { id: placed.order.id }, stranger)).order).toBeNull();
  expect((await payments.ask(BY_ID, { id: placed.order.id })).order).toBeNull();
  const references = { of: [{ __typename: 'Order', id: placed.order.id }] };
  const entities = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Order { id number } } }';
  expect(await payments.ask(entities, references, stranger)).toEqual({ _entities: [null] });
  expect((await payments.ask(entities, references, owner()))._entities[0].number).toBe(placed.order.number);
  const list = '{ orders { totalCount edges { node { id } } } }';
  expect((await payments.ask(list, {}, stranger)).orders).toEqual({ totalCount: 0, edges: [] });
  expect((await payments.ask(list, {}, owner())).orders.totalCount).toBe(1);
  const filtered = 'query ($eventId: ID) { orders(filter: { eventId: $eventId }) { totalCount } }';
  expect((await payments.ask(filtered, { eventId: payments.eventId }, stranger)).orders.totalCount).toBe(0);
});

test.each([
  ['recordManualPayment', PAY, () => ({ id: placed.order.id, key: newId() })],
  ['cancelOrder', CANCEL, () => ({ id: placed.order.id })],
  ['refundOrder', REFUND, () => ({ input: { orderId: placed.order.id } })],
  ['resendTickets', 'mutation ($id: ID!) { resendTickets(orderId: $id) }', () => ({ id: placed.order.id })],
  ['deactivatePromoCode', 'mutation ($id: ID!) { deactivatePromoCode(id: $id) { id } }', () => ({ id: promoCodeId })],
])('%s does not find what is another organization’s, and changes nothing', async (_, operation, variables) => {
  expect((await payments.refusal(operation, variables(), stranger)).code).toBe('NOT_FOUND');
  expect((await payments.ask(BY_ID, { id: placed.order.id }, owner())).order.status).toBe('PENDING');
  const [code] = await payments.sql('select active from promo_code where id = ?', [promoCodeId]);
  expect(code).toEqual({ active: true });
});

test('another organization’s rules and promo codes are its own', async () => {
  const read = '{ feeRules { id basisPoints } taxRules { id rates { name } } promoCodes { id } }';
  expect(await payments.ask(read, {}, stranger)).toEqual({
    feeRules: { id: stranger.organizationId, basisPoints: 0 },
    taxRules: { id: stranger.organizationId, rates: [] },
    promoCodes: [],
  });
  expect((await payments.ask(read, {}, owner())).promoCodes).toEqual([{ id: promoCodeId }]);
});

test('a promo code of another organization lowers nothing', async () => {
  const make = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }';
  await payments.ask(make, { input: { code: 'FOREIGN', kind: 'PERCENTAGE', basisPoints: 10_000 } }, stranger);
  const cart = await payments.createCart([
    { ticketTypeId: payments.events.addType(payments.eventId, 900), quantity: 1 },
  ]);
  const apply = 'mutation ($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { id } }';
  expect((await payments.refusal(apply, { token: cart.token, code: 'FOREIGN' })).code).toBe('PROMO_CODE_INVALID');
  expect(await payments.ask(apply, { token: cart.token, code: 'spring' })).toBeTruthy();
});

test('a buyer sees the own orders of any organization, and nobody else’s', async () => {
  const buyer = testViewer();
  const ticketTypeId = payments.events.addType(payments.eventId, 0);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const { order } = await payments.checkout(cart.token, {}, buyer);
  const mine = '{ myOrders { totalCount edges { node { id buyer { user { id } } } } } }';
  expect((await payments.ask(mine, {}, buyer)).myOrders).toEqual({
    totalCount: 1,
    edges: [{ node: { id: order.id, buyer: { user: { id: buyer.userId } } } }],
  });
  expect((await payments.ask(mine, {}, stranger)).myOrders.totalCount).toBe(0);
  expect((await payments.ask(BY_ID, { id: order.id }, buyer)).order.id).toBe(order.id);
  expect((await payments.refusal(CANCEL, { id: order.id }, buyer)).code).toBe('NOT_FOUND');
});

test('a token opens its own order or cart only, and is nowhere in the database', async () => {
  expect((await payments.ask(BY_TOKEN, { token: placed.orderToken })).order.id).toBe(placed.order.id);
  expect((await payments.ask(BY_TOKEN, { token: placed.cart.token })).order).toBeNull();
  expect((await payments.ask(BY_TOKEN, { token: placed.order.id })).order).toBeNull();
  for (const table of ['cart', 'orders', 'idempotency_key']) {
    const rows = JSON.stringify(await payments.sql(`select * from ${table}`));
    expect(rows).not.toContain(placed.orderToken);
    expect(rows).not.toContain(placed.cart.token);
  }
});

test('control: without the tenant filter the stranger would find both', async () => {
  const em = payments.database.fork(stranger);
  expect(await em.count(OrderEntity, { id: placed.order.id })).toBe(0);
  expect(await em.count(PromoCodeEntity, { id: promoCodeId })).toBe(0);
  const open = { filters: { tenant: false } };
  expect(await em.count(OrderEntity, { id: placed.order.id }, open)).toBe(1);
  expect(await em.count(PromoCodeEntity, { id: promoCodeId }, open)).toBe(1);
});
