import { Subgraph, type SubgraphServices } from '@ticketbase/subgraph-kit';
import type { AnalyticsConfig } from './config.ts';
import { createServices } from './context.ts';
import { Projector } from './projection/projector.ts';
import { analyticsSchema } from './schema.ts';
import { AnalyticsDatabase } from './store/analytics-database.ts';

export { type AnalyticsConfig, parseAnalyticsConfig } from './config.ts';
export { analyticsSchema } from './schema.ts';
export { analyticsCollections, type CollectionDescription, type FieldShape } from './store/collections.ts';

/** Connects to MongoDB, makes the indexes, and returns the subgraph; `start` takes up what was left unfinished. */
export async function createAnalyticsSubgraph(config: AnalyticsConfig, services: SubgraphServices): Promise<Subgraph> {
  const database = new AnalyticsDatabase({ url: config.mongoUrl, database: config.database });
  try {
    await database.open();
  } catch (error) {
    await database.close();
    throw error;
  }
  const projector = new Projector(database, services.logger);
  return new Subgraph({
    schema: analyticsSchema,
    logger: services.logger,
    createServices: createServices(database),
    deliver: event => projector.apply(event),
    deliverAll: events => projector.applyAll(events),
    health: [database],
    start: async () => projector.start(),
    close: async () => {
      await projector.stop();
      await database.close();
    },
  });
}
