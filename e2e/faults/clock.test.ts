import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BRISK, Hall } from './processes/hall.ts';
import { Refusal } from './processes/patient-client.ts';
import { PURCHASES, type Purchase } from './processes/purchases.ts';

const HOUR = 3_600;
const purchase = (name: string): Purchase => PURCHASES.find(each => each.name === name)!;
const people = (hall: Hall) => ({ buyer: hall.client(), owner: hall.owner() });
const agree = (hall: Hall) => expect.poll(() => hall.disagreements(), { timeout: 90_000, interval: 500 }).toEqual([]);

const CREATE_CART = `mutation ($input: CreateCartInput!) { createCart(input: $input) { id token expiresAt } }`;
const CHECKOUT = `mutation ($input: CheckoutInput!) { checkout(input: $input) { orderToken order { id status } } }`;
const CONFIRM = 'mutation ($token: String!) { confirmPayment(orderToken: $token) { id status paid { amount } } }';

const newCart = async (hall: Hall, event: { id: string; typeId: string }) =>
  (
    await hall.client().ask(CREATE_CART, {
      input: { eventId: event.id, items: [{ ticketTypeId: event.typeId, quantity: 2 }], idempotencyKey: randomUUID() },
    })
  ).createCart;
const checkout = async (hall: Hall, cartToken: string, paymentMethod: string, idempotencyKey: string = randomUUID()) =>
  (
    await hall.client().ask(CHECKOUT, {
      input: { cartToken, buyer: { name: 'Buyer', email: 'buyer@example.org' }, paymentMethod, idempotencyKey },
    })
  ).checkout;

const stockOf = async (hall: Hall, typeId: string) =>
  (
    await hall.sql<{ sold: number; held: number }>('select sold, held from events.ticket_type where id = $1', [typeId])
  )[0];
/** How often something was said of an order. What was said long ago by the clock may be forgotten. */
const timesSaid = async (hall: Hall, orderId: string, name: string) =>
  (
    await hall.sql<{ times: number }>(
      `select count(*)::int as times from payments.outbox
        where event -> 'payload' ->> 'orderId' = $1 and event ->> 'name' = $2`,
      [orderId, name],
    )
  )[0]!.times;

describe('a clock that is set while the server runs', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(BRISK);
    await hall.restart(BRISK);
  });
  afterAll(() => hall?.close());

  test('forwards: what has expired by then expires once, what has not does not, and its stock is back once', async () => {
    const event = await hall.newEvent({ price: 1_000 });
    await newCart(hall, event);
    const online = await checkout(hall, (await newCart(hall, event)).token, 'test-cards:card');
    const byHand = await checkout(hall, (await newCart(hall, event)).token, 'offline-payments:bank-transfer');
    expect(await stockOf(hall, event.typeId)).toEqual({ sold: 0, held: 6 });
    await hall.moveClock(2 * HOUR);
    await expect.poll(() => stockOf(hall, event.typeId), { timeout: 60_000 }).toEqual({ sold: 0, held: 2 });
    // The tickets are back on sale before it is said that they are.
    await expect.poll(() => timesSaid(hall, online.order.id, 'order.expired'), { timeout: 60_000 }).toBe(1);
    await agree(hall);
    expect(await timesSaid(hall, online.order.id, 'order.expired')).toBe(1);
    expect(await timesSaid(hall, byHand.order.id, 'order.expired')).toBe(0);
  });

  test('backwards: what was confirmed stays confirmed, once, and keys keep their answers', async () => {
    const paid = purchase('an order paid by card');
    const ready = await paid.prepare(hall);
    const first = await paid.run(people(hall), ready);
    await hall.moveClock(-3 * HOUR);
    const again = await paid.run(people(hall), ready);
    expect(again).toEqual(first);
    expect(await timesSaid(hall, first.orderId, 'order.confirmed')).toBe(1);
    expect(hall.provider.chargedFor(first.orderId)).toHaveLength(1);
    await agree(hall);
  });

  test('backwards: a cart and an order that await something go on awaiting it, and can be bought', async () => {
    const event = await hall.newEvent({ price: 1_000 });
    const cart = await newCart(hall, event);
    const placed = await checkout(hall, (await newCart(hall, event)).token, 'test-cards:card');
    await hall.moveClock(-1 * HOUR);
    const bought = await checkout(hall, cart.token, 'test-cards:card');
    for (const { orderToken } of [placed, bought]) {
      const { confirmPayment } = await hall.client().ask(CONFIRM, { token: orderToken });
      expect(confirmPayment).toMatchObject({ status: 'CONFIRMED', paid: { amount: 2_000 } });
    }
    await expect.poll(() => stockOf(hall, event.typeId), { timeout: 60_000 }).toEqual({ sold: 4, held: 0 });
    await agree(hall);
  });
});

/** Codes by which a buyer may be refused whose cart is over by the clock of PostgreSQL. */
const OVER = ['CART_EXPIRED', 'PAYMENT_NOT_STARTED'];

describe('a server whose clock is not that of PostgreSQL', () => {
  const KINDS = [
    'a free order',
    'an order paid by card',
    'an order paid by hand',
    'a refund of one ticket of two',
    'a refund of everything',
  ];
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(BRISK);
  });
  afterAll(() => hall?.close());

  /** The server again, with another clock. */
  async function setApart(minutes: number): Promise<void> {
    const clock = pathToFileURL(resolve(import.meta.dirname, 'processes/moved-clock.mjs')).href;
    const moved = { NODE_OPTIONS: `--import=${clock}`, MOVED_CLOCK_MS: String(minutes * 60_000) };
    await hall.restart({ ...BRISK, ...moved });
    await hall.signIn();
  }

  async function expectOncePaid(orderId: string, name: string, status: string): Promise<void> {
    // A refund that a sweep has begun is made by it, and its request does not wait for that.
    const now = async () => (await hall.sql('select status from payments.orders where id = $1', [orderId]))[0].status;
    await expect.poll(now, { timeout: 60_000, message: name }).toBe(status);
    expect(hall.provider.chargedFor(orderId).length, name).toBeLessThanOrEqual(1);
  }

  test.each([
    ['20 minutes ahead', 20],
    ['5 minutes ahead', 5],
    ['5 minutes behind', -5],
  ])('%s: purchases and refunds end as ever', async (_, minutes) => {
    await setApart(minutes);
    for (const name of KINDS) {
      const each = purchase(name);
      const { orderId } = await each.run(people(hall), await each.prepare(hall));
      await expectOncePaid(orderId, name, each.ending.status);
    }
    await agree(hall);
  });

  test('behind by more than a cart lasts: a buyer is served as ever or told that the cart is over, and nothing is lost', async () => {
    await setApart(-20);
    const endings: string[] = [];
    for (const name of [...KINDS, ...KINDS]) {
      const each = purchase(name);
      const ready = each.prepare(hall);
      const result = await ready.then(made => each.run(people(hall), made)).catch(refusal);
      if (result instanceof Refusal) expect(OVER).toContain(result.code);
      else await expectOncePaid(result.orderId, name, each.ending.status);
      endings.push(result instanceof Refusal ? result.code : 'done');
    }
    console.log(endings.join(' '));
    await agree(hall);
  });
});

function refusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}
