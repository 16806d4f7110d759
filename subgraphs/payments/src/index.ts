import {
  applyAll,
  applyOnce,
  Database,
  OutboxRelay,
  OutboxWatch,
  Subgraph,
  type SubgraphServices,
} from '@ticketbase/subgraph-kit';
import type { PaymentsConfig } from './config.ts';
import { createServices } from './context.ts';
import { paymentsDatabase } from './database.ts';
import { openDownload } from './download/open-download.ts';
import { createPaymentsJobs } from './jobs.ts';
import { assembleParts } from './parts.ts';
import { paymentsSchema } from './schema.ts';
import { Sweeps } from './sweeps.ts';

export { type PaymentsConfig, parsePaymentsConfig } from './config.ts';
export { paymentsDatabase } from './database.ts';
export { paymentsSchema } from './schema.ts';

/** Connects and migrates; `start` begins to relay events and to sweep. */
export async function createPaymentsSubgraph(config: PaymentsConfig, services: SubgraphServices): Promise<Subgraph> {
  const { logger } = services;
  const database = await Database.open({
    ...paymentsDatabase,
    url: config.databaseUrl,
    poolSize: config.databasePoolSize,
  });
  const parts = assembleParts(config, database, services);
  const jobs = createPaymentsJobs(parts.tokens);
  const sweeps = new Sweeps(parts);
  const relay = new OutboxRelay(database, services.subscribers, logger);
  const watch = new OutboxWatch(database, logger);
  return new Subgraph({
    schema: paymentsSchema,
    logger,
    health: [database],
    download: (token, signal) => openDownload(parts, token, signal),
    createServices: request => createServices(parts, request),
    deliver: event => applyOnce(database, jobs, event),
    deliverAll: events => applyAll(database, { jobs }, events),
    watch: signal => watch.watch(signal),
    async start() {
      relay.start();
      sweeps.start();
    },
    async close() {
      await sweeps.stop();
      await relay.stop();
      await database.close();
    },
  });
}
