import type { AnyDomainEvent } from '@ticketbase/kernel';
import { applyAll, Database, OutboxRelay, Subgraph, type SubgraphServices } from '@ticketbase/subgraph-kit';
import type { NotificationsConfig } from './config.ts';
import { createServices } from './context.ts';
import { notificationsDatabase } from './database.ts';
import { DeliveryWorker } from './delivery/delivery-worker.ts';
import { InvoiceFiles } from './delivery/invoice-files.ts';
import { Mailer } from './delivery/mailer.ts';
import { TicketFiles } from './delivery/ticket-files.ts';
import { createJobs } from './jobs.ts';
import { Links } from './links.ts';
import { Audience, type Recipient } from './message/audience.ts';
import { MemberDirectory } from './organization/member-directory.ts';
import { OrganizationDirectory } from './organization/organization-directory.ts';
import { notificationsSchema } from './schema.ts';

export { type MailAddress, type NotificationsConfig, parseNotificationsConfig } from './config.ts';
export { notificationsDatabase } from './database.ts';
export { notificationsSchema } from './schema.ts';

const CONNECTIONS = 3;

/** Connects, migrates, and returns the subgraph; `start` begins to send what is queued. */
export async function createNotificationsSubgraph(
  config: NotificationsConfig,
  services: SubgraphServices,
): Promise<Subgraph> {
  const { logger } = services;
  const database = await Database.open({
    ...notificationsDatabase,
    url: config.databaseUrl,
    poolSize: config.databasePoolSize,
  });
  const links = new Links(config.publicUrl);
  const audience = new Audience(() => services.endpoint('events'));
  const directory = new OrganizationDirectory(() => services.endpoint('users'));
  const members = new MemberDirectory(() => services.endpoint('users'));
  const mailer = new Mailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, connections: CONNECTIONS });
  const ticketFiles = new TicketFiles(() => services.endpoint('events'), logger);
  const invoiceFiles = new InvoiceFiles(() => services.endpoint('payments'), logger);
  const worker = new DeliveryWorker({ database, mailer, directory, ticketFiles, invoiceFiles, logger });
  const relay = new OutboxRelay(database, services.subscribers, logger);
  database.onCommit(() => worker.wake());
  return new Subgraph({
    schema: notificationsSchema,
    logger,
    createServices: createServices(database, audience, members, links),
    deliver: event => deliver(database, links, audience, [event]),
    deliverAll: events => deliver(database, links, audience, events),
    health: [database],
    start: async () => {
      relay.start();
      worker.start();
    },
    close: async () => {
      await Promise.all([relay.stop(), worker.stop()]);
      mailer.close();
      await database.close();
    },
  });
}

async function deliver(
  database: Database,
  links: Links,
  audience: Audience,
  events: readonly AnyDomainEvent[],
): Promise<void> {
  const attendees = new Map<string, readonly Recipient[]>();
  for (const event of events) {
    if (event.name !== 'event.cancelled') continue;
    const { organizationId, requestId, payload } = event;
    attendees.set(event.id, await audience.ofIfThere(payload.eventId, { organizationId, requestId }));
  }
  await applyAll(database, createJobs(links, attendees), events);
}
