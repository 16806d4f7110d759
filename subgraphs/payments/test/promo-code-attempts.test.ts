import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREATE_CART, type Payments, startPayments } from './harness.ts';

let payments: Payments;
let ticketTypeId: string;
beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: 100 });
  ticketTypeId = payments.events.addType(payments.eventId, 1_000, 1_000);
  const owner = testViewer({ organizationId: payments.organizationId });
  const make = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }';
  for (const code of ['SPRING', 'OVER']) {
    const endsAt = code === 'OVER' ? '2020-01-01T00:00:00Z' : null;
    await payments.ask(make, { input: { code, kind: 'PERCENTAGE', basisPoints: 1_000, endsAt } }, owner);
  }
});
afterAll(() => payments.close());

const APPLY = 'mutation ($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { promoCode } }';

/** The code that the answer is refused with, or `OK`. */
async function answerTo(query: string, variables: Record<string, unknown>, ip: string): Promise<unknown> {
  const request = { query, variables, viewer: Viewer.anonymous, requestId: newId(), client: { ip } };
  const { errors } = await payments.subgraph.execute(request);
  return errors?.[0]?.extensions?.code ?? 'OK';
}
const items = () => [{ ticketTypeId, quantity: 1 }];
const open = (promoCode: string, ip: string) =>
  answerTo(CREATE_CART, { input: { eventId: payments.eventId, items: items(), promoCode } }, ip);

test('of guesses at promo codes from one network twenty are judged within an hour, wherever they are made', async () => {
  const { token } = await payments.createCart(items());
  const apply = (code: string, ip = '192.0.2.1') => answerTo(APPLY, { token, code }, ip);
  for (let guess = 0; guess < 10; guess += 1) {
    expect(await apply(`GUESS${guess}`)).toBe('PROMO_CODE_INVALID');
    expect(await open(`GUESS${guess}`, '192.0.2.1')).toBe('PROMO_CODE_INVALID');
  }
  for (const code of ['GUESS', 'SPRING', 'OVER']) {
    expect(await apply(code)).toBe('TOO_MANY_PROMO_CODES');
    expect(await open(code, '192.0.2.1')).toBe('TOO_MANY_PROMO_CODES');
  }
  expect(payments.events.types.get(ticketTypeId)!.stock, 'refused carts hold nothing').toBe(999);
  expect(await apply('SPRING', '198.51.100.1')).toBe('OK');
  await payments.sql(`update promo_code_attempt set since = now() - interval '61 minutes'`);
  expect(await apply('SPRING')).toBe('OK');
  expect(await apply('GUESS')).toBe('PROMO_CODE_INVALID');
});

test('codes that there are do not count, however often they are given', async () => {
  for (let buyer = 0; buyer < 25; buyer += 1) expect(await open('spring', '192.0.2.2')).toBe('OK');
  for (let buyer = 0; buyer < 25; buyer += 1) expect(await open('OVER', '192.0.2.2')).toBe('PROMO_CODE_EXPIRED');
  expect(await open('SPRING', '192.0.2.2')).toBe('OK');
});

test('clients whose hour is over are forgotten', async () => {
  await open('GUESS', '192.0.2.3');
  await payments.sql(`update promo_code_attempt set since = now() - interval '61 minutes'`);
  await payments.sweep();
  expect(await payments.sql('select * from promo_code_attempt')).toEqual([]);
});
