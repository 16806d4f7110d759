import { applyOnce, Database, OutboxRelay, Subgraph, type SubgraphServices } from '@ticketbase/subgraph-kit';
import { HoldMinutes } from './cart/hold-minutes.ts';
import type { PaymentsConfig } from './config.ts';
import { createServices, type PaymentsParts } from './context.ts';
import { paymentsDatabase } from './database.ts';
import { Commands } from './foreign/commands.ts';
import { paymentsJobs } from './jobs.ts';
import { OrderProgress } from './order/order-progress.ts';
import { RefundProgress } from './refund/refund-progress.ts';
import { paymentsSchema } from './schema.ts';
import { Sweeps } from './sweeps.ts';
import { TokenMint } from './token-mint.ts';

export { type PaymentsConfig, parsePaymentsConfig } from './config.ts';
export { paymentsDatabase } from './database.ts';
export { paymentsSchema } from './schema.ts';

/** Connects and migrates; `start` begins to relay events and to sweep. */
export async function createPaymentsSubgraph(config: PaymentsConfig, services: SubgraphServices): Promise<Subgraph> {
  const { logger } = services;
  const database = await Database.connect({
    ...paymentsDatabase,
    url: config.databaseUrl,
    poolSize: config.databasePoolSize,
  });
  await database.migrate();
  const parts = assembleParts(config, database, services);
  const sweeps = new Sweeps(parts);
  const relay = new OutboxRelay(database, services.subscribers, logger);
  return new Subgraph({
    schema: paymentsSchema,
    logger,
    health: [database],
    createServices: request => createServices(parts, request),
    deliver: event => applyOnce(database, paymentsJobs, event),
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

/** What lives as long as the subgraph. */
export function assembleParts(
  config: PaymentsConfig,
  database: Database,
  { logger, endpoint }: Pick<SubgraphServices, 'logger' | 'endpoint'>,
): PaymentsParts {
  const commands = new Commands({ endpoint });
  const tokens = new TokenMint(config.tokenSecret);
  const base = { config, database, logger, commands, tokens };
  const refundProgress = new RefundProgress(base);
  const orderProgress = new OrderProgress({ ...base, refundProgress });
  const holdMinutes = new HoldMinutes(commands, config.holdMinutes);
  return { ...base, refundProgress, orderProgress, holdMinutes };
}
