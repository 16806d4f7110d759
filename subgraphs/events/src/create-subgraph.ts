import {
  CommandClient,
  Database,
  OneTimeLinks,
  OutboxRelay,
  OutboxWatch,
  Subgraph,
  type SubgraphServices,
} from '@ticketbase/subgraph-kit';
import { attendeeExport } from './attendee-export/attendee-export.ts';
import { StaffDirectory } from './check-in/staff-directory.ts';
import type { EventsConfig } from './config.ts';
import { createServices, type EventsResources } from './context.ts';
import { eventsDatabase } from './database.ts';
import { OrganizationDirectory } from './event/organization-directory.ts';
import { GroupedHolds } from './hold/grouped-holds.ts';
import { ImageStore } from './image/image-store.ts';
import { eventsSchema } from './schema.ts';
import { KeyRing } from './signing/key-ring.ts';
import { Sweeper } from './sweeper.ts';
import { GroupedIssues } from './ticket/grouped-issues.ts';
import { TicketFiles } from './ticket-document/ticket-files.ts';

/**
 * Connects the events subgraph and migrates its schema. It answers as soon as this resolves; `start()` begins to deliver
 * its domain events and to sweep, `close()` ends both and disconnects.
 */
export async function createEventsSubgraph(config: EventsConfig, services: SubgraphServices): Promise<Subgraph> {
  const { logger } = services;
  const database = await Database.open({
    ...eventsDatabase,
    url: config.databaseUrl,
    poolSize: config.poolSize,
  });
  // Looked up when called: at this moment the other subgraphs may not be there yet.
  const users = new CommandClient(
    { name: 'users', execute: request => services.endpoint('users').execute(request) },
    'events',
  );
  const exportLinks = new OneTimeLinks(database, `${config.publicUrl}/downloads/events`);
  const imageStore = new ImageStore(config.objectStorage);
  const ticketFiles = new TicketFiles(imageStore);
  const resources: EventsResources = {
    ...{ database, imageStore, ticketFiles, exportLinks, logger, config },
    keyRing: new KeyRing(database, config.encryptionKeys),
    groupedHolds: new GroupedHolds(database),
    groupedIssues: new GroupedIssues(database.driver),
    organizations: new OrganizationDirectory(users),
    staff: new StaffDirectory(users, logger),
  };
  const relay = new OutboxRelay(database, services.subscribers, logger);
  const sweeper = new Sweeper({ database, exportLinks, ticketFiles, logger }, config.sweepInterval);
  const watch = new OutboxWatch(database, logger);
  return new Subgraph({
    schema: eventsSchema,
    logger,
    createServices: request => createServices(resources, request),
    health: [database, imageStore],
    watch: signal => watch.watch(signal),
    async download(token, signal) {
      const order = await exportLinks.take(token);
      return order && attendeeExport(database, order, signal);
    },
    async start() {
      relay.start();
      sweeper.start();
    },
    async close() {
      await Promise.all([relay.stop(), sweeper.stop()]);
      await database.close();
    },
  });
}
