import { readFileSync } from 'node:fs';
import { connectPluginHost } from '@ticketbase/plugin-host/client';
import { runSubgraph } from '@ticketbase/subgraph-kit';
import { parseProcessConfig } from './config.ts';
import { createPluginsSubgraph, parsePluginsConfig } from './index.ts';
import { supergraphOverHttp } from './supergraph-over-http.ts';

// biome-ignore lint/style/noProcessEnv: the process's entry hands its environment to config
const env = process.env;

await runSubgraph(env, {
  name: 'plugins',
  subscribers: [{ name: 'analytics' }, { name: 'notifications', receivesSecrets: true }],
  async create(services) {
    const { pluginHostAddress, pluginHostTokenFile, gatewayUrl } = parseProcessConfig(env);
    const token = readFileSync(pluginHostTokenFile, 'utf8').trim();
    const subgraph = await createPluginsSubgraph(parsePluginsConfig(env), {
      ...services,
      pluginHost: connectPluginHost({ address: pluginHostAddress, token }),
      pluginGraphql: supergraphOverHttp(gatewayUrl),
    });
    return { subgraph };
  },
});
