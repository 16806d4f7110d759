import { afterAll, beforeAll, expect, test } from 'vitest';
import { Buyer } from './selling/buyer.ts';
import { plantIn } from './selling/plant.ts';
import { openShop, openStall, type Shop } from './selling/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop?.close());

/** An order of two tickets of 11.90, and one of its tickets. */
async function toExchange(buyer: Buyer, method: string) {
  const order = await buyer.checkout((await buyer.createCart({ quantity: 2 })).token, { method });
  if (method === 'transfer:bank') {
    await buyer.recordPayment(order.id);
  } else {
    shop.provider.charge(order.id, order.total.amount);
    await buyer.confirm(order.token);
  }
  const [ticket] = await buyer.ticketsOf(order.id);
  return { orderId: order.id as string, ticketId: ticket!.id, token: order.token as string };
}

/** Types at a stall where tickets are exchanged. */
const [DEARER, CHEAPER, FREE] = [1, 2, 3];
const exchangeStall = async () => {
  const prices = [1_190, 2_490, 400, 0];
  const stall = await openStall(
    shop,
    prices.map(price => ({ price, quantity: 9 })),
  );
  return { ...stall, buyer: new Buyer(shop, stall) };
};

/** Ways in which a ticket becomes one of another type, and what its order comes to. */
const EXCHANGES: ReadonlyArray<[string, (buyer: Buyer) => Promise<string>, Record<'total' | 'refunded', number>]> = [
  [
    'up, paid online',
    async buyer => {
      const bought = await toExchange(buyer, 'cards:card');
      const { id, difference } = await buyer.exchange(bought, DEARER, 'ONLINE');
      expect(await shop.disagreements(buyer.organizationId), 'while it awaits its payment').toEqual([]);
      shop.provider.charge(id, difference.amount);
      await buyer.confirm(bought.token);
      return bought.orderId;
    },
    { total: 3_680, refunded: 0 },
  ],
  [
    'up, paid by a transfer that the organizer sees',
    async buyer => {
      const bought = await toExchange(buyer, 'transfer:bank');
      const { id } = await buyer.exchange(bought, DEARER, 'ONLINE');
      await buyer.recordExchangePayment(id);
      return bought.orderId;
    },
    { total: 3_680, refunded: 0 },
  ],
  [
    'up, paid in cash, and then back again',
    async buyer => {
      const bought = await toExchange(buyer, 'cards:card');
      await buyer.exchange(bought, DEARER);
      await buyer.exchange(bought, 0);
      return bought.orderId;
    },
    { total: 2_380, refunded: 1_300 },
  ],
  [
    'up, never paid',
    async buyer => {
      const bought = await toExchange(buyer, 'cards:card');
      await buyer.letPass('order_change', (await buyer.exchange(bought, DEARER, 'ONLINE')).id);
      return bought.orderId;
    },
    { total: 2_380, refunded: 0 },
  ],
  [
    'up, paid after it was called off',
    async buyer => {
      const bought = await toExchange(buyer, 'cards:card');
      const { id, difference } = await buyer.exchange(bought, DEARER, 'ONLINE');
      shop.provider.charge(id, difference.amount);
      await buyer.cancelExchange(id);
      await buyer.confirm(bought.token).catch(() => {});
      return bought.orderId;
    },
    { total: 2_380, refunded: 1_300 },
  ],
  [
    'down, refunded by the provider',
    async buyer => {
      const bought = await toExchange(buyer, 'cards:card');
      await buyer.exchange(bought, CHEAPER);
      return bought.orderId;
    },
    { total: 1_590, refunded: 790 },
  ],
  [
    'down to nothing, the other ticket refunded before',
    async buyer => {
      const bought = await toExchange(buyer, 'cards:card');
      const { items } = await buyer.order(bought.orderId);
      await buyer.refund({ orderId: bought.orderId, items: [{ orderItemId: items[0].id, quantity: 1 }] });
      const left = (await buyer.ticketsOf(bought.orderId)).find(({ status }) => status === 'VALID')!;
      await buyer.exchange({ ...bought, ticketId: left.id }, FREE);
      return bought.orderId;
    },
    { total: 1_190, refunded: 2_380 },
  ],
  [
    'up, paid online, then everything refunded out of both payments',
    async buyer => {
      const bought = await toExchange(buyer, 'cards:card');
      const { id, difference } = await buyer.exchange(bought, DEARER, 'ONLINE');
      shop.provider.charge(id, difference.amount);
      await buyer.confirm(bought.token);
      await buyer.refund({ orderId: bought.orderId });
      expect([shop.provider.refundedOf(bought.orderId), shop.provider.refundedOf(id)]).toEqual([2_380, 1_300]);
      return bought.orderId;
    },
    { total: 3_680, refunded: 3_680 },
  ],
];

test.concurrent.each(EXCHANGES)(
  'a ticket exchanged %s leaves books that agree',
  async (_, exchange, { total, refunded }) => {
    const { buyer, organizationId } = await exchangeStall();
    const orderId = await exchange(buyer);
    await shop.sweep();
    expect(await shop.disagreements(organizationId)).toEqual([]);
    expect(await buyer.order(orderId)).toMatchObject({ total: { amount: total }, refunded: { amount: refunded } });
  },
);

test.concurrent.each([
  [
    'an exchange whose difference was not booked',
    `delete from ledger_transaction where order_id = $1 and kind = 'CHANGE'`,
    'ORDER_PAID',
  ],
  [
    'an exchange whose payment was not booked',
    `delete from ledger_transaction where order_id = $1 and kind = 'PAYMENT' and amount = 1300`,
    'ORDER_PAID',
  ],
  [
    'an exchanged ticket that is still the old one in its order',
    `update order_ticket set ticket_type_id = (select min(ticket_type_id::text)::uuid from order_ticket where order_id = $1) where order_id = $1`,
    'ORDER_TICKETS',
  ],
])('%s is reported', async (_, sql, check) => {
  const { buyer, organizationId } = await exchangeStall();
  const bought = await toExchange(buyer, 'cards:card');
  await buyer.exchange(bought, DEARER);
  expect(await shop.disagreements(organizationId)).toEqual([]);
  await plantIn(shop, 'payments', sql, [bought.orderId]);
  expect((await shop.disagreements(organizationId)).map(each => each.check)).toContain(check);
});
