import { domainEvent, newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BOOK_CHECKS } from '../src/reconciliation/book-checks.ts';
import { BANK, CARD, CONFIRM, PAY, type Payments, REFUND, startPayments } from './harness.ts';

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const stranger = testViewer();

const CHANGE_FIELDS = 'id status closedReason difference { amount } paymentReference nextAction { type url } expiresAt';
const QUOTE = `query ($input: TicketTypeChangeInput!) { orderChangeQuote(input: $input) {
  before { amount } after { amount } difference { amount } } }`;
const CHANGE = `mutation ($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { ${CHANGE_FIELDS} } }`;
const CANCEL_CHANGE = `mutation ($id: ID!) { cancelOrderChange(id: $id) { ${CHANGE_FIELDS} } }`;
const RECORD = `mutation ($id: ID!, $key: String!) { recordOrderChangePayment(id: $id, idempotencyKey: $key) { ${CHANGE_FIELDS} } }`;
const SEEN = `query ($id: ID!) { order(id: $id) { status total { amount } paid { amount } refunded { amount }
  items { name quantity total { amount } } changes { ${CHANGE_FIELDS} } refunds { status amount { amount } } } }`;

beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: 1_000 });
});
afterAll(() => payments.close());

interface Bought {
  readonly price?: number;
  readonly quantity?: number;
  readonly method?: Record<string, unknown>;
}

/** A paid order, and a further type that its first ticket can become. */
async function bought(to: number, { price = 1_000, quantity = 1, method = BANK }: Bought = {}) {
  const placed = await payments.place({ price, quantity, ...method });
  await payments.ask(PAY, { id: placed.order.id, key: newId() }, owner());
  const [ticket] = payments.events.tickets.get(placed.order.id)!;
  const ticketTypeId = payments.events.addType(payments.eventId, to, 10);
  const asked = { orderId: placed.order.id, ticketId: ticket!.ticketId, ticketTypeId };
  return { ...placed, asked, toStock: () => payments.events.types.get(ticketTypeId)!.stock };
}
const change = (asked: Record<string, unknown>, expectedDifference: number, more: Record<string, unknown> = {}) =>
  payments.ask(CHANGE, { input: { ...asked, expectedDifference, idempotencyKey: newId(), ...more } }, owner());
const refused = (asked: Record<string, unknown>, expectedDifference: number, more: Record<string, unknown> = {}) =>
  payments.refusal(CHANGE, { input: { ...asked, expectedDifference, idempotencyKey: newId(), ...more } }, owner());
const seen = async (id: string) => (await payments.ask(SEEN, { id }, owner())).order;
/** What the books say of an order, by account. */
const books = async (orderId: string): Promise<Record<string, number>> => {
  const rows = await payments.sql<{ account: string; sum: string }>(
    `select e.account, sum(e.amount) as sum from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
      where t.order_id = ? group by e.account having sum(e.amount) <> 0`,
    [orderId],
  );
  return Object.fromEntries(rows.map(row => [row.account, Number(row.sum)]));
};
/** What was said of an order under a name. */
const newsOf = async (orderId: string, name: string) =>
  (await payments.recorded())
    .filter(event => event.name === name && 'orderId' in event.payload && event.payload.orderId === orderId)
    .map(event => event.payload);
/** What disagrees in the books, by the checks that the reconciliation makes. */
const disagreements = async () => {
  const found = BOOK_CHECKS.map(async ({ check, sql }) => {
    const values = Array<string>(sql.split('?').length - 1).fill(payments.organizationId);
    return (await payments.sql(sql, values)).map(row => ({ check, ...row }));
  });
  return (await Promise.all(found)).flat();
};

test('a dearer ticket is paid with money in hand: quote, ticket, items, totals, stock and books agree', async () => {
  const { order, asked, stock, toStock } = await bought(2_500, { quantity: 3 });
  const { orderChangeQuote } = await payments.ask(QUOTE, { input: asked }, owner());
  expect(orderChangeQuote).toEqual({
    before: { amount: 1_000 },
    after: { amount: 2_500 },
    difference: { amount: 1_500 },
  });
  const stockBefore = stock();
  const { changeTicketType } = await change(asked, 1_500, { settlement: 'MANUAL', note: 'cash' });
  expect(changeTicketType).toMatchObject({ status: 'APPLIED', difference: { amount: 1_500 } });
  expect([stock() - stockBefore, toStock()]).toEqual([1, 9]);
  expect(await seen(order.id)).toMatchObject({
    status: 'CONFIRMED',
    total: { amount: 4_500 },
    paid: { amount: 4_500 },
    items: [
      { quantity: 2, total: { amount: 2_000 } },
      { quantity: 1, total: { amount: 2_500 } },
    ],
  });
  expect(await books(order.id)).toEqual({ CASH: 4_500, SALES: -4_500 });
  const [news] = (await payments.recorded()).filter(
    event => event.name === 'order.changed' && event.payload.orderId === order.id,
  );
  expect(news).toMatchObject({ actor: { kind: 'user' }, payload: { difference: { amount: 1_500 } } });
});

test('the new code of a ticket that went to someone else is not mailed to the buyer', async () => {
  const resent = async (orderId: string) =>
    (await payments.recorded()).filter(
      event => event.name === 'order.tickets_resent' && event.payload.orderId === orderId,
    ).length;
  for (const isGiven of [false, true]) {
    const { order, asked } = await bought(2_500);
    if (isGiven) payments.events.givenAway.add(asked.ticketId);
    const { changeTicketType } = await change(asked, 1_500, { settlement: 'MANUAL' });
    expect(changeTicketType).toMatchObject({ status: 'APPLIED' });
    expect(await resent(order.id)).toBe(isGiven ? 0 : 1);
    expect(await seen(order.id)).toMatchObject({ total: { amount: 2_500 }, items: [{ quantity: 1 }] });
  }
});

test('a cheaper ticket gives the difference back through the plugin', async () => {
  const { order, asked } = await bought(400, { method: CARD });
  const { changeTicketType } = await change(asked, -600);
  expect(changeTicketType.status).toBe('APPLIED');
  const call = payments.plugins.calls.at(-1)!;
  expect(call).toMatchObject({ action: 'refund-card', params: { amount: 600 } });
  expect(await seen(order.id)).toMatchObject({ total: { amount: 400 }, refunded: { amount: 600 } });
  expect(await books(order.id)).toEqual({ CASH: 400, SALES: -400 });
  // What is left can still be given back, and no cent more.
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(refundOrder).toMatchObject({ status: 'REFUNDED', refunded: { amount: 1_000 } });
});

test('an order whose ticket became one that costs nothing goes on: all money went back, and a ticket is left', async () => {
  const { order, asked, toStock } = await bought(0);
  await change(asked, -1_000);
  expect(await seen(order.id)).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: { amount: 1_000 } });
  const resend = 'mutation ($id: ID!) { resendTickets(orderId: $id) }';
  expect(await payments.ask(resend, { id: order.id }, owner())).toEqual({ resendTickets: true });
  const { refundOrder } = await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(refundOrder).toMatchObject({ status: 'REFUNDED', refunded: { amount: 1_000 } });
  expect(toStock()).toBe(10);
});

test('the buyer pays the difference online: the new ticket is set aside until then, and exchanged once', async () => {
  const { order, orderToken, asked, toStock } = await bought(1_800, { method: CARD });
  const { changeTicketType: pending } = await change(asked, 800, { settlement: 'ONLINE' });
  expect(pending).toMatchObject({ status: 'PENDING', nextAction: { type: 'REDIRECT' }, paymentReference: 'pi_1' });
  expect(payments.plugins.calls.at(-1)).toMatchObject({
    action: 'start-card',
    idempotencyKey: pending.id,
    params: { amount: 800, orderId: pending.id, orderNumber: `${order.number}-1` },
  });
  expect(toStock()).toBe(9);
  expect((await payments.refusal(REFUND, { input: { orderId: order.id } }, owner())).code).toBe('ORDER_CHANGE_PENDING');
  expect((await refused(asked, 800, { settlement: 'MANUAL' })).code).toBe('ORDER_CHANGE_PENDING');

  await payments.ask(CONFIRM, { token: orderToken });
  expect((await seen(order.id)).changes).toMatchObject([{ status: 'PENDING' }]);
  payments.plugins.actions['ask-card'] = () => ({ status: 'PAID', amount: 800, currency: 'EUR', externalId: 'ch_2' });
  await Promise.allSettled([
    payments.ask(CONFIRM, { token: orderToken }),
    payments.ask(CONFIRM, { token: orderToken }),
  ]);
  await payments.sweep();
  payments.plugins.actions['ask-card'] = () => ({ status: 'PENDING' });
  expect(await seen(order.id)).toMatchObject({
    total: { amount: 1_800 },
    paid: { amount: 1_800 },
    changes: [{ status: 'APPLIED' }],
  });
  expect(toStock()).toBe(9);
  expect(await books(order.id)).toEqual({ CASH: 1_800, SALES: -1_800 });
});

test('a difference that is transferred is recorded by hand, once', async () => {
  const { order, asked } = await bought(1_300);
  const { changeTicketType } = await change(asked, 300, { settlement: 'ONLINE' });
  expect(changeTicketType.nextAction.type).toBe('NONE');
  const key = newId();
  const results = await Promise.allSettled(
    [key, key, newId()].map(each => payments.ask(RECORD, { id: changeTicketType.id, key: each }, owner())),
  );
  expect(results.filter(result => result.status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
  await payments.sweep();
  expect(await seen(order.id)).toMatchObject({ paid: { amount: 1_300 }, changes: [{ status: 'APPLIED' }] });
});

test('the same key gives the same change; another difference than the quoted one is refused and changes nothing', async () => {
  const { order, asked } = await bought(1_500);
  expect(await refused(asked, 400, { settlement: 'MANUAL' })).toMatchObject({
    code: 'DIFFERENCE_CHANGED',
    difference: 500,
  });
  expect((await refused(asked, 500)).code).toBe('SETTLEMENT_REQUIRED');
  const idempotencyKey = newId();
  const first = await change(asked, 500, { settlement: 'MANUAL', idempotencyKey });
  expect(await change(asked, 500, { settlement: 'MANUAL', idempotencyKey })).toEqual(first);
  expect((await seen(order.id)).changes).toHaveLength(1);
});

test('a change that nobody pays for expires, and its ticket goes back on sale', async () => {
  const { order, asked, toStock } = await bought(1_500);
  const { changeTicketType } = await change(asked, 500, { settlement: 'ONLINE' });
  expect(toStock()).toBe(9);
  await payments.sql(`update order_change set expires_at = now() - interval '1 second' where id = ?`, [
    changeTicketType.id,
  ]);
  await payments.sweep();
  await payments.sweep();
  expect((await seen(order.id)).changes).toMatchObject([{ status: 'EXPIRED' }]);
  expect(toStock()).toBe(10);
  // So that they can be told.
  expect(await newsOf(order.id, 'order.change_ended')).toMatchObject([
    { buyerWasAsked: true, difference: { amount: 500, currency: 'EUR' } },
  ]);
});

test('a payment after a change was called off is given back', async () => {
  const { order, orderToken, asked, toStock } = await bought(1_700, { method: CARD });
  const { changeTicketType } = await change(asked, 700, { settlement: 'ONLINE' });
  const { cancelOrderChange } = await payments.ask(CANCEL_CHANGE, { id: changeTicketType.id }, owner());
  expect(cancelOrderChange.status).toBe('CANCELLED');
  expect(toStock()).toBe(10);
  payments.plugins.actions['ask-card'] = () => ({ status: 'PAID' });
  await payments.ask(CONFIRM, { token: orderToken });
  await payments.ask(CONFIRM, { token: orderToken });
  payments.plugins.actions['ask-card'] = () => ({ status: 'PENDING' });
  expect(await seen(order.id)).toMatchObject({
    total: { amount: 1_000 },
    refunds: [{ status: 'SUCCEEDED', amount: { amount: 700 } }],
  });
  expect(await books(order.id)).toEqual({ CASH: 1_000, SALES: -1_000 });
});

test('a paid change that events refuses ends, and its payment goes back', async () => {
  const { order, orderToken, asked, toStock } = await bought(1_600, { method: CARD });
  await change(asked, 600, { settlement: 'ONLINE' });
  payments.events.tickets.get(order.id)![0]!.status = 'USED';
  payments.plugins.actions['ask-card'] = () => ({ status: 'PAID' });
  await payments.ask(CONFIRM, { token: orderToken });
  payments.plugins.actions['ask-card'] = () => ({ status: 'PENDING' });
  expect(await seen(order.id)).toMatchObject({
    total: { amount: 1_000 },
    refunded: { amount: 600 },
    changes: [{ status: 'FAILED', closedReason: 'TICKET_NOT_VALID' }],
  });
  expect(toStock()).toBe(10);
});

test.each(['holdTickets', 'exchangeTicket', 'releaseHold'])(
  'a change whose %s got no answer is taken up again by a sweep, and has one effect',
  async command => {
    const { order, asked, toStock } = await bought(1_400);
    payments.events.faults.set(command, new Error('connection lost'));
    const online = command !== 'exchangeTicket';
    const result = await change(asked, 400, { settlement: online ? 'ONLINE' : 'MANUAL' }).catch(error => error);
    if (command === 'releaseHold') {
      await payments.ask(CANCEL_CHANGE, { id: result.changeTicketType.id }, owner()).catch(() => {});
    }
    await payments.sql(
      `update order_change set created_at = created_at - interval '1 minute', leased_until = null, retry_at = null where order_id = ?`,
      [order.id],
    );
    await Promise.all([payments.sweep(), payments.sweep()]);
    await payments.sweep();
    const [made] = (await seen(order.id)).changes;
    const expected = { holdTickets: ['PENDING', 9], exchangeTicket: ['APPLIED', 9], releaseHold: ['CANCELLED', 10] };
    expect([made.status, toStock()]).toEqual(expected[command as keyof typeof expected]);
    if (command === 'holdTickets') await payments.ask(CANCEL_CHANGE, { id: made.id }, owner());
  },
);

test('a ticket is not exchanged while everything is on its way back, at the price it had', async () => {
  const { order, asked, toStock } = await bought(400, { method: CARD });
  const answer = payments.plugins.actions['refund-card']!;
  payments.plugins.actions['refund-card'] = () => ({ status: 'PENDING' });
  await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(await refused(asked, -600)).toMatchObject({ code: 'TICKET_NOT_EXCHANGEABLE', reason: 'REFUND_PENDING' });
  expect(toStock()).toBe(10);
  payments.plugins.actions['refund-card'] = answer;
  await payments.sql('update refund set retry_at = null where order_id = ?', [order.id]);
  await payments.sweep();
  expect(await seen(order.id)).toMatchObject({ status: 'REFUNDED', refunded: { amount: 1_000 }, changes: [] });
});

test('a process that dies between the exchange and its booking leaves a change that a sweep books', async () => {
  const { order, asked, toStock } = await bought(1_200);
  await payments.sql(`alter table order_item add constraint broken check (unit_price <> 1200)`);
  await refused(asked, 200, { settlement: 'MANUAL' });
  expect(toStock(), 'events has made the exchange').toBe(9);
  expect(await seen(order.id)).toMatchObject({ total: { amount: 1_000 }, paid: { amount: 1_000 } });
  await payments.sql('alter table order_item drop constraint broken');
  await payments.sql(
    `update order_change set created_at = created_at - interval '1 minute', leased_until = null, retry_at = null where order_id = ?`,
    [order.id],
  );
  await payments.sweep();
  expect(await seen(order.id)).toMatchObject({ total: { amount: 1_200 }, paid: { amount: 1_200 } });
  expect(toStock()).toBe(9);
});

test('the discount and the fees of the order hold for the new ticket', async () => {
  const set = 'mutation ($input: FeeRulesInput!) { updateFees(input: $input) { id } }';
  await payments.ask(set, { input: { basisPoints: 1_000, fixedPerTicket: 50, payer: 'BUYER' } }, owner());
  const code = `P${newId().slice(-12)}`.toUpperCase();
  const make = 'mutation ($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }';
  await payments.ask(make, { input: { code, kind: 'PERCENTAGE', basisPoints: 5_000 } }, owner());
  const from = payments.events.addType(payments.eventId, 1_000);
  const to = payments.events.addType(payments.eventId, 2_000);
  const cart = await payments.createCart([{ ticketTypeId: from, quantity: 1 }], { promoCode: code });
  const { order } = await payments.checkout(cart.token, BANK);
  await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  const [ticket] = payments.events.tickets.get(order.id)!;
  const input = { orderId: order.id, ticketId: ticket!.ticketId, ticketTypeId: to };
  const { orderChangeQuote } = await payments.ask(QUOTE, { input }, owner());
  // 10.00 − 50 % + 10 % + 0.50 = 6.00; 20.00 − 50 % + 10 % + 0.50 = 11.50
  expect(orderChangeQuote).toMatchObject({
    before: { amount: 600 },
    after: { amount: 1_150 },
    difference: { amount: 550 },
  });
  await change(input, 550, { settlement: 'MANUAL' });
  expect(await books(order.id)).toEqual({ CASH: 1_150, FEES: -150, SALES: -1_000 });
  await payments.ask(set, { input: { basisPoints: 0, fixedPerTicket: 0, payer: 'BUYER' } }, owner());
});

test('what is another organization’s is not found, and nothing changes', async () => {
  const { asked, order } = await bought(1_500);
  const input = { ...asked, expectedDifference: 500, settlement: 'MANUAL', idempotencyKey: newId() };
  expect((await payments.refusal(QUOTE, { input: asked }, stranger)).code).toBe('NOT_FOUND');
  expect((await payments.refusal(CHANGE, { input }, stranger)).code).toBe('NOT_FOUND');
  const { changeTicketType } = await change(asked, 500, { settlement: 'ONLINE' });
  expect((await payments.refusal(CANCEL_CHANGE, { id: changeTicketType.id }, stranger)).code).toBe('NOT_FOUND');
  expect((await payments.refusal(RECORD, { id: changeTicketType.id, key: newId() }, stranger)).code).toBe('NOT_FOUND');
  expect((await seen(order.id)).changes).toMatchObject([{ status: 'PENDING' }]);
  const support = testViewer({ organizationId: payments.organizationId, scopes: ['orders:read'] });
  expect((await payments.refusal(CHANGE, { input }, support)).code).toBe('FORBIDDEN');
});

test.each([
  ['the type it is already', { ticketTypeId: 'own' }, 'TICKET_NOT_EXCHANGEABLE'],
  ['a type that there is not', { ticketTypeId: newId() }, 'NOT_FOUND'],
  ['a ticket of nobody', { ticketId: newId() }, 'NOT_FOUND'],
  ['no id at all', { ticketTypeId: 'x' }, 'BAD_USER_INPUT'],
])('%s is refused', async (_, wrong, code) => {
  const { asked, ticketTypeId } = await bought(1_500);
  const input = {
    ...asked,
    ...wrong,
    ...('ticketTypeId' in wrong && wrong.ticketTypeId === 'own' ? { ticketTypeId } : {}),
  };
  expect((await refused(input, 500, { settlement: 'MANUAL' })).code).toBe(code);
});

test('an event that is called off ends what awaits payment and gives everything paid back', async () => {
  const eventId = newId();
  const from = payments.events.addType(eventId, 1_000);
  const to = payments.events.addType(eventId, 1_500, 10);
  const { createCart: cart } = await payments.ask(
    'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }',
    { input: { eventId, items: [{ ticketTypeId: from, quantity: 1 }] } },
  );
  const { order } = await payments.checkout(cart.token, BANK);
  await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  const [ticket] = payments.events.tickets.get(order.id)!;
  await change({ orderId: order.id, ticketId: ticket!.ticketId, ticketTypeId: to }, 500, { settlement: 'ONLINE' });
  const payload = { eventId, title: 'Show', slug: 'show', reason: null };
  const news = domainEvent('event.cancelled', payload, { viewer: owner(), requestId: newId() });
  await payments.subgraph.deliver(news);
  await payments.sweep();
  await payments.sweep();
  expect(await seen(order.id)).toMatchObject({ status: 'REFUNDED', changes: [{ status: 'CANCELLED' }] });
  expect(payments.events.types.get(to)!.stock).toBe(10);
});

test('buyers change names on their tickets only where the organizer allows it', async () => {
  const { order, orderToken, asked } = await bought(1_500);
  const rename = 'mutation ($input: RenameTicketInput!) { renameTicket(input: $input) { id mayRenameTickets } }';
  const input = { orderToken, ticketId: asked.ticketId, name: 'Grace' };
  expect((await payments.refusal(rename, { input })).code).toBe('ATTENDEE_CHANGE_NOT_ALLOWED');
  const set = 'mutation ($input: OrderRulesInput!) { updateOrderRules(input: $input) { buyersRenameAttendees } }';
  await payments.ask(set, { input: { buyersRenameAttendees: true } }, stranger);
  expect((await payments.refusal(rename, { input })).code).toBe('ATTENDEE_CHANGE_NOT_ALLOWED');
  await payments.ask(set, { input: { buyersRenameAttendees: true } }, owner());
  expect((await payments.ask(rename, { input })).renameTicket).toEqual({ id: order.id, mayRenameTickets: true });
  expect(payments.events.names.get(asked.ticketId)).toBe('Grace');
  const other = await bought(1_500);
  const foreign = { ...input, ticketId: other.asked.ticketId };
  expect((await payments.refusal(rename, { input: foreign })).code).toBe('NOT_FOUND');
  expect((await payments.refusal(rename, { input: { ...input, orderToken: 'x' } })).code).toBe('NOT_FOUND');
});

test('after all of this the books agree with the orders', async () => {
  expect(await disagreements()).toEqual([]);
  // Control: the checks notice an order that says less than was paid for it.
  await payments.sql(
    `update order_change set status = 'PENDING', paid = true where id in (select id from order_change where status = 'APPLIED' and difference > 0 limit 1)`,
  );
  expect(await disagreements()).toMatchObject([{ check: 'ORDER_PAID' }]);
});
