import { newId, Viewer } from '@ticketbase/kernel';
import { recordStatements } from '@ticketbase/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cart } from '../src/cart/cart.entity.ts';
import { NewCarts } from '../src/cart/new-carts.ts';
import { CREATE_CART, type Payments, startPayments } from './harness.ts';

const LIMIT = 3;
let payments: Payments;
/** What another process has: groups of its own. */
let processes: readonly NewCarts[];
beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: LIMIT });
  processes = [new NewCarts(payments.database, LIMIT), new NewCarts(payments.database, LIMIT)];
});
afterAll(() => payments.close());

const cart = (more: Partial<Cart> = {}): Cart => {
  const id = newId();
  return {
    ...{ id, organizationId: payments.organizationId, eventId: payments.eventId, tokenHash: id, status: 'OPEN' },
    ...{ releaseDue: false, items: [], currency: 'EUR', promoCodeId: null, accessCode: null, buyerUserId: null },
    ...{ clientKey: null, orderId: null, expiresAt: new Date(Date.now() + 600_000), createdAt: new Date() },
    ...more,
  } as Cart;
};
const outcomes = async (carts: ReadonlyArray<Promise<Cart>>) =>
  (await Promise.allSettled(carts)).map(each =>
    each.status === 'fulfilled' ? 'stored' : ((each.reason as { code?: string }).code ?? String(each.reason)),
  );
const stored = async (...carts: Cart[]) =>
  (
    await payments.sql('select id from cart where id in (select jsonb_array_elements_text(?::jsonb)::uuid)', [
      JSON.stringify(carts.map(({ id }) => id)),
    ])
  ).length;

test('forty buyers at once are counted, priced and stored by a few statements, each with a cart of their own', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 1_000, 100);
  const input = { eventId: payments.eventId, items: [{ ticketTypeId, quantity: 1 }] };
  const buy = (ip: string) =>
    payments.subgraph.execute({
      ...{ query: CREATE_CART, variables: { input }, viewer: Viewer.anonymous, requestId: newId(), client: { ip } },
    });
  await buy('192.0.2.1');
  const { result, sent } = await recordStatements(() =>
    Promise.all(Array.from({ length: 40 }, (_, index) => buy(`198.51.100.${index}`))),
  );
  const tokens = result.map(({ data }) => (data?.createCart as { token?: string } | undefined)?.token);
  expect(new Set(tokens).size).toBe(40);
  expect(tokens).not.toContain(undefined);
  // One by one they would be 160.
  expect(sent.length).toBeLessThan(20);
});

test('one that cannot be stored is refused alone', async () => {
  const good = [cart(), cart(), cart()];
  const bad = cart({ currency: null as never });
  const given = [good[0]!, bad, good[1]!, good[2]!].map(each => processes[0]!.insert(each));
  expect(await outcomes(given)).toEqual(['stored', '23502', 'stored', 'stored']);
  expect(await stored(...good)).toBe(3);
});

test('a client that two processes are asked for at once gets no more than the limit', async () => {
  for (let round = 0; round < 5; round += 1) {
    const clientKey = newId();
    const asked = Array.from({ length: 10 }, () => cart({ clientKey }));
    const answers = await outcomes(asked.map((each, index) => processes[index % 2]!.insert(each)));
    expect(answers.filter(answer => answer === 'stored')).toHaveLength(LIMIT);
    expect(answers.filter(answer => answer === 'TOO_MANY_CARTS')).toHaveLength(asked.length - LIMIT);
    expect(await stored(...asked)).toBe(LIMIT);
  }
});

test('one id asked for by two processes at once is one cart, which both get', async () => {
  const one = cart({ clientKey: newId() });
  const [first, second] = await Promise.all(processes.map(each => each.insert(one)));
  expect([first!.id, second!.id]).toEqual([one.id, one.id]);
  expect(await stored(one)).toBe(1);
});

test('rules that another process has just changed hold for the next cart', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 1_000, 100);
  const fees = async () => (await payments.createCart([{ ticketTypeId, quantity: 1 }])).fees.amount;
  expect(await fees()).toBe(0);
  const set = (points: number) =>
    payments.sql(
      `insert into fee_rules (organization_id, basis_points, fixed_per_ticket, payer, updated_at)
       values (?, ?, 0, 'BUYER', now()) on conflict (organization_id) do update set basis_points = excluded.basis_points`,
      [payments.organizationId, points],
    );
  await set(500);
  expect(await fees()).toBe(50);
  await set(1_000);
  expect(await fees()).toBe(100);
});
