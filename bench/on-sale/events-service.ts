import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase } from '@ticketbase/embedded';
import { createEventsSubgraph, eventsDatabase, parseEventsConfig } from '@ticketbase/events';
import { createLogger, newId, ROLE_SCOPES, type SubgraphEndpoint, Viewer } from '@ticketbase/kernel';
import { provisionSchema, type Subgraph } from '@ticketbase/subgraph-kit';

const DAY = 86_400_000;
const MINUTES = 60_000;

/** Something to buy: its id and that of its only ticket type. */
export interface OnSale {
  readonly eventId: string;
  readonly ticketTypeId: string;
}

/** The events subgraph in this process, on a database of its own. */
export interface EventsService {
  readonly subgraph: Subgraph;
  readonly owner: Viewer;
  /** URL of the subgraph's role, and of the server's administrator, on its database. */
  readonly url: string;
  readonly adminUrl: string;
  /** A published event with one ticket type. */
  publish(quantity: number): Promise<OnSale>;
  /** A new hold of one ticket, as payments asks for one. Throws if it is refused. */
  hold(sale: OnSale): Promise<string>;
  /** The codes of tickets that were sold: held, and issued for an order of their own. */
  sell(sale: OnSale, quantity: number): Promise<string[]>;
  /** An operation's data. Throws on an error. */
  ask<Data>(viewer: Viewer, query: string, variables: object): Promise<Data>;
  stop(): Promise<void>;
}

const nobody: SubgraphEndpoint = {
  name: 'users',
  async execute() {
    return { data: null, errors: [{ message: 'Nobody is there.', extensions: { code: 'SERVICE_UNAVAILABLE' } }] };
  },
};

const HOLD = `mutation Hold($input: HoldTicketsInput!) { holdTickets(input: $input) {
  id eventId organizationId lines { ticketTypeId name quantity unitPrice { amount currency } } } }`;
const ISSUE = 'mutation ($input: IssueTicketsInput!) { issueTickets(input: $input) { code } }';
const CREATE = 'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id ticketTypes { id } } }';
const PUBLISH = 'mutation ($id: ID!) { publishEvent(id: $id) { id } }';

/** Starts it on these servers. */
export async function startEventsService(env: Readonly<Record<string, string>>): Promise<EventsService> {
  const database = `bench_events_${randomBytes(6).toString('hex')}`;
  const adminUrl = await createDatabase(env.POSTGRES_URL!, database);
  const password = randomBytes(12).toString('hex');
  const url = await provisionSchema({ adminUrl, name: eventsDatabase.schema, role: database, password });
  const config = parseEventsConfig({ ...env, EVENTS_DATABASE_URL: url, EVENTS_SWEEP_INTERVAL_MS: '600000' });
  const logger = createLogger('bench', 'warn');
  const subgraph = await createEventsSubgraph(config, { logger, subscribers: [], endpoint: () => nobody });
  const owner = new Viewer({
    ...{ kind: 'user', userId: newId(), organizationId: newId(), role: 'OWNER', scopes: ROLE_SCOPES.OWNER },
    ...{ sessionId: newId(), operator: false },
  });
  const payments = Viewer.service('payments', null);

  async function ask<Data>(viewer: Viewer, query: string, variables: object): Promise<Data> {
    const { data, errors } = await subgraph.execute({ viewer, query, variables: { ...variables }, requestId: newId() });
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Data;
  }

  async function hold({ eventId, ticketTypeId }: OnSale, quantity = 1): Promise<string> {
    const holdId = newId();
    const expiresAt = new Date(Date.now() + 10 * MINUTES).toISOString();
    const input = { holdId, eventId, items: [{ ticketTypeId, quantity }], expiresAt };
    await ask(payments, HOLD, { input });
    return holdId;
  }

  return {
    ...{ subgraph, owner, url, adminUrl, ask },
    async publish(quantity) {
      const startsAt = new Date(Date.now() + 30 * DAY);
      const input = {
        ...{ title: 'Bench Night', timeZone: 'Europe/Berlin', currency: 'EUR', onlineUrl: 'https://bench.example' },
        ...{ startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + DAY / 8).toISOString() },
        ticketTypes: [{ name: 'Standing', price: 2_500, quantity }],
      };
      const { createEvent } = await ask<{ createEvent: { id: string; ticketTypes: { id: string }[] } }>(owner, CREATE, {
        input,
      });
      await ask(owner, PUBLISH, { id: createEvent.id });
      return { eventId: createEvent.id, ticketTypeId: createEvent.ticketTypes[0]!.id };
    },
    hold,
    async sell(sale, quantity) {
      const holdId = await hold(sale, quantity);
      const input = { holdId, orderId: newId(), buyerName: 'Bench Buyer', buyerEmail: 'buyer@bench.example' };
      const seller = Viewer.service('payments', owner.organizationId);
      const { issueTickets } = await ask<{ issueTickets: { code: string }[] }>(seller, ISSUE, { input });
      return issueTickets.map(({ code }) => code);
    },
    async stop() {
      await subgraph.close();
      await dropDatabase(env.POSTGRES_URL!, database);
    },
  };
}
