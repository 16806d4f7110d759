/**
 * Types `npm start` as a newcomer does, on a port and data of its own, waits until it is ready, buys a free ticket with
 * the demo data, and ends it as Ctrl-C does.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './build.ts';
import { freePort } from './free-port.ts';
import { temporaryDataDir } from './temporary-data-dir.ts';

const READY_WITHIN = 120_000;

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const dataDir = await temporaryDataDir('ticketbase-smoke-');
const started = performance.now();
const server = spawn('npm', ['start'], {
  cwd: root,
  // A group of its own, so that the interrupt reaches npm and what it runs, as it does from a terminal.
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, NODE_ENV: 'development' },
});
const exited = once(server, 'exit');
try {
  await untilReady();
  console.log(`ready ${((performance.now() - started) / 1_000).toFixed(1)} s after npm start`);
  await buyFreeTicket();
  console.log('bought a free ticket');
} finally {
  if (server.exitCode === null) process.kill(-server.pid!, 'SIGINT');
  await exited;
  await rm(dataDir, { recursive: true, force: true });
}

async function untilReady(): Promise<void> {
  while (performance.now() - started < READY_WITHIN) {
    if (server.exitCode !== null) throw new Error(`npm start ended with ${server.exitCode}`);
    const response = await fetch(`${url}/health/ready`).catch(() => undefined);
    // Ready to serve comes before the demo data; ending it before they are complete must be as clean.
    if (response?.ok && (await freeEvent())) return;
    await sleep(200);
  }
  throw new Error(`npm start was not ready within ${READY_WITHIN / 1_000} s`);
}

interface Offer {
  readonly id: string;
  readonly ticketTypes: ReadonlyArray<{ readonly id: string; readonly price: { readonly amount: number } }>;
}

async function freeEvent(): Promise<Offer | undefined> {
  const { publicEvents } = await ask<{ publicEvents: { edges: ReadonlyArray<{ node: Offer }> } }>(
    '{ publicEvents(first: 20) { edges { node { id ticketTypes { id price { amount } } } } } }',
  );
  return publicEvents.edges.map(({ node }) => node).find(({ ticketTypes }) => ticketTypes[0]?.price.amount === 0);
}

async function buyFreeTicket(): Promise<void> {
  const event = await freeEvent();
  const items = [{ ticketTypeId: event!.ticketTypes[0]!.id, quantity: 1 }];
  const { createCart } = await ask<{ createCart: { token: string } }>(
    'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }',
    { input: { eventId: event!.id, items } },
  );
  const buyer = { name: 'Smoke Test', email: 'smoke@example.org' };
  const { checkout } = await ask<{ checkout: { order: { status: string } } }>(
    'mutation ($input: CheckoutInput!) { checkout(input: $input) { order { status } } }',
    { input: { cartToken: createCart.token, buyer, idempotencyKey: 'smoke' } },
  );
  if (checkout.order.status !== 'CONFIRMED') throw new Error(`the order is ${checkout.order.status}`);
}

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: ReadonlyArray<{ message: string }> };
  if (errors || !data) throw new Error(errors?.[0]?.message ?? 'the API gave no data');
  return data;
}
