import { runSubgraph } from '@ticketbase/subgraph-kit';
import { createUsersSubgraph, parseUsersConfig } from './index.ts';

// biome-ignore lint/style/noProcessEnv: the process's entry hands its environment to config
const env = process.env;

await runSubgraph(env, {
  name: 'users',
  subscribers: [{ name: 'analytics' }, { name: 'notifications', receivesSecrets: true }],
  create: services => createUsersSubgraph(parseUsersConfig(env), services),
});
