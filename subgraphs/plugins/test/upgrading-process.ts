import { randomBytes } from 'node:crypto';
import { createLogger, newId, Viewer } from '@ticketbase/kernel';
import { spawnPluginHost } from '@ticketbase/plugin-host/client';
import { EncryptionKeys } from '@ticketbase/subgraph-kit';
import { createPluginsSubgraph, type PluginsConfig } from '../src/index.ts';

/*
 * A process of the subgraph that makes one request and is killed in the middle of it. Its argument is JSON: the configuration, who
 * asks, and for what.
 */
const { config, identity, query, variables } = JSON.parse(process.argv[2]!);
const { endpoint, publicEndpoint } = config.objectStorage;
const host = await spawnPluginHost({ workers: 1, logLevel: 'silent' });
const subgraph = await createPluginsSubgraph(
  {
    ...config,
    encryptionKeys: EncryptionKeys.parse(`k1:${randomBytes(32).toString('base64')}`),
    objectStorage: { ...config.objectStorage, endpoint: new URL(endpoint), publicEndpoint: new URL(publicEndpoint) },
  } as PluginsConfig,
  {
    logger: createLogger('plugins', 'silent'),
    endpoint: () => {
      throw new Error('The request asks nobody else.');
    },
    subscribers: [],
    pluginHost: host.host,
  },
);
const answer = await subgraph.execute({ viewer: new Viewer(identity), query, variables, requestId: newId() });
process.stdout.write(JSON.stringify(answer));
