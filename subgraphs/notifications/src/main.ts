import { runSubgraph } from '@ticketbase/subgraph-kit';
import { createNotificationsSubgraph, parseNotificationsConfig } from './index.ts';

// biome-ignore lint/style/noProcessEnv: the process's entry hands its environment to config
const environment = process.env;

await runSubgraph(environment, {
  name: 'notifications',
  subscribers: [{ name: 'analytics' }],
  create: async services => ({
    subgraph: await createNotificationsSubgraph(parseNotificationsConfig(environment), services),
  }),
});
