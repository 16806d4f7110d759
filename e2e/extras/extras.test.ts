import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { Client, type Data } from '../harness/client.ts';
import { CREW_CODE, type ExtrasEvent, publishExtras } from '../harness/extras.ts';
import { type Organizer, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
let organizer: Organizer;
let event: ExtrasEvent;

beforeAll(async () => {
  organizer = await registerOrganizer(url);
  event = await publishExtras(organizer);
});

const CREATE_CART = `mutation ($input: CreateCartInput!) { createCart(input: $input) {
  token items { name quantity ticketType { id kind questions { id label required condition { questionId values } } } } event { title }
} }`;
const CHECKOUT = `mutation ($input: CheckoutInput!) { checkout(input: $input) { orderToken order {
  id status tickets { id code admits qr { payload } ticketType { name } answers { label values } } } } }`;

const items = (quantities: Record<string, number>) =>
  Object.entries(quantities).map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity }));
const cartInput = (quantities: Record<string, number>, more: Data = {}) => ({
  input: { eventId: event.id, items: items(quantities), ...more },
});
const attendee = (answers: Data, ticketTypeId = event.standing) => ({
  ...{ ticketTypeId, name: 'Grace Guest', email: 'grace@example.org' },
  answers: Object.entries(answers).map(([questionId, value]) => ({ questionId, values: [value] })),
});
const checkoutInput = (cartToken: string, ...attendees: Data[]) => ({
  input: { cartToken, buyer: { name: 'Ada Buyer', email: 'ada@example.org' }, attendees, idempotencyKey: randomUUID() },
});
const held = async (): Promise<number> => {
  const { event: seen } = await organizer.api.ask('query ($id: ID!) { event(id: $id) { ticketTypes { held } } }', {
    id: event.id,
  });
  return seen.ticketTypes.reduce((sum: number, type: Data) => sum + type.held, 0);
};

test('a ticket is bought with its T-shirt and its answers, and the shirt opens no door', async () => {
  const missing = await guest.refusal(CREATE_CART, cartInput({ [event.standing]: 1 }));
  expect(missing.extensions).toMatchObject({ code: 'ADD_ON_REQUIRED', name: 'T-shirt', required: 1, chosen: 0 });

  const { createCart } = await guest.ask(CREATE_CART, cartInput({ [event.standing]: 1, [event.shirtM]: 1 }));
  const asked = createCart.items.find((item: Data) => item.ticketType.kind === 'ADMISSION').ticketType.questions;
  expect(asked).toMatchObject([
    { label: 'What do you eat?', required: true, condition: null },
    { label: 'Which diet?', condition: { questionId: event.diet, values: ['Other'] } },
  ]);

  const silent = await guest.refusal(CHECKOUT, checkoutInput(createCart.token));
  expect(silent.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.attendees' }] });
  const partial = attendee({ [event.diet]: 'Other', [event.which]: '' });
  const refused = await guest.refusal(CHECKOUT, checkoutInput(createCart.token, partial));
  expect(refused.extensions).toMatchObject({ issues: [{ path: 'input.attendees.0.answers.1' }] });

  const input = checkoutInput(createCart.token, attendee({ [event.diet]: 'Other', [event.which]: 'No nuts' }));
  const { checkout } = await guest.ask(CHECKOUT, input);
  expect((await guest.ask(CHECKOUT, input)).checkout.order).toEqual(checkout.order);
  expect(checkout.order.status).toBe('CONFIRMED');
  const [ticket, voucher] = [true, false].map(admits =>
    checkout.order.tickets.find((each: Data) => each.admits === admits),
  );
  expect(ticket.answers).toEqual([
    { label: 'What do you eat?', values: ['Other'] },
    { label: 'Which diet?', values: ['No nuts'] },
  ]);
  expect(voucher).toMatchObject({ qr: null, ticketType: { name: 'Size M' }, answers: [] });

  const checkIn = 'mutation ($code: String!) { checkInTicket(code: $code, idempotencyKey: "gate-1") { id } }';
  const door = await organizer.api.refusal(checkIn, { code: voucher.code });
  expect(door.extensions).toMatchObject({ code: 'TICKET_DOES_NOT_ADMIT', ticketTypeId: event.shirtM });
  const byCode = await guest.ask(`{ ticket(code: "${ticket.code}") { answers { label } } }`);
  expect(byCode).toEqual({ ticket: { answers: null } });

  const change = `mutation ($token: String!, $id: ID!, $answers: [AnswerInput!]!) {
    changeAnswers(orderToken: $token, ticketId: $id, answers: $answers) { tickets { admits answers { values } } } }`;
  const answers = [{ questionId: event.diet, values: ['Everything'] }];
  const changed = await guest.ask(change, { token: checkout.orderToken, id: ticket.id, answers });
  expect(changed.changeAnswers.tickets.find((each: Data) => each.admits).answers).toEqual([{ values: ['Everything'] }]);
  const { ticket: seen } = await organizer.api.ask(`{ ticket(code: "${ticket.code}") { answers { values } } }`);
  expect(seen).toEqual({ answers: [{ values: ['Everything'] }] });
});

test('a hidden ticket is listed and sold with its code only', async () => {
  const own = await publishExtras(organizer);
  const list = 'query ($id: ID!, $code: String) { event(id: $id) { ticketTypes(accessCode: $code) { name } } }';
  const names = async (code: string | null) =>
    (await guest.ask(list, { id: own.id, code })).event.ticketTypes.map((type: Data) => type.name);
  expect(await names(null)).not.toContain('Crew');
  expect(await names('a guess')).not.toContain('Crew');
  expect(await names(CREW_CODE.toLowerCase())).toContain('Crew');
  const wish = { eventId: own.id, items: items({ [own.crew]: 1, [own.shirtS]: 1 }) };
  expect((await guest.refusal(CREATE_CART, { input: wish })).extensions).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.items.0.ticketTypeId' }] },
  });
  const { createCart } = await guest.ask(CREATE_CART, { input: { ...wish, accessCode: CREW_CODE } });
  expect(createCart.items.map((item: Data) => item.name)).toContain('Crew');
});

test('a cart is seen, changed and checked out after its event turned private', async () => {
  const own = await publishExtras(organizer);
  const input = { eventId: own.id, items: items({ [own.standing]: 2, [own.shirtS]: 2 }) };
  const { createCart } = await guest.ask(CREATE_CART, { input });
  const hide = `mutation ($id: ID!, $version: Int!) {
    updateEvent(id: $id, version: $version, input: { visibility: PRIVATE }) { visibility } }`;
  const { event: seen } = await organizer.api.ask('query ($id: ID!) { event(id: $id) { version } }', { id: own.id });
  await organizer.api.ask(hide, { id: own.id, version: seen.version });
  expect(await guest.ask('query ($id: ID!) { event(id: $id) { id } }', { id: own.id })).toEqual({ event: null });

  const { cart } = await guest.ask(
    'query ($token: String!) { cart(token: $token) { event { title } items { ticketType { name } } } }',
    { token: createCart.token },
  );
  expect(cart).toMatchObject({ event: { title: createCart.event.title }, items: [{}, {}] });
  const update = `mutation ($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }`;
  const fewer = { items: items({ [own.standing]: 1, [own.shirtS]: 1 }) };
  await guest.ask(update, { token: createCart.token, input: fewer });
  const answers = attendee({ [own.diet]: 'Everything' }, own.standing);
  const { checkout } = await guest.ask(CHECKOUT, checkoutInput(createCart.token, answers));
  const { order } = await guest.ask(
    'query ($token: String!) { order(token: $token) { status event { title } items { ticketType { name } } } }',
    { token: checkout.orderToken },
  );
  expect(order).toMatchObject({ status: 'CONFIRMED', items: [{}, {}] });
});

describe('what nobody can buy is refused with a code, and nothing is held', () => {
  const quantities: [string, () => Data, string][] = [
    ['none', () => ({ [event.standing]: 0 }), 'BAD_USER_INPUT'],
    ['less than none', () => ({ [event.standing]: -1 }), 'BAD_USER_INPUT'],
    ['more than a number holds', () => ({ [event.standing]: 2 ** 31 }), 'BAD_USER_INPUT'],
    ['an unknown ticket type', () => ({ [randomUUID()]: 1 }), 'BAD_USER_INPUT'],
    ['add-ons alone', () => ({ [event.shirtS]: 1 }), 'ADD_ON_NOT_ALLOWED'],
    ['two shirts for one', () => ({ [event.standing]: 1, [event.shirtS]: 2 }), 'ADD_ON_NOT_ALLOWED'],
    ['more than one order takes', () => ({ [event.standing]: 11, [event.shirtS]: 11 }), 'QUANTITY_NOT_ALLOWED'],
    ['more people than fit', () => ({ [event.standing]: 3, [event.shirtS]: 3 }), 'INSUFFICIENT_TICKETS'],
  ];
  test.each(quantities)('%s', async (_, wish, code) => {
    const before = await held();
    const refused = await guest.refusal(CREATE_CART, cartInput(wish()));
    expect(refused.extensions.code).toBe(code);
    expect(await held()).toBe(before);
  });

  test('a ticket type of another event', async () => {
    const other = await publishEvent(organizer, { price: 0 });
    const before = await held();
    const wish = cartInput({ [event.standing]: 1, [event.shirtS]: 1, [other.ticketTypes[0].id]: 1 });
    const refused = await guest.refusal(CREATE_CART, wish);
    expect(refused.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      issues: [{ path: 'input.items.2.ticketTypeId' }],
    });
    expect(await held()).toBe(before);
  });
});
