import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningMailSink, startMailSink } from '@ticketbase/embedded';
import {
  type AnyDomainEvent,
  type DomainEventName,
  domainEvent,
  NotFoundError,
  newId,
  type Payload,
  ServiceUnavailableError,
  type SubgraphResponse,
  Viewer,
} from '@ticketbase/kernel';
import type { Subgraph, Subscriber } from '@ticketbase/subgraph-kit';
import { createTestDatabase, fakeEndpoint, silentLogger, type TestDatabase } from '@ticketbase/testing';
import { createNotificationsSubgraph, notificationsDatabase } from '../src/index.ts';

export const PUBLIC_URL = 'https://tickets.example';
export const FROM = { name: 'TicketBase', address: 'tickets@ticketbase.example' };

interface Attendee {
  readonly name: string;
  readonly email: string | null;
}

/** The subgraph on a database and a mail sink of its own; users and events are stood in for at the seam. */
export interface SubgraphUnderTest {
  readonly subgraph: Subgraph;
  readonly database: TestDatabase;
  readonly sink: RunningMailSink;
  /** What the relay handed on. */
  readonly recorded: AnyDomainEvent[];
  /** By event's id: whose it is, and who comes. */
  readonly attendees: Map<string, { organizationId: string; attendees: readonly Attendee[] }>;
  /** Addresses of members, by organization's id. */
  readonly members: Map<string, readonly string[]>;
  /** By organization's id. */
  readonly locales: Map<string, string>;
  /** What events answers when asked for tickets as files; refuses while null. */
  readonly files: { current: { pdf: string | null; calendar: string | null } | null; asked: unknown[] };
  /** What payments answers when asked for the invoices of an order; refuses while null. */
  readonly invoices: { current: { fileName: string; pdf: string }[] | null; asked: unknown[] };
  execute(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<SubgraphResponse>;
  close(): Promise<void>;
}

/** A page that is smaller than most audiences, so that paging is tested too. */
const PAGE = 2;

export async function startSubgraph(options: { smtpUrl?: string } = {}): Promise<SubgraphUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketbase-notifications-'));
  const sink = await startMailSink({ dataDir: folder });
  const database = await createTestDatabase({ name: 'notifications', ...notificationsDatabase });
  const attendees: SubgraphUnderTest['attendees'] = new Map();
  const locales: SubgraphUnderTest['locales'] = new Map();
  const members: SubgraphUnderTest['members'] = new Map();
  const files: SubgraphUnderTest['files'] = { current: { pdf: null, calendar: null }, asked: [] };
  const invoices: SubgraphUnderTest['invoices'] = { current: [], asked: [] };
  const recorded: AnyDomainEvent[] = [];
  const subscriber: Subscriber = { name: 'analytics', deliver: async event => void recorded.push(event) };
  const events = fakeEndpoint('events', {
    ticketAttachmentsForService: ({ tickets }) => {
      files.asked.push(tickets);
      if (!files.current) throw new ServiceUnavailableError('The subgraph');
      return files.current;
    },
    attendeesForService: ({ eventId, after }, { viewer }) => {
      const event = attendees.get(String(eventId));
      if (!event || event.organizationId !== viewer.organizationId) throw new NotFoundError('The event');
      const start = Number(after ?? 0);
      const next = start + PAGE;
      return {
        attendees: event.attendees.slice(start, next),
        endCursor: next < event.attendees.length ? String(next) : null,
      };
    },
  });
  const payments = fakeEndpoint('payments', {
    invoiceAttachmentsForService: ({ orderId, of }, { viewer }) => {
      invoices.asked.push([orderId, of, viewer.organizationId]);
      if (!invoices.current) throw new ServiceUnavailableError('The invoice');
      return invoices.current;
    },
  });
  const users = fakeEndpoint('users', {
    organizationForService: ({ id }) => ({
      name: 'Harbour Concerts',
      settings: { locale: locales.get(String(id)) ?? 'en', supportEmail: 'help@harbour.example' },
    }),
    organizationMembersForService: (_, { viewer }) =>
      (members.get(viewer.organizationId ?? '') ?? []).map(email => ({ email })),
  });
  const subgraph = await createNotificationsSubgraph(
    {
      databaseUrl: database.url,
      databasePoolSize: 5,
      smtpUrl: options.smtpUrl ?? sink.url,
      mailFrom: FROM,
      publicUrl: PUBLIC_URL,
    },
    {
      logger: silentLogger,
      endpoint: name => ({ events, payments })[name as 'events' | 'payments'] ?? users,
      subscribers: [subscriber],
    },
  );
  return {
    subgraph,
    database,
    sink,
    recorded,
    attendees,
    members,
    locales,
    files,
    invoices,
    execute: (viewer, query, variables) => subgraph.execute({ query, variables, viewer, requestId: newId() }),
    async close() {
      await subgraph.close();
      await database.close();
      await sink.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A domain event as another subgraph would deliver it. */
export function happened<Name extends DomainEventName>(
  name: Name,
  organizationId: string | null,
  payload: Payload<Name>,
): AnyDomainEvent {
  return domainEvent(name, payload, {
    viewer: Viewer.service('payments', organizationId),
    requestId: newId(),
  }) as unknown as AnyDomainEvent;
}

/** What every order event says. */
export const orderPayload = (overrides: { eventId?: string; email?: string; orderToken?: string } = {}) => ({
  orderId: newId(),
  orderToken: overrides.orderToken,
  number: 'TB-1042',
  eventId: overrides.eventId ?? newId(),
  buyer: { name: 'Ada Byron', email: overrides.email ?? 'ada@example.org' },
  buyerUserId: null,
  total: { amount: 5000, currency: 'EUR' },
  paymentMethod: 'offline-payments:bank-transfer',
  promoCode: null,
  items: [{ ticketTypeId: newId(), name: 'Standard', quantity: 2, total: { amount: 5000, currency: 'EUR' } }],
});

/** Waits until a condition holds; fails after ten seconds. */
export async function until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`It did not come to this: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
