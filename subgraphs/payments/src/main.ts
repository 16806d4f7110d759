import { runSubgraph } from '@ticketbase/subgraph-kit';
import { createPaymentsSubgraph, parsePaymentsConfig } from './index.ts';

// biome-ignore lint/style/noProcessEnv: the process's entry hands its environment to config
const environment = process.env;

await runSubgraph(environment, {
  name: 'payments',
  subscribers: [
    { name: 'analytics' },
    { name: 'notifications', receivesSecrets: true },
    { name: 'plugins' },
    { name: 'events' },
  ],
  create: async services => ({ subgraph: await createPaymentsSubgraph(parsePaymentsConfig(environment), services) }),
});
