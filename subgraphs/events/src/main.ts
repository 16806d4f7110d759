import { runSubgraph } from '@ticketbase/subgraph-kit';
import { createEventsSubgraph, parseEventsConfig } from './index.ts';

// biome-ignore lint/style/noProcessEnv: the process's entry hands its environment to config
const environment = process.env;

await runSubgraph(environment, {
  name: 'events',
  subscribers: [
    { name: 'analytics' },
    { name: 'notifications', receivesSecrets: true },
    { name: 'payments' },
    { name: 'plugins' },
  ],
  create: async services => ({ subgraph: await createEventsSubgraph(parseEventsConfig(environment), services) }),
});
