import { randomBytes } from 'node:crypto';
import { createEventsSubgraph, eventsDatabase, parseEventsConfig } from '@ticketbase/events';
import { newId, type SubgraphEndpoint, type SubgraphName, Viewer } from '@ticketbase/kernel';
import { createPaymentsSubgraph, parsePaymentsConfig, paymentsDatabase } from '@ticketbase/payments';
import { OneTimeLinks, type Subgraph } from '@ticketbase/subgraph-kit';
import { createTestDatabase, fakeEndpoint, silentLogger, testViewer } from '@ticketbase/testing';
import { ImageStore } from '../../../subgraphs/events/src/image/image-store.ts';
import { Sweeper } from '../../../subgraphs/events/src/sweeper.ts';
import { TicketFiles } from '../../../subgraphs/events/src/ticket-document/ticket-files.ts';
import { assembleParts } from '../../../subgraphs/payments/src/parts.ts';
import { Sweeps } from '../../../subgraphs/payments/src/sweeps.ts';
import { Provider } from './provider.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it then asserts.
type Data = any;

/**
 * Events and payments, real, on databases of their own, with users and plugins answered for at the seam: everything of a
 * sale but HTTP, so that hundreds of sequences are cheap.
 */
export async function openShop() {
  const [eventsTest, paymentsTest] = await Promise.all([
    createTestDatabase({ name: 'events', ...eventsDatabase }),
    createTestDatabase({ name: 'payments', ...paymentsDatabase }),
  ]);
  const provider = new Provider();
  const users = fakeEndpoint('users', {
    organizationForService: ({ id }) => ({ id, settings: { holdMinutes: 10 } }),
    usersForService: ({ ids }) => (ids as string[]).map(id => ({ id, name: 'Someone' })),
  });
  const endpoints = new Map<SubgraphName, SubgraphEndpoint>([
    ['users', users],
    ['plugins', provider.endpoint],
  ]);
  const services = {
    logger: silentLogger,
    subscribers: [],
    endpoint: (name: SubgraphName) => endpoints.get(name)!,
  };
  const storage = {
    S3_ENDPOINT: process.env.TEST_S3_ENDPOINT,
    S3_ACCESS_KEY: process.env.TEST_S3_ACCESS_KEY,
    S3_SECRET_KEY: process.env.TEST_S3_SECRET_KEY,
  };
  const eventsConfig = parseEventsConfig({
    EVENTS_DATABASE_URL: eventsTest.url,
    EVENTS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    ...storage,
  });
  const events = await createEventsSubgraph(eventsConfig, services);
  endpoints.set('events', events);
  const config = parsePaymentsConfig({
    PAYMENTS_DATABASE_URL: paymentsTest.url,
    PAYMENTS_TOKEN_SECRET: 'a secret of at least thirty-two characters',
    PAYMENTS_CARTS_PER_CLIENT: '100000',
    PAYMENTS_SWEEP_INTERVAL_MS: '100',
    ...storage,
  });
  const payments = await createPaymentsSubgraph(config, services);
  endpoints.set('payments', payments);

  const sweeps = new Sweeps(assembleParts(config, paymentsTest.database, services));
  const { database } = eventsTest;
  const exportLinks = new OneTimeLinks(database, 'http://localhost/downloads/events');
  const ticketFiles = new TicketFiles(new ImageStore(eventsConfig.objectStorage));
  const sweeper = new Sweeper({ database, exportLinks, ticketFiles, logger: silentLogger }, 60_000);

  const execute = (subgraph: Subgraph, viewer: Viewer, query: string, variables: Record<string, unknown>) =>
    subgraph.execute({ query, variables, viewer, requestId: newId() });
  async function ask(subgraph: Subgraph, viewer: Viewer, query: string, variables: Record<string, unknown> = {}) {
    const { data, errors } = await execute(subgraph, viewer, query, variables);
    if (errors?.[0]) throw Object.assign(new Error(errors[0].message), { code: errors[0].extensions?.code });
    return data as Data;
  }
  const sql = {
    events: <Row = Data>(statement: string, values: unknown[] = []): Promise<Row[]> =>
      eventsTest.database.orm.em.getConnection().execute(statement, values),
    payments: <Row = Data>(statement: string, values: unknown[] = []): Promise<Row[]> =>
      paymentsTest.database.orm.em.getConnection().execute(statement, values),
  };

  return {
    ...{ events, payments, provider, ask, sql },
    adminUrls: { events: eventsTest.adminUrl, payments: paymentsTest.adminUrl },
    /** What both do every few seconds, now. The subgraphs were not started, so nothing is done besides. */
    async sweep() {
      await sweeps.sweep();
      await sweeper.sweep();
    },
    /** What does not agree, of one organization. */
    async disagreements(organizationId: string): Promise<Array<{ check: string; id: string; [fact: string]: string }>> {
      const operator = testViewer({ operator: true });
      const query = `query ($id: ID) { reconciliation(organizationId: $id) {
        disagreements { check id expected actual organizationId } } }`;
      return (await ask(payments, operator, query, { id: organizationId })).reconciliation.disagreements;
    },
    async close() {
      await payments.close();
      await events.close();
      await Promise.all([eventsTest.close(), paymentsTest.close()]);
    },
  };
}
export type Shop = Awaited<ReturnType<typeof openShop>>;

/** An organization that sells one event of its own in a shop. */
export async function openStall(
  shop: Shop,
  types: ReadonlyArray<{ price: number; quantity: number }>,
  capacity?: number,
) {
  const organizationId = newId();
  const owner = testViewer({ organizationId });
  const startsAt = new Date(Date.now() + 30 * 86_400_000);
  const input = {
    ...{ title: 'Fair', timeZone: 'Europe/Berlin', currency: 'EUR', startsAt: startsAt.toISOString() },
    endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString(),
    venue: { name: 'Hall', city: 'Berlin', country: 'DE' },
    ticketTypes: types.map(({ price, quantity }, index) => ({ name: `Type ${index}`, price, quantity })),
    ...(capacity === undefined ? {} : { capacity }),
  };
  const { createEvent } = await shop.ask(
    shop.events,
    owner,
    'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id ticketTypes { id } } }',
    { input },
  );
  const eventId = createEvent.id as string;
  await shop.ask(shop.events, owner, 'mutation ($id: ID!) { publishEvent(id: $id) { id } }', { id: eventId });
  const waitlist = 'mutation ($id: ID!) { updateWaitlist(eventId: $id, input: { enabled: true }) { id } }';
  await shop.ask(shop.events, owner, waitlist, { id: eventId });
  return {
    organizationId,
    owner,
    eventId,
    typeIds: createEvent.ticketTypes.map((type: { id: string }) => type.id) as string[],
  };
}
export type Stall = Awaited<ReturnType<typeof openStall>>;

export const guest = Viewer.anonymous;
