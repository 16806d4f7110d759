import { runSubgraph } from '@ticketbase/subgraph-kit';
import { createAnalyticsSubgraph, parseAnalyticsConfig } from './index.ts';

// biome-ignore lint/style/noProcessEnv: the process's entry hands its environment to config
const environment = process.env;

await runSubgraph(environment, {
  name: 'analytics',
  subscribers: [],
  create: async services => ({
    subgraph: await createAnalyticsSubgraph(parseAnalyticsConfig(environment), services),
  }),
});
