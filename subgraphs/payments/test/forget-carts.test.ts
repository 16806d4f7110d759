import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetCarts } from '../src/cart/forget-carts.ts';
import { BANK, type Payments, startPayments } from './harness.ts';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

/** As if it had been made and had ended so many days ago; its id says when, as all ids do. */
async function longAgo(id: string, days: number): Promise<string> {
  const at = Date.now() - days * 86_400_000;
  const old = `${at
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}${id.slice(13)}`;
  await payments.sql(
    `update cart set id = ?, created_at = now() - make_interval(days => ?), expires_at = now() - make_interval(days => ?) where id = ?`,
    [old, days, days, id],
  );
  return old;
}
const ids = async () => (await payments.sql<{ id: string }>('select id from cart')).map(({ id }) => id);

test('carts that ended a month ago are forgotten; newer ones, open ones and those of orders are not', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 900, 50);
  const ended = async (status: string, days: number) => {
    const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
    await payments.sql('update cart set status = ? where id = ?', [status, cart.id]);
    return longAgo(cart.id, days);
  };
  const [expired, released] = [await ended('EXPIRED', 31), await ended('RELEASED', 40)];
  const [recent, open] = [await ended('EXPIRED', 29), await ended('OPEN', 31)];
  const stillHeld = await ended('EXPIRED', 32);
  await payments.sql('update cart set release_due = true where id = ?', [stillHeld]);
  const { cart } = await payments.place(BANK);
  expect(await forgetCarts(payments.parts)).toBe(2);
  expect(await forgetCarts(payments.parts)).toBe(0);
  const left = await ids();
  expect(left).toEqual(expect.arrayContaining([recent, open, stillHeld, cart.id]));
  expect(left).not.toContain(expired);
  expect(left).not.toContain(released);
});
