import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CartLimit } from '../src/cart/cart-limit.ts';
import { BANK, CANCEL, CREATE_CART, type Payments, startPayments } from './harness.ts';

const LIMIT = 3;
let payments: Payments;
let ticketTypeId: string;
let address = 0;
beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: LIMIT });
});
afterAll(() => payments.close());
beforeEach(() => {
  ticketTypeId = payments.events.addType(payments.eventId, 1_000, 100);
  address += 1;
});
const stock = () => payments.events.types.get(ticketTypeId)!.stock;

/** The token of a new cart, or the code that it was refused with. */
async function open(more: { ip?: string; viewer?: Viewer; idempotencyKey?: string } = {}): Promise<string> {
  const { ip = `192.0.2.${address}`, viewer = Viewer.anonymous, idempotencyKey } = more;
  const input = { eventId: payments.eventId, items: [{ ticketTypeId, quantity: 1 }], idempotencyKey };
  const request = { query: CREATE_CART, variables: { input }, viewer, requestId: newId() };
  const { data, errors } = await payments.subgraph.execute({ ...request, client: { ip } });
  return errors ? String(errors[0]!.extensions?.code) : (data!.createCart as { token: string }).token;
}
const release = (token: string) => payments.ask('mutation ($token: String!) { releaseCart(token: $token) }', { token });

test('guests of one address have a few carts open for an event, and a refused one holds nothing', async () => {
  const tokens = [await open(), await open(), await open()];
  expect(await open()).toBe('TOO_MANY_CARTS');
  expect(stock()).toBe(100 - LIMIT);
  expect(await open({ ip: '198.51.100.1' })).toHaveLength(43);
  expect(await open({ viewer: testViewer() })).toHaveLength(43);
  await release(tokens[0]!);
  expect(await open()).toHaveLength(43);
});

test('a signed-in buyer is counted wherever they are', async () => {
  const viewer = testViewer();
  for (let index = 1; index <= LIMIT; index += 1) await open({ viewer, ip: `203.0.113.${index}` });
  expect(await open({ viewer, ip: '203.0.113.9' })).toBe('TOO_MANY_CARTS');
});

test('an order counts until it is paid or ends', async () => {
  const orders = [];
  for (let index = 0; index < LIMIT; index += 1) orders.push(await payments.checkout(await open(), BANK));
  expect(await open()).toBe('TOO_MANY_CARTS');
  const owner = testViewer({ organizationId: payments.organizationId });
  await payments.ask(CANCEL, { id: orders[0]!.order.id }, owner);
  expect(await open()).toHaveLength(43);
});

test('a repetition of the last cart that fits gets that cart', async () => {
  await open();
  await open();
  const idempotencyKey = newId();
  const [first, again] = await Promise.all([open({ idempotencyKey }), open({ idempotencyKey })]);
  expect(first).toHaveLength(43);
  expect([again, await open({ idempotencyKey })]).toEqual([first, first]);
});

test('of many carts at once no more than the limit come to be, and the others hold nothing', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => open()));
  expect(answers.filter(answer => answer === 'TOO_MANY_CARTS')).toHaveLength(12 - LIMIT);
  expect(stock()).toBe(100 - LIMIT);
});

test('control: counting without the queue lets carts at once pass together', async () => {
  const limit = new CartLimit(payments.database, 1);
  const unqueued = () => ({ id: newId(), eventId: payments.eventId, clientKey: 'unqueued' });
  await Promise.all([limit.require(unqueued()), limit.require(unqueued())]);
  const columns =
    'id, organization_id, event_id, token_hash, status, items, currency, client_key, expires_at, created_at';
  for (const { id, eventId, clientKey } of [unqueued(), unqueued()]) {
    await payments.sql(
      `insert into cart (${columns}) values (?, ?, ?, ?, 'OPEN', '[]', 'EUR', ?, now() + interval '1 hour', now())`,
      [id, payments.organizationId, eventId, newId(), clientKey],
    );
  }
  expect(await payments.sql(`select 1 from cart where client_key = 'unqueued'`)).toHaveLength(2);
  await expect(limit.require(unqueued())).rejects.toThrow(expect.objectContaining({ code: 'TOO_MANY_CARTS' }));
});

test('the address itself is not stored', async () => {
  const token = await open();
  const [row] = await payments.sql<{ kept: string }>(
    `select row_to_json(cart)::text as kept from cart where client_key is not null order by id desc limit 1`,
  );
  expect(token).toHaveLength(43);
  expect(row!.kept).not.toContain('192.0.2.');
});

test('an access code that a cart was opened with is its client’s guess when the cart comes to want what the code opens', async () => {
  const ip = `192.0.2.${address}`;
  const change = async (accessCode: string) => {
    const input = { eventId: payments.eventId, items: [{ ticketTypeId, quantity: 1 }], accessCode };
    const request = { viewer: Viewer.anonymous, requestId: newId(), client: { ip } };
    const { data } = await payments.subgraph.execute({ ...request, query: CREATE_CART, variables: { input } });
    const { id, token } = data!.createCart as { id: string; token: string };
    const query =
      'mutation ($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }';
    const variables = { token, input: { items: [{ ticketTypeId, quantity: 2 }] } };
    const opened = payments.events.triedBy.get(id);
    await payments.subgraph.execute({ ...request, query, variables });
    return { opened, changed: payments.events.triedBy.get(id) };
  };
  const { opened, changed } = await change('guess');
  expect(opened).toHaveLength(43);
  expect(changed).toBe(opened);
});
