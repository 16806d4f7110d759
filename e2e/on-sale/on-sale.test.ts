import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryDataDir } from '../../scripts/temporary-data-dir.ts';
import { Client, type Data } from '../harness/client.ts';
import { type Organizer, publishEvent, registerOrganizer } from '../harness/organizer.ts';
import { type RunningServer, startServer } from '../harness/server.ts';
import { type CartAnswer, Crowd } from './crowd.ts';

// Carts are limited per client: the buyers of a crowd come from addresses of their own.
const env = { TRUST_PROXY: '1' };
const SOCKETS = 128;

let dataDir: string;
let server: RunningServer;
beforeAll(async () => {
  dataDir = await temporaryDataDir('ticketbase-e2e-');
  server = await startServer({ dataDir, env });
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function forSale(quantity: number) {
  const organizer = await registerOrganizer(server.url);
  const event = await publishEvent(organizer, { price: 0, quantity });
  return { organizer, wish: { eventId: event.id as string, ticketTypeId: event.ticketTypes[0].id as string } };
}

async function stockOf(organizer: Organizer, eventId: string): Promise<Data> {
  const { event } = await organizer.api.ask(
    'query ($id: ID!) { event(id: $id) { ticketTypes { available held sold } } }',
    { id: eventId },
  );
  return event.ticketTypes[0];
}

const tokensOf = (answers: readonly CartAnswer[]) => answers.flatMap(({ token }) => token ?? []);

test('two thousand buyers ask at once for five hundred tickets: five hundred get one, all others are told', async () => {
  const { organizer, wish } = await forSale(500);
  const crowd = new Crowd(server.url, SOCKETS);
  const answers = await Promise.all(crowd.rush(2_000, wish));
  crowd.leave();
  const tokens = tokensOf(answers);
  expect(new Set(tokens).size).toBe(500);
  expect(answers.flatMap(({ code }) => code ?? [])).toEqual(Array(1_500).fill('INSUFFICIENT_TICKETS'));
  expect(await stockOf(organizer, wish.eventId)).toEqual({ available: 0, held: 500, sold: 0 });

  const guest = new Client(server.url);
  for (const cartToken of tokens.slice(0, 20)) {
    const { checkout } = await guest.ask(
      'mutation ($input: CheckoutInput!) { checkout(input: $input) { order { status tickets { status } } } }',
      { input: { cartToken, buyer: { name: 'Ada', email: 'ada@example.org' }, idempotencyKey: randomUUID() } },
    );
    expect(checkout.order).toEqual({ status: 'CONFIRMED', tickets: [{ status: 'VALID' }] });
  }
  expect(await stockOf(organizer, wish.eventId)).toEqual({ available: 0, held: 480, sold: 20 });
});

test('what was answered before the server was killed in the middle of a rush is there after it', async () => {
  const { organizer, wish } = await forSale(400);
  const crowd = new Crowd(server.url, SOCKETS);
  const answered: CartAnswer[] = [];
  let kill = () => {};
  const half = new Promise<void>(resolve => {
    kill = resolve;
  });
  const rush = Promise.allSettled(
    crowd.rush(1_000, { ...wish, quantity: 2 }).map(async answer => {
      answered.push(await answer);
      if (answered.length === 60) kill();
    }),
  );
  await half;
  server.signal('SIGKILL');
  await server.exited;
  const settled = await rush;
  crowd.leave();
  expect(settled.filter(each => each.status === 'rejected').length, 'some were cut off').toBeGreaterThan(0);

  server = await startServer({ dataDir, env });
  const again = { ...organizer, api: new Client(server.url, organizer.api.token) };
  const guest = new Client(server.url);
  const tokens = tokensOf(answered);
  expect(tokens.length).toBeGreaterThan(0);
  for (const token of tokens) {
    const { cart } = await guest.ask('query ($token: String!) { cart(token: $token) { items { quantity } } }', {
      token,
    });
    expect(cart).toEqual({ items: [{ quantity: 2 }] });
  }
  // Who was cut off may have a hold as well, which ends by itself; nobody has one that is not counted.
  const { available, held, sold } = await stockOf(again, wish.eventId);
  expect(held).toBeGreaterThanOrEqual(2 * tokens.length);
  expect([available + held, sold]).toEqual([400, 0]);
});
