import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBalance } from '../src/ledger/ledger.ts';
import { OrderEntity } from '../src/order/order.entity.ts';
import { requestRefund } from '../src/refund/refund-request.ts';
import { BANK, BUYER, BY_ID, CANCEL, CHECKOUT, PAY, type Payments, REFUND, startPayments } from './harness.ts';

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));
const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map(result => (result.status === 'rejected' ? result.reason.extensions.code : 'OK')).sort();

beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

async function paidOrder(price: number, quantity = 1) {
  const placed = await payments.place({ price, quantity });
  await payments.ask(PAY, { id: placed.order.id, key: newId() }, owner());
  return placed;
}

test('control: without the row lock, two refunds at once give back more than was paid', async () => {
  const { order } = await paidOrder(1_000);
  const refund = { amount: 600, reason: null, voidsAll: false };
  const by = { viewer: owner(), requestId: newId() };
  const read = Promise.withResolvers<void>();
  let readers = 0;
  const unlocked = () =>
    payments.database.fork(by.viewer).transactional(async tx => {
      const row = await tx.findOneOrFail(OrderEntity, { id: order.id });
      const { paid, committed } = await readBalance(tx, row);
      readers += 1;
      if (readers === 2) read.resolve();
      await read.promise;
      if (refund.amount <= paid - committed) await requestRefund(tx, row, refund, by);
    });
  await Promise.all([unlocked(), unlocked()]);
  const [{ sum }] = (await payments.sql<{ sum: string }>('select sum(amount) from refund where order_id = ?', [
    order.id,
  ])) as [{ sum: string }];
  expect(Number(sum)).toBe(1_200);
  await payments.sql('delete from refund where order_id = ?', [order.id]);
});

test('refunds at once never give back more than was paid', async () => {
  const { order } = await paidOrder(1_000);
  const results = await times(6, () => payments.ask(REFUND, { input: { orderId: order.id, amount: 400 } }, owner()));
  expect(codes(results)).toEqual(['OK', 'OK', ...Array(4).fill('REFUND_EXCEEDS_PAID')]);
  const seen = await payments.ask(BY_ID, { id: order.id }, owner());
  expect(seen.order).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: { amount: 800 } });
});

test('one refund key at once gives money back once', async () => {
  const { order } = await paidOrder(1_000);
  const input = { orderId: order.id, amount: 300, idempotencyKey: newId() };
  const results = await times(4, () => payments.ask(REFUND, { input }, owner()));
  expect(codes(results)).toEqual(['OK', 'OK', 'OK', 'OK']);
  const seen = await payments.ask(BY_ID, { id: order.id }, owner());
  expect(seen.order.refunded.amount).toBe(300);
});

async function promoCode(maxUses: number) {
  const code = `P${newId().replaceAll('-', '').slice(-20)}`.toUpperCase();
  const input = { code, kind: 'PERCENTAGE', basisPoints: 1_000, maxUses };
  const made = await payments.ask(
    'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id code uses } }',
    { input },
    owner(),
  );
  return made.createPromoCode as { id: string; code: string };
}
const usesOf = async (id: string) =>
  (await payments.sql<{ uses: number }>('select uses from promo_code where id = ?', [id]))[0]!.uses;

test('control: reading a promo code’s uses and then writing them lets more buyers pass than may', async () => {
  const { id } = await promoCode(3);
  const read = Promise.withResolvers<void>();
  let readers = 0;
  const passed = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const uses = await usesOf(id);
      readers += 1;
      if (readers === 8) read.resolve();
      await read.promise;
      if (uses >= 3) return false;
      await payments.sql('update promo_code set uses = ? where id = ?', [uses + 1, id]);
      return true;
    }),
  );
  expect(passed.filter(Boolean).length).toBeGreaterThan(3);
});

test('a promo code is used as often as it may be, however many buyers check out at once', async () => {
  const { id, code } = await promoCode(3);
  const ticketTypeId = payments.events.addType(payments.eventId, 1_000);
  const carts = await Promise.all(
    Array.from({ length: 8 }, () => payments.createCart([{ ticketTypeId, quantity: 1 }], { promoCode: code })),
  );
  const results = await times(8, index =>
    payments.ask(CHECKOUT, { input: { ...BUYER, ...BANK, cartToken: carts[index].token, idempotencyKey: newId() } }),
  );
  expect(codes(results)).toEqual(['OK', 'OK', 'OK', ...Array(5).fill('PROMO_CODE_EXHAUSTED')]);
  expect(await usesOf(id)).toBe(3);
  const [won] = results.filter(result => result.status === 'fulfilled');
  const orderId = (won as PromiseFulfilledResult<{ checkout: { order: { id: string } } }>).value.checkout.order.id;
  await payments.ask(CANCEL, { id: orderId }, owner());
  await payments.ask(CANCEL, { id: orderId }, owner());
  expect(await usesOf(id)).toBe(2);
});

test('one checkout key at once places one order and starts its payment once', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 1_000);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const before = payments.plugins.calls.length;
  const input = { ...BUYER, ...BANK, cartToken: cart.token, idempotencyKey: newId() };
  const results = await times(5, () => payments.ask(CHECKOUT, { input }));
  // Those that find another at work are told to ask again.
  expect(new Set(codes(results))).toEqual(
    new Set(codes(results).includes('ORDER_BUSY') ? ['OK', 'ORDER_BUSY'] : ['OK']),
  );
  expect(payments.plugins.calls).toHaveLength(before + 1);
  const orders = await payments.sql('select id from orders where cart_id = ?', [cart.id]);
  expect(orders).toHaveLength(1);
});

test('a payment that is recorded twice at once is booked once', async () => {
  const { order } = await payments.place({ price: 700 });
  const results = await times(4, () => payments.ask(PAY, { id: order.id, key: newId() }, owner()));
  expect(codes(results)).toEqual(['OK', ...Array(3).fill('ORDER_NOT_PAYABLE')].sort());
  const seen = await payments.ask(BY_ID, { id: order.id }, owner());
  expect(seen.order).toMatchObject({ status: 'CONFIRMED', paid: { amount: 700 }, transactions: [{}] });
  expect(payments.events.tickets.get(order.id)).toHaveLength(1);
});

test('an order that is paid, cancelled and expired at once goes one way, and its stock with it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const placed = await payments.place({ price: 700, quantity: 2, stock: 10 });
    await payments.sql('update orders set expires_at = now() where id = ?', [placed.order.id]);
    await Promise.allSettled([
      payments.ask(PAY, { id: placed.order.id, key: newId() }, owner()),
      payments.ask(CANCEL, { id: placed.order.id }, owner()),
      payments.sweep(),
      payments.sweep(),
    ]);
    await payments.sweep();
    const { order } = await payments.ask(BY_ID, { id: placed.order.id }, owner());
    const sold = order.status === 'CONFIRMED';
    expect(placed.stock()).toBe(sold ? 8 : 10);
    expect(order.paid.amount).toBe(sold ? 1_400 : 0);
    const news = (await payments.recorded()).filter(
      event => (event.payload as { orderId: string }).orderId === order.id,
    );
    const ends = news.filter(event => ['order.cancelled', 'order.expired'].includes(event.name));
    expect(ends.length).toBeLessThanOrEqual(1);
    expect(sold || ends.length === 1).toBe(true);
  }
});

test('numbers of orders placed at once differ', async () => {
  const orders = await Promise.all(Array.from({ length: 10 }, () => payments.place()));
  expect(new Set(orders.map(placed => placed.order.number)).size).toBe(10);
});
