export { type EventsConfig, parseEventsConfig } from './config.ts';
export { createEventsSubgraph } from './create-subgraph.ts';
export { eventsDatabase } from './database.ts';
export { eventsSchema } from './schema.ts';
