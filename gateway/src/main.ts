import { readFile } from 'node:fs/promises';
import {
  createLogger,
  fetchJwks,
  type HealthCheck,
  jwksKeys,
  SUBGRAPHS,
  type SubgraphName,
  startProcess,
  startTelemetry,
} from '@ticketbase/kernel';
import { parseDistributedConfig, parseGatewayConfig } from './config.ts';
import { createGateway } from './gateway.ts';
import { httpMailbox } from './http/http-mailbox.ts';
import { remembered } from './remembered.ts';
import { type PooledEndpoint, pooledEndpoint } from './transport/pooled-endpoint.ts';

/** Milliseconds; whoever asks for the public keys does not make the gateway ask as often. */
const KEYS_REMEMBERED_FOR = 60_000;

// biome-ignore lint/style/noProcessEnv: the process's entry hands its environment to config
const env = process.env;
await startProcess(async () => {
  const config = parseGatewayConfig(env);
  const { secret, supergraphPath, urls, site, mailboxUrl, exitWithParent } = parseDistributedConfig(env);
  const telemetry = await startTelemetry('gateway', env);
  const logger = createLogger('gateway', config.logLevel);
  const readKeys = fetchJwks(urls.users);

  const endpoints = Object.fromEntries(
    SUBGRAPHS.map(name => [name, pooledEndpoint({ name, url: urls[name], secret, caller: 'gateway' })]),
  ) as Record<SubgraphName, PooledEndpoint>;

  const health = SUBGRAPHS.map(
    (name): HealthCheck => ({
      name,
      async check() {
        const response = await fetch(`${urls[name]}/health/ready`, { signal: AbortSignal.timeout(2_000) });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`${name} is not ready`);
      },
    }),
  );

  const gateway = await createGateway(config, {
    ...{ logger, endpoints, health },
    findKey: jwksKeys(readKeys),
    jwks: remembered(KEYS_REMEMBERED_FOR, readKeys),
    supergraph: await readFile(supergraphPath, 'utf8'),
    site,
    mail: mailboxUrl ? httpMailbox(mailboxUrl) : undefined,
  });
  const { url } = await gateway.listen();
  logger.info({ url }, 'ready');

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await gateway.close();
    await Promise.all(SUBGRAPHS.map(name => endpoints[name].close()));
    await telemetry.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (exitWithParent) process.stdin.on('end', stop).resume();
});
