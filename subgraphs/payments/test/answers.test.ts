import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BUYER, CHECKOUT, type Payments, startPayments } from './harness.ts';

let payments: Payments;
let ticketTypeId: string;
const question = newId();

beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());
beforeEach(() => {
  ticketTypeId = payments.events.addType(payments.eventId, 0, 10);
  payments.events.asking.set(ticketTypeId, question);
});

const attendee = (...values: string[]) => ({
  ...{ ticketTypeId, name: 'Ada', email: 'ada@example.com' },
  answers: [{ questionId: question, values }],
});

async function checkoutInput(quantity: number, ...attendees: object[]) {
  const cart = await payments.createCart([{ ticketTypeId, quantity }]);
  return { ...BUYER, cartToken: cart.token, idempotencyKey: newId(), attendees };
}

const orders = async () => {
  const [row] = await payments.sql<{ orders: number }>('select count(*)::int as orders from orders');
  return row!.orders;
};

test('missing answers refuse the checkout at their place, and there is no order and no number less', async () => {
  const before = await orders();
  const input = await checkoutInput(2, attendee(''));
  expect(await payments.refusal(CHECKOUT, { input })).toMatchObject({
    code: 'BAD_USER_INPUT',
    issues: [{ path: 'input.attendees.0.answers.0' }, { path: 'input.attendees' }],
  });
  expect(await orders()).toBe(before);
  // The cart is still there for another try.
  await payments.ask(CHECKOUT, { input: { ...input, attendees: [attendee('Nuts'), attendee('None')] } });
  expect(await orders()).toBe(before + 1);
});

test('answers reach the tickets with the text of their question at checkout', async () => {
  const input = await checkoutInput(1, attendee('Nuts'));
  const { checkout } = await payments.ask(CHECKOUT, { input });
  expect(checkout.order.status).toBe('CONFIRMED');
  expect(payments.events.issued.get(checkout.order.id)?.attendees).toEqual([
    {
      ...{ ticketTypeId, name: 'Ada', email: 'ada@example.com' },
      answers: [{ questionId: question, kind: 'SHORT_TEXT', label: 'As it was asked', values: ['Nuts'] }],
    },
  ]);
});

test('the same key brings the same order, also when the questions have changed meanwhile', async () => {
  const input = await checkoutInput(1, attendee('Nuts'));
  const first = await payments.ask(CHECKOUT, { input });
  payments.events.asking.set(ticketTypeId, newId());
  const again = await payments.ask(CHECKOUT, { input });
  expect(again.checkout.order.id).toBe(first.checkout.order.id);
  const other = { ...input, attendees: [attendee('Milk')] };
  expect(await payments.refusal(CHECKOUT, { input: other })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
});

test('a cart that grows while its answers are judged is not checked out', async () => {
  const input = await checkoutInput(1, attendee('Nuts'));
  const update = `mutation($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }`;
  payments.events.whenAsked = async () => {
    payments.events.whenAsked = undefined;
    await payments.ask(update, { token: input.cartToken, input: { items: [{ ticketTypeId, quantity: 2 }] } });
  };
  expect(await payments.refusal(CHECKOUT, { input })).toMatchObject({ code: 'CART_CHANGED' });
});

test.each([
  ['an id that is none', { questionId: 'x', values: ['a'] }, 'input.attendees.0.answers.0.questionId'],
  ['too long a text', { questionId: question, values: ['x'.repeat(5_001)] }, 'input.attendees.0.answers.0.values.0'],
  ['too many values', { questionId: question, values: Array(101).fill('a') }, 'input.attendees.0.answers.0.values'],
])('an answer with %s is refused by its place', async (_, answer, path) => {
  const input = await checkoutInput(1, { ...attendee(), answers: [answer] });
  expect(await payments.refusal(CHECKOUT, { input })).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
});

test('what admits nobody is not in the mail with the tickets', async () => {
  const shirt = payments.events.addType(payments.eventId, 0, 10);
  payments.events.addOns.add(shirt);
  const cart = await payments.createCart([
    { ticketTypeId, quantity: 1 },
    { ticketTypeId: shirt, quantity: 1 },
  ]);
  const input = { ...BUYER, cartToken: cart.token, idempotencyKey: newId(), attendees: [attendee('Nuts')] };
  const { checkout } = await payments.ask(CHECKOUT, { input });
  const owner = testViewer({ organizationId: payments.organizationId });
  await payments.ask(`mutation { resendTickets(orderId: "${checkout.order.id}") }`, {}, owner);
  const told = (await payments.recorded()).filter(
    event =>
      (event.name === 'order.confirmed' || event.name === 'order.tickets_resent') &&
      event.payload.orderId === checkout.order.id,
  );
  expect(told).toHaveLength(2);
  const [confirmed] = told.filter(event => event.name === 'order.confirmed');
  expect(confirmed?.payload.items.filter(item => item.admits === false).map(item => item.ticketTypeId)).toEqual([
    shirt,
  ]);
  for (const { payload } of told) {
    expect((payload as { tickets: object[] }).tickets).toHaveLength(1);
    expect((payload as { items: object[] }).items).toHaveLength(2);
  }
});

test('the holder of the order changes answers by its token, and nobody else', async () => {
  const input = await checkoutInput(1, attendee('Nuts'));
  const { checkout } = await payments.ask(CHECKOUT, {
    input,
  });
  const change = `mutation($token: String!, $ticketId: ID!, $answers: [AnswerInput!]!) {
    changeAnswers(orderToken: $token, ticketId: $ticketId, answers: $answers) { id } }`;
  const ticketId = payments.events.tickets.get(checkout.order.id)![0]!.ticketId;
  const variables = { ticketId, answers: [{ questionId: question, values: ['Milk'] }] };
  await payments.ask(change, { ...variables, token: checkout.orderToken });
  expect(payments.events.changedAnswers).toEqual([{ orderId: checkout.order.id, ...variables }]);
  expect(await payments.refusal(change, { ...variables, token: 'guessed' })).toMatchObject({ code: 'NOT_FOUND' });
});
