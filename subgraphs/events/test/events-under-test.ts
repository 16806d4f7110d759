import { randomBytes } from 'node:crypto';
import { newId, type SubgraphResponse, Viewer } from '@ticketbase/kernel';
import { OneTimeLinks, type Subgraph, type Subscriber } from '@ticketbase/subgraph-kit';
import { createTestDatabase, fakeEndpoint, silentLogger, type TestDatabase } from '@ticketbase/testing';
import { ImageStore } from '../src/image/image-store.ts';
import { createEventsSubgraph, eventsDatabase, parseEventsConfig } from '../src/index.ts';
import { Sweeper } from '../src/sweeper.ts';
import { TicketFiles } from '../src/ticket-document/ticket-files.ts';

/** The subgraph on a database of its own, with `users` answered for at the seam. */
export interface EventsUnderTest {
  readonly subgraph: Subgraph;
  readonly test: TestDatabase;
  readonly users: ReturnType<typeof fakeEndpoint>;
  /** The whole answer. */
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<SubgraphResponse>;
  /** The data; fails on any error. */
  data<T = unknown>(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<T>;
  /** The extensions of the only error; fails if there is none. */
  refusal(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Rows of a statement, as the database's administrator. */
  rows<T = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<T[]>;
  /** The names of the domain events recorded so far, in order. */
  recorded(): Promise<string[]>;
  /** What another process would sweep with. */
  sweeper(): Sweeper;
  close(): Promise<void>;
}

export interface Options {
  readonly poolSize?: number;
  readonly organizations?: Readonly<Record<string, string>>;
  /** Milliseconds; the default never comes within a test. */
  readonly sweepInterval?: number;
  readonly subscribers?: readonly Subscriber[];
  /** Of the object storage; the one of the run by default. */
  readonly s3Endpoint?: string;
  /** Further variables. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startEvents({
  poolSize = 10,
  organizations = {},
  sweepInterval = 600_000,
  subscribers = [],
  s3Endpoint = process.env.TEST_S3_ENDPOINT,
  env = {},
}: Options = {}): Promise<EventsUnderTest> {
  const test = await createTestDatabase({ name: 'events', ...eventsDatabase, poolSize });
  const users = fakeEndpoint('users', {
    organizationForService: ({ slug }) => {
      const id = organizations[slug as string];
      return id ? { id } : null;
    },
    usersForService: ({ ids }) => (ids as string[]).map(id => ({ id, name: `Person ${id.slice(-4)}` })),
  });
  const config = parseEventsConfig({
    ...env,
    EVENTS_DATABASE_URL: test.url,
    EVENTS_DATABASE_POOL: String(poolSize),
    EVENTS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    S3_ENDPOINT: s3Endpoint,
    S3_ACCESS_KEY: process.env.TEST_S3_ACCESS_KEY,
    S3_SECRET_KEY: process.env.TEST_S3_SECRET_KEY,
    S3_BUCKET: 'events-test',
    EVENTS_SWEEP_INTERVAL_MS: String(sweepInterval),
  });
  const subgraph = await createEventsSubgraph(config, {
    logger: silentLogger,
    subscribers,
    endpoint: () => users,
  });
  const ask: EventsUnderTest['ask'] = (viewer, query, variables) =>
    subgraph.execute({ viewer, query, variables, requestId: newId() });
  const rows: EventsUnderTest['rows'] = (sql, parameters = []) =>
    test.database.orm.em.getConnection().execute(sql, parameters);
  return {
    ...{ subgraph, test, users, ask, rows },
    async data(viewer, query, variables) {
      const { data, errors } = await ask(viewer, query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data as never;
    },
    async refusal(viewer, query, variables) {
      const { data, errors } = await ask(viewer, query, variables);
      if (!errors?.[0]) throw new Error(`not refused: ${JSON.stringify(data)}`);
      return { ...errors[0].extensions };
    },
    async recorded() {
      const found = await rows<{ name: string }>(`select event->>'name' as name from outbox order by position`);
      return found.map(row => row.name);
    },
    sweeper() {
      const { database } = test;
      const exportLinks = new OneTimeLinks(database, `${config.publicUrl}/downloads/events`);
      const ticketFiles = new TicketFiles(new ImageStore(config.objectStorage));
      return new Sweeper({ database, exportLinks, ticketFiles, logger: silentLogger }, sweepInterval);
    },
    async close() {
      await subgraph.close();
      await test.close();
    },
  };
}

const DAY = 86_400_000;
export const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** An event's input, as an organizer would fill the form in. */
export const eventInput = (more: Record<string, unknown> = {}) => ({
  ...{ title: 'Harbour Concert', description: 'Brass on the quay', category: 'concert', tags: ['brass', 'open air'] },
  ...{ startsAt: inDays(30), endsAt: inDays(30.2), timeZone: 'Europe/Berlin', currency: 'EUR' },
  venue: { name: 'Old Quay', address: 'Kai 1', city: 'Hamburg', country: 'DE' },
  ticketTypes: [{ name: 'Standing', price: 2500, quantity: 20 }],
  ...more,
});

export interface SoldEvent {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly ticketTypes: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}

const CREATE = `mutation($input: CreateEventInput!) {
  createEvent(input: $input) { id slug version ticketTypes { id name } } }`;

export async function createEvent(
  events: EventsUnderTest,
  viewer: Viewer,
  more?: Record<string, unknown>,
): Promise<SoldEvent> {
  const { createEvent: created } = await events.data<{ createEvent: SoldEvent }>(viewer, CREATE, {
    input: eventInput(more),
  });
  return created;
}

export async function publishedEvent(
  events: EventsUnderTest,
  viewer: Viewer,
  more?: Record<string, unknown>,
): Promise<SoldEvent> {
  const created = await createEvent(events, viewer, more);
  await events.data(viewer, 'mutation($id: ID!) { publishEvent(id: $id) { status } }', { id: created.id });
  return created;
}

export const HOLD = `mutation($input: HoldTicketsInput!) {
  holdTickets(input: $input) { id eventId organizationId eventTitle eventSlug startsAt expiresAt
    lines { ticketTypeId name quantity unitPrice { amount currency } } } }`;
export const RELEASE = 'mutation($id: ID!) { releaseHold(holdId: $id) }';
export const ISSUE = `mutation($input: IssueTicketsInput!) {
  issueTickets(input: $input) { ticketId code ticketTypeId ticketTypeName eventTitle } }`;
export const VOID = 'mutation($input: VoidTicketsInput!) { voidTickets(input: $input) }';

export const payments = (organizationId: string | null = null) => Viewer.service('payments', organizationId);

/** What a cart asks for: `quantity` of one ticket type, for ten minutes. */
export const holdInput = (event: SoldEvent, quantity: number, more: Record<string, unknown> = {}) => ({
  ...{ holdId: newId(), eventId: event.id, expiresAt: new Date(Date.now() + 600_000).toISOString() },
  items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity }],
  ...more,
});

export interface Issued {
  readonly ticketId: string;
  readonly code: string;
}

/** Sells tickets of the first type, as payments does: hold, then issue. */
export async function sell(
  events: EventsUnderTest,
  organizationId: string,
  event: SoldEvent,
  quantity: number,
): Promise<{ orderId: string; holdId: string; tickets: Issued[] }> {
  const input = holdInput(event, quantity);
  await events.data(payments(), HOLD, { input });
  const orderId = newId();
  const { issueTickets } = await events.data<{ issueTickets: Issued[] }>(payments(organizationId), ISSUE, {
    input: { holdId: input.holdId, orderId, buyerName: 'Ada Buyer', buyerEmail: 'ada@example.com' },
  });
  return { orderId, holdId: input.holdId, tickets: issueTickets };
}

/** Sold and held of the first ticket type, and of its event. */
export async function stockOf(events: EventsUnderTest, event: SoldEvent) {
  const [row] = await events.rows<{ sold: number; held: number; eventSold: number; eventHeld: number }>(
    `select t.sold, t.held, s.sold as "eventSold", s.held as "eventHeld"
       from ticket_type t join event_stock s on s.event_id = t.event_id where t.id = ?`,
    [event.ticketTypes[0]!.id],
  );
  return row!;
}
