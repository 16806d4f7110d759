import { randomBytes } from 'node:crypto';
import {
  type AnyDomainEvent,
  type DomainEventName,
  domainEvent,
  newId,
  type Payload,
  type SubgraphResponse,
  Viewer,
} from '@ticketbase/kernel';
import type { Subgraph } from '@ticketbase/subgraph-kit';
import { fakeEndpoint, silentLogger } from '@ticketbase/testing';
import { type Db, MongoClient } from 'mongodb';
import { createAnalyticsSubgraph } from '../src/index.ts';

/** The subgraph on a database of its own, on the server that the run shares. */
export interface SubgraphUnderTest {
  readonly subgraph: Subgraph;
  readonly url: string;
  readonly database: string;
  /** The database from outside, for tests that look past the subgraph. */
  readonly db: Db;
  execute(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<SubgraphResponse>;
  close(): Promise<void>;
}

export function mongoUrl(): string {
  const url = process.env.TEST_MONGODB_URL;
  if (!url) throw new Error('TEST_MONGODB_URL is not set: run the tests through vitest.config.ts.');
  return url;
}

export const databaseName = () => `test_${randomBytes(6).toString('hex')}`;

export async function startSubgraph(): Promise<SubgraphUnderTest> {
  const url = mongoUrl();
  const database = databaseName();
  const client = new MongoClient(url);
  const subgraph = await createAnalyticsSubgraph(
    { mongoUrl: url, database },
    { logger: silentLogger, endpoint: name => fakeEndpoint(name, {}), subscribers: [] },
  );
  return {
    subgraph,
    url,
    database,
    db: client.db(database),
    execute: (viewer, query, variables) => subgraph.execute({ query, variables, viewer, requestId: newId() }),
    async close() {
      await subgraph.close();
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
}

/** A domain event as another subgraph would deliver it. */
export function happened<Name extends DomainEventName>(
  name: Name,
  organizationId: string | null,
  payload: Payload<Name>,
  occurredAt?: string,
): AnyDomainEvent {
  const event = domainEvent(name, payload, {
    viewer: Viewer.service('payments', organizationId),
    requestId: newId(),
  }) as unknown as AnyDomainEvent;
  return occurredAt ? ({ ...event, occurredAt } as AnyDomainEvent) : event;
}

export interface OrderOptions {
  eventId?: string;
  amount?: number;
  currency?: string;
  quantity?: number;
  ticketTypeId?: string;
  paymentMethod?: string | null;
  promoCode?: string | null;
}

/** What every order event says. */
export function orderPayload({
  eventId = newId(),
  amount = 5_000,
  currency = 'EUR',
  quantity = 2,
  ticketTypeId = newId(),
  paymentMethod = 'offline-payments:bank-transfer',
  promoCode = null,
}: OrderOptions = {}) {
  const total = { amount, currency };
  return {
    orderId: newId(),
    orderToken: 'a-token-that-opens-a-door',
    number: 'TB-1042',
    eventId,
    buyer: { name: 'Ada Byron', email: 'ada@example.org' },
    buyerUserId: null,
    total,
    paymentMethod,
    promoCode,
    items: [{ ticketTypeId, name: 'Standard', quantity, total }],
  };
}

export const confirmed = (organizationId: string, options: OrderOptions = {}, occurredAt?: string) =>
  happened('order.confirmed', organizationId, { ...orderPayload(options), tickets: [] }, occurredAt);
