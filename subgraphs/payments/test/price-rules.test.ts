import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BANK, BUYER, CANCEL, CHECKOUT, CREATE_CART, type Payments, startPayments } from './harness.ts';

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const newCode = () => `P${newId().replaceAll('-', '').slice(-20)}`.toUpperCase();
const MAKE = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id code uses } }';
const APPLY =
  'mutation ($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { total { amount } } }';

beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: 1_000 });
});
afterAll(() => payments.close());

const makeCode = async (input: Record<string, unknown>) => {
  const code = newCode();
  const made = await payments.ask(MAKE, { input: { kind: 'PERCENTAGE', basisPoints: 1_000, code, ...input } }, owner());
  return { id: made.createPromoCode.id as string, code };
};
const hiddenType = (code: string) => {
  const id = payments.events.addType(payments.eventId, 1_000);
  payments.events.hidden.set(id, code);
  return id;
};
const usesOf = async (id: string) =>
  (await payments.sql<{ uses: number }>('select uses from promo_code where id = ?', [id]))[0]!.uses;
const cartWith = (promoCode: string) =>
  payments.createCart([{ ticketTypeId: payments.events.addType(payments.eventId, 1_000), quantity: 1 }], { promoCode });
const checkOut = (cartToken: string, email: string) =>
  payments.ask(CHECKOUT, {
    input: { buyer: { name: 'Ada', email }, ...BANK, cartToken, idempotencyKey: newId() },
  });
const codesOf = (results: PromiseSettledResult<unknown>[]) =>
  results.map(result => (result.status === 'rejected' ? result.reason.extensions.code : 'OK')).sort();

test('one buyer uses a promo code as often as one buyer may, however many checkouts run at once', async () => {
  const { id, code } = await makeCode({ maxUsesPerBuyer: 2 });
  const carts = await Promise.all(Array.from({ length: 6 }, () => cartWith(code)));
  const spellings = ['ada@example.com', 'ADA@example.com', 'Ada+second@Example.com'];
  const results = await Promise.allSettled(carts.map((cart, index) => checkOut(cart.token, spellings[index % 3]!)));
  expect(codesOf(results)).toEqual(['OK', 'OK', ...Array(4).fill('PROMO_CODE_USED')]);
  expect(await usesOf(id)).toBe(2);
  await checkOut((await cartWith(code)).token, 'bob@example.com');
  expect(await usesOf(id)).toBe(3);
});

test('control: counting a buyer’s uses without the code’s row locked lets more checkouts pass than may', async () => {
  const { id, code } = await makeCode({ maxUsesPerBuyer: 1 });
  const carts = await Promise.all([cartWith(code), cartWith(code)]);
  const read = Promise.withResolvers<void>();
  let readers = 0;
  const unlocked = async (cartId: string) => {
    const [row] = await payments.sql<{ uses: number }>(
      `select count(*)::int as uses from orders where promo_code_id = ? and promo_used`,
      [id],
    );
    readers += 1;
    if (readers === 2) read.resolve();
    await read.promise;
    return row!.uses < 1 && cartId;
  };
  const passed = await Promise.all(carts.map(cart => unlocked(cart.id)));
  expect(passed.filter(Boolean)).toHaveLength(2);
});

test('a cancelled order gives its buyer the use back', async () => {
  const { code } = await makeCode({ maxUsesPerBuyer: 1 });
  const first = await checkOut((await cartWith(code)).token, 'eve@example.com');
  const again = await cartWith(code);
  const input = { buyer: { name: 'E', email: 'eve@example.com' }, ...BANK, cartToken: again.token };
  const refused = await payments.refusal(CHECKOUT, { input: { ...input, idempotencyKey: newId() } });
  expect(refused.code).toBe('PROMO_CODE_USED');
  await payments.ask(CANCEL, { id: first.checkout.order.id }, owner());
  await checkOut(again.token, 'eve@example.com');
});

test('a code that is used up between applying it and checking out refuses the checkout and changes nothing', async () => {
  const { id, code } = await makeCode({ maxUses: 1 });
  const [mine, other] = await Promise.all([cartWith(code), cartWith(code)]);
  await checkOut(other.token, 'first@example.com');
  const input = { ...BUYER, ...BANK, cartToken: mine.token, idempotencyKey: newId() };
  expect((await payments.refusal(CHECKOUT, { input })).code).toBe('PROMO_CODE_EXHAUSTED');
  expect(await usesOf(id)).toBe(1);
  const [cart] = await payments.sql('select status from cart where id = ?', [mine.id]);
  expect(cart).toEqual({ status: 'OPEN' });
});

test('a code that only opens lowers nothing, and its limit holds also when it is given as access code', async () => {
  const { id, code } = await makeCode({ kind: 'ACCESS', basisPoints: undefined, maxUses: 1 });
  const items = [{ ticketTypeId: hiddenType(code), quantity: 1 }];
  const cart = await payments.createCart(items, { accessCode: code.toLowerCase() });
  expect(cart).toMatchObject({ promoCode: code, discount: { amount: 0 }, total: { amount: 1_000 } });
  await checkOut(cart.token, 'vip@example.com');
  expect(await usesOf(id)).toBe(1);
  const input = { eventId: payments.eventId, items, accessCode: code };
  expect((await payments.refusal(CREATE_CART, { input })).code).toBe('PROMO_CODE_EXHAUSTED');
  const other = await makeCode({});
  const both = { ...input, promoCode: other.code };
  expect((await payments.refusal(CREATE_CART, { input: both })).code).toBe('PROMO_CODE_INVALID');
});

test('its limits hold also for what a waitlist offers of what it opens', async () => {
  const { id, code } = await makeCode({ kind: 'ACCESS', basisPoints: undefined, maxUses: 2, maxUsesPerBuyer: 1 });
  const items = [{ ticketTypeId: hiddenType(code), quantity: 1 }];
  const accept = 'mutation ($token: String!) { acceptWaitlistOffer(token: $token) { id token promoCode } }';
  const offered = () => {
    const [token, holdId] = [newId(), newId()];
    payments.events.holds.set(holdId, { eventId: payments.eventId, items });
    payments.events.offers.set(token, { holdId, expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    return { token };
  };
  const first = (await payments.ask(accept, offered())).acceptWaitlistOffer;
  expect(first.promoCode).toBe(code);
  await checkOut(first.token, 'ada@example.com');
  const second = (await payments.ask(accept, offered())).acceptWaitlistOffer;
  const again = { ...BUYER, ...BANK, cartToken: second.token, idempotencyKey: newId() };
  const buyer = { ...BUYER.buyer, email: 'ada@example.com' };
  expect((await payments.refusal(CHECKOUT, { input: { ...again, buyer } })).code).toBe('PROMO_CODE_USED');
  await checkOut(second.token, 'grace@example.com');
  expect(await usesOf(id)).toBe(2);
  const late = offered();
  expect((await payments.refusal(accept, late)).code).toBe('PROMO_CODE_EXHAUSTED');
  expect(payments.events.holds.has(payments.events.offers.get(late.token)!.holdId), 'kept for nobody').toBe(false);
  await payments.ask('mutation ($id: ID!) { deactivatePromoCode(id: $id) { id } }', { id }, owner());
  expect((await payments.refusal(accept, offered())).code).toBe('PROMO_CODE_INVALID');
  const ended = (await payments.recorded()).filter(event => event.name === 'promo_code.deactivated');
  expect(ended).toMatchObject([{ actor: { kind: 'user' }, payload: { promoCodeId: id, code } }]);
});

test('a code that opened something cannot be put in another’s place', async () => {
  const access = await makeCode({ kind: 'ACCESS', basisPoints: undefined });
  const other = await makeCode({});
  const items = [{ ticketTypeId: hiddenType(access.code), quantity: 1 }];
  const cart = await payments.createCart(items, { promoCode: access.code });
  expect(cart).toMatchObject({ promoCode: access.code });
  expect((await payments.refusal(APPLY, { token: cart.token, code: other.code })).code).toBe('PROMO_CODE_INVALID');
  await payments.ask(APPLY, { token: cart.token, code: access.code });
});

test('a kind’s parts must be those that go with it', async () => {
  for (const input of [
    { kind: 'ACCESS', basisPoints: 10 },
    { kind: 'FIXED', amount: 5 },
    { kind: 'PERCENTAGE', amount: 5 },
    { kind: 'PERCENTAGE', basisPoints: 10, maxUsesPerBuyer: 0 },
  ]) {
    expect((await payments.refusal(MAKE, { input: { code: newCode(), ...input } }, owner())).code).toBe(
      'BAD_USER_INPUT',
    );
  }
});

test('taxes go by where the event is and by the ticket type’s category', async () => {
  const reduced = payments.events.addType(payments.eventId, 10_700);
  const standard = payments.events.addType(payments.eventId, 11_900);
  const rates = [
    { name: 'VAT', basisPoints: 1_900, country: 'DE' },
    { name: 'VAT', basisPoints: 700, country: 'DE', category: 'Reduced' },
    { name: 'Sales tax', basisPoints: 800 },
  ];
  const setRates =
    'mutation ($input: TaxRulesInput!) { updateTaxRules(input: $input) { rates { name basisPoints country category } } }';
  const { updateTaxRules } = await payments.ask(setRates, { input: { mode: 'INCLUSIVE', rates } }, owner());
  expect(updateTaxRules.rates[0]).toEqual({ ...rates[0], category: null });
  const assign =
    'mutation ($input: TaxCategoryInput!) { setTaxCategory(input: $input) { ticketType { id } category } }';
  const stranger = testViewer();
  await payments.ask(assign, { input: { ticketTypeIds: [reduced], category: 'Foreign' } }, stranger);
  const set = await payments.ask(assign, { input: { ticketTypeIds: [reduced], category: 'Reduced' } }, owner());
  expect(set.setTaxCategory).toEqual([{ ticketType: { id: reduced }, category: 'Reduced' }]);

  const items = [standard, reduced].map(ticketTypeId => ({ ticketTypeId, quantity: 1 }));
  const cart = await payments.createCart(items);
  expect(cart.tax.amount).toBe(1_900 + 700);
  const placed = await payments.checkout(cart.token, BANK);
  const { order } = await payments.ask(
    'query ($token: String!) { order(token: $token) { items { taxes { name basisPoints amount { amount } } } } }',
    { token: placed.orderToken },
  );
  const taxes = order.items.flatMap(
    (item: { taxes: { basisPoints: number; amount: { amount: number } }[] }) => item.taxes,
  );
  expect(taxes).toEqual(
    expect.arrayContaining([
      { name: 'VAT', basisPoints: 1_900, amount: { amount: 1_900 } },
      { name: 'VAT', basisPoints: 700, amount: { amount: 700 } },
    ]),
  );
  const clear = await payments.ask(assign, { input: { ticketTypeIds: [reduced] } }, owner());
  expect(clear.setTaxCategory).toEqual([]);
  const mine = await payments.ask('{ taxCategories { category } }', {}, stranger);
  expect(mine.taxCategories).toEqual([{ category: 'Foreign' }]);
  const none = { input: { mode: 'INCLUSIVE', rates: [] } };
  await payments.ask(setRates, none, owner());
});

test.each([
  ['a lower-case country', [{ name: 'VAT', basisPoints: 1, country: 'de' }]],
  [
    'one name twice',
    [
      { name: 'VAT', basisPoints: 1 },
      { name: 'VAT', basisPoints: 2 },
    ],
  ],
  [
    'more than everything',
    [
      { name: 'A', basisPoints: 6_000 },
      { name: 'B', basisPoints: 6_000 },
    ],
  ],
])('rates of %s are refused', async (_, rates) => {
  const set = 'mutation ($input: TaxRulesInput!) { updateTaxRules(input: $input) { id } }';
  const refused = await payments.refusal(set, { input: { mode: 'EXCLUSIVE', rates } }, owner());
  expect(refused.code).toBe('BAD_USER_INPUT');
});
