import { newId } from '@ticketbase/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Buyer } from './selling/buyer.ts';
import { plantIn } from './selling/plant.ts';
import { openShop, openStall, type Shop, type Stall } from './selling/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop?.close());

/** One of everything: orders paid by card and by hand, free, refunded in part and in full, cancelled, expired, in a cart. */
async function busyStall(): Promise<Stall & { buyer: Buyer; paid: { id: string } }> {
  const stall = await openStall(
    shop,
    [
      { price: 1_190, quantity: 50 },
      { price: 0, quantity: 50 },
    ],
    80,
  );
  const buyer = new Buyer(shop, stall);
  const code = await buyer.createPromoCode({ maxUses: 5 });
  const paid = await buyer.buy({ quantity: 3, method: 'cards:card', promoCode: code });
  await buyer.buy({ quantity: 1, method: 'transfer:bank' });
  await buyer.buy({ type: 1, quantity: 2 });
  const partly = await buyer.buy({ quantity: 2, method: 'cards:card' });
  await buyer.refund({ orderId: partly.id, items: [{ orderItemId: partly.items[0].id, quantity: 1 }] });
  const fully = await buyer.buy({ quantity: 2, method: 'cards:card' });
  await buyer.refund({ orderId: fully.id });
  const free = await buyer.buy({ type: 1, quantity: 1 });
  await buyer.cancel(free.id);
  await buyer.checkout((await buyer.createCart({ quantity: 1 })).token, { method: 'cards:card' });
  const late = await buyer.checkout((await buyer.createCart({ quantity: 1 })).token, { method: 'cards:card' });
  await buyer.letPass('orders', late.id);
  await buyer.createCart({ quantity: 2 });
  await shop.sweep();
  return { ...stall, buyer, paid };
}

test('a stall where everything happened agrees with itself', async () => {
  const { organizationId } = await busyStall();
  expect(await shop.disagreements(organizationId)).toEqual([]);
});

const ONE_ORDER = `(select id from orders where organization_id = $1 and status = 'CONFIRMED' and total > 0 order by id limit 1)`;

/** What is broken, where, and which checks must see it. */
const FAULTS: ReadonlyArray<[string, 'payments' | 'events', string, readonly string[]]> = [
  [
    'an order that cost more than its items',
    'payments',
    `update orders set fees = fees + 1, total = total + 1 where id = ${ONE_ORDER}`,
    ['ORDER_SUMS', 'ORDER_PAID'],
  ],
  [
    'an item that was made cheaper afterwards',
    'payments',
    `update order_item set total = total - 1 where order_id = ${ONE_ORDER}`,
    ['ORDER_SUMS'],
  ],
  [
    'an entry of the ledger that was changed',
    'payments',
    `update ledger_entry set amount = amount + 1 where id = (select e.id from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
      where t.order_id = ${ONE_ORDER} and t.kind = 'SALE' and e.account = 'SALES' limit 1)`,
    ['LEDGER_BALANCE'],
  ],
  [
    'a payment that went to another account',
    'payments',
    `update ledger_entry set account = 'FEES' where id = (select e.id from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
      where t.order_id = ${ONE_ORDER} and t.kind = 'PAYMENT' and e.account = 'CASH' limit 1)`,
    ['LEDGER_ENTRIES'],
  ],
  [
    'an order that was confirmed and never paid',
    'payments',
    `delete from ledger_transaction where kind = 'PAYMENT' and order_id = ${ONE_ORDER}`,
    ['ORDER_PAID'],
  ],
  [
    'money of an order that ended, kept',
    'payments',
    `insert into ledger_transaction (id, organization_id, order_id, kind, amount, currency, actor, created_at)
     select gen_random_uuid(), organization_id, id, 'PAYMENT', total, currency, '{}', now()
       from orders where organization_id = $1 and status = 'EXPIRED' limit 1`,
    ['LEDGER_BALANCE', 'LEDGER_ENTRIES', 'ORDER_PAID'],
  ],
  [
    'a refund that was given and not booked',
    'payments',
    `delete from ledger_transaction where refund_id = (select id from refund where organization_id = $1 order by id limit 1)`,
    ['ORDER_REFUNDED', 'REFUND_BOOKED'],
  ],
  [
    'more given back than was paid',
    'payments',
    `update refund set amount = amount * 100 where id = (select id from refund where organization_id = $1 order by id limit 1)`,
    ['ORDER_REFUNDED', 'REFUND_BOOKED'],
  ],
  [
    'a status that the ledger does not bear out',
    'payments',
    `update orders set status = 'REFUNDED' where id = ${ONE_ORDER}`,
    ['ORDER_REFUNDED'],
  ],
  [
    'an order that lost a ticket',
    'payments',
    `delete from order_ticket where ticket_id = (select ticket_id from order_ticket where order_id = ${ONE_ORDER} limit 1)`,
    ['ORDER_TICKETS', 'TICKET_WITHOUT_ORDER'],
  ],
  [
    'a promo code that was counted once too often',
    'payments',
    'update promo_code set uses = uses + 1 where organization_id = $1',
    ['PROMO_USES'],
  ],
  [
    'an expired order that counts as a use of its promo code',
    'payments',
    `update orders set promo_used = true where organization_id = $1 and status = 'EXPIRED'`,
    ['PROMO_USES'],
  ],
  [
    'a cart that is for sale again though it became an order',
    'payments',
    `update cart set status = 'OPEN' where order_id = ${ONE_ORDER}`,
    ['ONE_ORDER_PER_CART'],
  ],
  [
    'an order that nobody took further for a day',
    'payments',
    `update orders set step = 'ISSUE_TICKETS', created_at = now() - interval '1 day' where organization_id = $1 and status = 'EXPIRED'`,
    ['UNFINISHED'],
  ],
  [
    'stock that was counted as sold once too often',
    'events',
    `update ticket_type set sold = sold + 1 where organization_id = $1 and price_amount > 0`,
    ['EVENT_STOCK', 'TYPE_SOLD'],
  ],
  [
    'stock that is held for nobody',
    'events',
    `update ticket_type set held = held + 1 where organization_id = $1 and price_amount > 0`,
    ['EVENT_STOCK', 'TYPE_HELD'],
  ],
  [
    'an event that forgot what its ticket types sold',
    'events',
    'update event_stock set sold = 0 where organization_id = $1',
    ['EVENT_STOCK'],
  ],
  [
    'a hold that no cart is behind',
    'events',
    `update hold set id = gen_random_uuid() where id = (select id from hold where organization_id = $1 and status = 'ACTIVE' order by id desc limit 1)`,
    ['HOLD_WITHOUT_CART', 'TYPE_HELD'],
  ],
  [
    'a ticket without an order',
    'events',
    `insert into ticket (id, organization_id, event_id, ticket_type_id, order_id, code, status, issued_at)
     select gen_random_uuid(), organization_id, event_id, id, gen_random_uuid(), 'PLANTED-' || gen_random_uuid(), 'VALID', now()
       from ticket_type where organization_id = $1 and price_amount > 0`,
    ['TICKET_WITHOUT_ORDER', 'TYPE_SOLD'],
  ],
  [
    'a ticket that is gone',
    'events',
    `delete from ticket where id = (select id from ticket where organization_id = $1 and status = 'VALID' order by id limit 1)`,
    ['TICKET_MISSING', 'TYPE_SOLD'],
  ],
  [
    'a ticket that went to another order',
    'events',
    `update ticket set order_id = gen_random_uuid() where id = (select id from ticket where organization_id = $1 and status = 'VALID' order by id limit 1)`,
    ['TICKET_OF_ANOTHER_ORDER'],
  ],
  [
    'a ticket that is good though its money was given back',
    'events',
    `update ticket set status = 'VALID' where id = (select id from ticket where organization_id = $1 and status = 'REFUNDED' order by id limit 1)`,
    ['TICKET_STATUS', 'TYPE_SOLD'],
  ],
  [
    'a ticket that was used without a check-in',
    'events',
    `update ticket set status = 'USED', checked_in_at = now() where id = (select id from ticket where organization_id = $1 and status = 'VALID' order by id limit 1)`,
    ['CHECKED_IN_ONCE'],
  ],
];

// At stalls of their own: what disagrees is looked at several times, so most of this is waiting.
test.concurrent.each(FAULTS)('%s is reported', async (_, where, sql, checks) => {
  const { organizationId } = await busyStall();
  await plantIn(shop, where, sql, [organizationId]);
  const found = await shop.disagreements(organizationId);
  expect([...new Set(found.map(({ check }) => check))].sort()).toEqual(expect.arrayContaining([...checks]));
  expect(found.every(({ id, expected, actual }) => id && expected && actual)).toBe(true);
  expect(found.every(each => each.organizationId === organizationId)).toBe(true);
});

test('a hold of other tickets than its cart is reported', async () => {
  const { organizationId } = await busyStall();
  await plantIn(
    shop,
    'payments',
    `update cart set items = jsonb_set(items, '{0,quantity}', '7') where organization_id = $1 and status = 'OPEN'`,
    [organizationId],
  );
  expect((await shop.disagreements(organizationId)).map(({ check }) => check)).toEqual(['HOLD_OF_OTHER_TICKETS']);
});

test('stock beyond its limit is reported', async () => {
  const { organizationId, eventId } = await busyStall();
  await plantIn(shop, 'events', 'alter table ticket_type drop constraint ticket_type_within_quantity', []).catch(
    () => {},
  );
  await plantIn(shop, 'events', 'update ticket_type set quantity = 1 where event_id = $1 and price_amount > 0', [
    eventId,
  ]);
  expect((await shop.disagreements(organizationId)).map(({ check }) => check)).toContain('STOCK_LIMIT');
});

test('another organization’s disagreement is not this one’s', async () => {
  const [broken, sound] = [await busyStall(), await busyStall()];
  await plantIn(shop, 'payments', `update orders set fees = fees + 1, total = total + 1 where id = ${ONE_ORDER}`, [
    broken.organizationId,
  ]);
  expect(await shop.disagreements(sound.organizationId)).toEqual([]);
  expect(await shop.disagreements(newId())).toEqual([]);
});
