import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREATE_CART, type Payments, startPayments } from './harness.ts';

const MAKE = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }';
const APPLY = 'mutation ($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { promoCode } }';
const UPDATE = `mutation ($token: String!, $items: [CartItemInput!]!) {
  updateCart(token: $token, input: { items: $items }) { promoCode items { quantity } } }`;

let payments: Payments;
let standing: string;
let crew: string;
const one = (ticketTypeId: string) => ({ ticketTypeId, quantity: 1 });

/** Access codes with limits of their own: CREW opens a hidden type here; LATER, SPENT and ELSEWHERE open nothing. */
beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: 1_000 });
  standing = payments.events.addType(payments.eventId, 1_000);
  crew = payments.events.addType(payments.eventId, 500);
  payments.events.hidden.set(crew, 'CREW');
  const owner = testViewer({ organizationId: payments.organizationId });
  for (const input of [
    { code: 'CREW', maxUses: 10 },
    { code: 'LATER', startsAt: '2099-01-01T00:00:00Z' },
    { code: 'SPENT', maxUses: 1 },
    { code: 'ELSEWHERE', eventId: newId() },
  ]) {
    await payments.ask(MAKE, { input: { kind: 'ACCESS', ...input } }, owner);
  }
  await payments.sql(`update promo_code set uses = 1 where code = 'SPENT'`);
});
afterAll(() => payments.close());

const GUESSES = ['CREW', 'crew', 'LATER', 'SPENT', 'ELSEWHERE'];

/** All that a guesser sees of an answer, without what differs from cart to cart. */
const seen = <Cart extends object>(cart: Cart) => ({ ...cart, id: null, token: null, expiresAt: null });

test('a cart of public tickets looks the same whether a code of the guessed name is there or not', async () => {
  const nothing = seen(await payments.createCart([one(standing)], { accessCode: 'WRONG' }));
  expect(nothing.promoCode).toBeNull();
  for (const accessCode of GUESSES) {
    expect(seen(await payments.createCart([one(standing)], { accessCode }))).toEqual(nothing);
  }
});

test('a guessed access code is as wrong as any where a promo code is given', async () => {
  const { token } = await payments.createCart([one(standing)]);
  for (const code of ['WRONG', ...GUESSES]) {
    const input = { eventId: payments.eventId, items: [one(standing)], promoCode: code };
    const message = 'There is no such promo code for what is in the cart.';
    expect((await payments.refusal(CREATE_CART, { input })).code).toBe('PROMO_CODE_INVALID');
    expect((await payments.refusal(APPLY, { token, code })).code).toBe('PROMO_CODE_INVALID');
    await expect(payments.ask(APPLY, { token, code })).rejects.toThrow(message);
  }
});

test('control: asked without having opened anything, the same carts tell that the code is there', async () => {
  payments.events.hidden.set(standing, '');
  expect(await payments.createCart([one(standing)], { accessCode: 'WRONG' })).toMatchObject({ promoCode: null });
  expect(await payments.createCart([one(standing)], { accessCode: 'CREW' })).toMatchObject({ promoCode: 'CREW' });
  payments.events.hidden.delete(standing);
});

test('whoever opens something with the code is under its limits, in whichever field it is given', async () => {
  expect(await payments.createCart([one(crew)], { accessCode: 'crew' })).toMatchObject({ promoCode: 'CREW' });
  expect(await payments.createCart([one(crew)], { promoCode: 'CREW' })).toMatchObject({ promoCode: 'CREW' });
});

test('a cart comes under the code’s limits when it takes what the code opens, and not before', async () => {
  const { token, promoCode } = await payments.createCart([one(standing)], { accessCode: 'CREW' });
  expect(promoCode).toBeNull();
  const { updateCart } = await payments.ask(UPDATE, { token, items: [one(standing), one(crew)] });
  expect(updateCart).toEqual({ promoCode: 'CREW', items: [{ quantity: 1 }, { quantity: 1 }] });
});

test('a cart under another code keeps it, and does not take what an access code with limits opens', async () => {
  const owner = testViewer({ organizationId: payments.organizationId });
  await payments.ask(MAKE, { input: { code: 'SPRING', kind: 'PERCENTAGE', basisPoints: 1_000 } }, owner);
  const { token } = await payments.createCart([one(standing)], { accessCode: 'CREW' });
  await payments.ask(APPLY, { token, code: 'SPRING' });
  const before = payments.events.types.get(crew)!.stock;
  const items = [one(standing), one(crew)];
  expect((await payments.refusal(UPDATE, { token, items })).code).toBe('PROMO_CODE_INVALID');
  expect(payments.events.types.get(crew)!.stock).toBe(before);
});

test('a code that is applied while the cart takes what an access code opens does not free it of those limits', async () => {
  const owner = testViewer({ organizationId: payments.organizationId });
  await payments.ask(MAKE, { input: { code: 'AUTUMN', kind: 'PERCENTAGE', basisPoints: 1_000 } }, owner);
  const { id, token } = await payments.createCart([one(standing)], { accessCode: 'CREW' });
  let refused: ReturnType<Payments['refusal']> | undefined;
  await payments.database.forkTenant(null).transactional(async tx => {
    // As a change of the cart does that has put the hidden ticket in, and has not ended yet.
    await tx.execute('select 1 from cart where id = ? for update', [id]);
    refused = payments.refusal(APPLY, { token, code: 'AUTUMN' });
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(async () => (await payments.sql(waiting)).length).toBe(1);
    await tx.execute(`update cart set promo_code_id = (select id from promo_code where code = 'CREW') where id = ?`, [
      id,
    ]);
  });
  expect((await refused)?.code).toBe('PROMO_CODE_INVALID');
  const under = 'select c.code from cart join promo_code c on c.id = promo_code_id where cart.id = ?';
  expect(await payments.sql(under, [id])).toEqual([{ code: 'CREW' }]);
});
