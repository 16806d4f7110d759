import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { recordStatements } from '@ticketbase/subgraph-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { temporaryDataDir } from '../../scripts/temporary-data-dir.ts';
import { parseStandaloneConfig } from '../src/config.ts';
import { startInfrastructure } from '../src/infrastructure.ts';
import { paths } from '../src/paths.ts';
import { type Platform, startPlatform } from '../src/platform.ts';
import { Progress } from '../src/progress.ts';
import { loadSecrets } from '../src/secrets.ts';

/** The whole platform in this process, on servers of its own: the statements of all subgraphs are seen at the driver. */
const stops: Array<() => Promise<unknown>> = [];
let platform: Platform;
let accessToken: string;
let operations: Record<string, string>;

// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it then asserts.
async function ask(query: string, variables: Record<string, unknown> = {}, token?: string): Promise<any> {
  const { data, errors } = await platform.gateway.execute({ query, variables, accessToken: token });
  expect(errors, JSON.stringify(errors)).toBeUndefined();
  return data;
}

class Silent extends Progress {
  override line(): void {}
}

beforeAll(async () => {
  const folder = await temporaryDataDir('ticketbase-statements-');
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const env = { DATA_DIR: folder, PORT: String(await freePort()), LOG_LEVEL: 'silent', NODE_ENV: 'test' };
  const config = parseStandaloneConfig(env);
  const secrets = await loadSecrets(config);
  const infrastructure = await startInfrastructure(config, secrets, new Silent());
  stops.push(() => infrastructure.stop());
  platform = await startPlatform(config, secrets, infrastructure, new Silent(), { listens: false });
  stops.push(() => platform.close());
  operations = JSON.parse(await readFile(join(paths.schema, 'persisted-operations.json'), 'utf8'));
  const { register } = await ask('mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }', {
    input: {
      ...{ name: 'Owner', email: 'owner@example.org', organizationName: 'Test Hall' },
      password: `correct horse ${randomUUID()}`,
    },
  });
  accessToken = register.accessToken;
}, 180_000);
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
}, 60_000);

const DAY = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** A published event with three ticket types and an order; its slug. */
async function soldEvent(number: number): Promise<string> {
  const startsAt = Date.now() + (10 + number) * DAY;
  const { createEvent } = await ask(
    'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }',
    {
      input: {
        ...{ title: `Evening ${number}`, timeZone: 'Europe/Berlin', currency: 'EUR' },
        ...{ startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + DAY / 8).toISOString() },
        venue: { name: `Hall ${number}`, city: 'Berlin', country: 'DE' },
        ticketTypes: ['Stalls', 'Balcony', 'Standing'].map(name => ({ name, price: 0, quantity: 100 })),
      },
    },
    accessToken,
  );
  const { publishEvent } = await ask(
    'mutation ($id: ID!) { publishEvent(id: $id) { id slug ticketTypes { id } } }',
    { id: createEvent.id },
    accessToken,
  );
  const items = [{ ticketTypeId: publishEvent.ticketTypes[0].id, quantity: 1 }];
  const { createCart } = await ask('mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }', {
    input: { eventId: publishEvent.id, items },
  });
  await ask('mutation ($input: CheckoutInput!) { checkout(input: $input) { order { status } } }', {
    input: {
      ...{ cartToken: createCart.token, idempotencyKey: randomUUID() },
      buyer: { name: 'Buyer', email: 'buyer@example.org' },
    },
  });
  return publishEvent.slug;
}

interface Page {
  readonly name: string;
  readonly variables: Record<string, unknown>;
  readonly token?: string;
  /** How many rows the page shows. */
  rows(data: unknown): number;
}

const pages = (slug: string, organization: string): Page[] => [
  {
    name: 'EventsOnSale',
    variables: { first: 50 },
    rows: data => (data as { publicEvents: { edges: unknown[] } }).publicEvents.edges.length,
  },
  { name: 'EventInShop', variables: { organization, slug }, rows: () => 1 },
  {
    name: 'DashboardSales',
    token: accessToken,
    variables: {
      range: {
        ...{ from: at(-365), to: at(365) },
        timeZone: 'Europe/Berlin',
      },
      granularity: 'MONTH',
    },
    rows: data => (data as { salesAnalytics: { byEvent: unknown[] } }).salesAnalytics.byEvent.length,
  },
];

/** The statements that a page sends to PostgreSQL once it was asked before, over all subgraphs. */
async function statementsOf({ name, variables, token, rows }: Page, expected: number): Promise<number> {
  // The figures of the dashboard follow an order a moment later.
  await vi.waitFor(async () => expect(rows(await ask(operations[name]!, variables, token))).toBe(expected), 30_000);
  const { sent } = await recordStatements(() => ask(operations[name]!, variables, token));
  return sent.length;
}

test('a page costs as many statements for twenty events as for one, over all subgraphs together', async () => {
  const slug = await soldEvent(0);
  const { viewerOrganization } = await ask('{ viewerOrganization { slug } }', {}, accessToken);
  const all = pages(slug, viewerOrganization.slug);
  const counts: Record<string, number> = {};
  for (const page of all) counts[page.name] = await statementsOf(page, 1);
  expect(counts).toEqual({ EventsOnSale: 7, EventInShop: 9, DashboardSales: 2 });
  for (let number = 1; number < 20; number += 1) await soldEvent(number);
  for (const page of all)
    expect(await statementsOf(page, page.name === 'EventInShop' ? 1 : 20), page.name).toBe(counts[page.name]);
}, 180_000);
