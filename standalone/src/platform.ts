import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAnalyticsSubgraph, parseAnalyticsConfig } from '@ticketbase/analytics';
import { createEventsSubgraph, parseEventsConfig } from '@ticketbase/events';
import {
  type CreateRateLimiter,
  createGateway,
  type Figures,
  type Gateway,
  type InProcessOperation,
  type Mailbox,
  parseGatewayConfig,
} from '@ticketbase/gateway';
import { createLogger, jwksKeys, SUBGRAPHS, type SubgraphEndpoint, type SubgraphName } from '@ticketbase/kernel';
import { createNotificationsSubgraph, parseNotificationsConfig } from '@ticketbase/notifications';
import { createPaymentsSubgraph, parsePaymentsConfig } from '@ticketbase/payments';
import { connectPluginHost, type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { type CreateActionRate, createPluginsSubgraph, parsePluginsConfig } from '@ticketbase/plugins';
import { metrics, type Subgraph, type SubgraphServices, type Subscriber } from '@ticketbase/subgraph-kit';
import { createUsersSubgraph, parseUsersConfig } from '@ticketbase/users';
import type { StandaloneConfig } from './config.ts';
import { gatewayEnvironment, subgraphEnvironment } from './environment.ts';
import type { Infrastructure } from './infrastructure.ts';
import { paths } from './paths.ts';
import type { Progress } from './progress.ts';
import type { Secrets } from './secrets.ts';
import { parseAll, settleAll } from './settle.ts';
import { SUBSCRIPTIONS } from './topology.ts';

/** The six subgraphs, the plugin host beside them, and the gateway over them, in this process. */
export interface Platform {
  readonly gateway: Gateway;
  readonly url: string;
  /** With what other processes reach the plugin host that this one owns. */
  readonly pluginHost: PluginHostAccess | undefined;
  close(): Promise<void>;
}

/** What a process that owns nothing is lent by the one that does. */
export interface Lent {
  readonly pluginHost: PluginHostAccess;
  readonly mail: Mailbox | undefined;
  readonly figures: Figures;
  readonly createRateLimiter: CreateRateLimiter;
  readonly createActionRate: CreateActionRate;
}

type PluginHostAccess = SpawnedPluginHost['access'];

/** Starts the platform of a process that owns everything, and takes requests unless it leaves that to others. */
export function startPlatform(
  config: StandaloneConfig,
  secrets: Secrets,
  infrastructure: Infrastructure,
  progress: Progress,
  { listens }: { readonly listens: boolean } = { listens: true },
): Promise<Platform> {
  return start(config, secrets, infrastructure, progress, { listens });
}

/** Starts the platform of a process that only takes requests, with what another one lends it. */
export function startServing(
  config: StandaloneConfig,
  secrets: Secrets,
  infrastructure: Infrastructure,
  lent: Lent,
): Promise<Platform> {
  return start(config, secrets, infrastructure, SILENT, { listens: true, lent });
}

const SILENT: Pick<Progress, 'step'> = { step: (_title, work) => work() };

async function start(
  config: StandaloneConfig,
  secrets: Secrets,
  infrastructure: Infrastructure,
  progress: Pick<Progress, 'step'>,
  { listens, lent }: { readonly listens: boolean; readonly lent?: Lent },
): Promise<Platform> {
  const running = new Map<SubgraphName, Subgraph>();
  const closers: Array<() => Promise<void>> = [];
  const close = async () => {
    for (const closer of closers.reverse()) await closer().catch(() => {});
  };
  const endpoints = lazyEndpoints(running);
  const services = (name: SubgraphName): SubgraphServices => ({
    logger: createLogger(name, config.logLevel),
    endpoint: other => endpoints[other],
    subscribers: SUBSCRIPTIONS[name].map(
      ({ name: to, receivesSecrets }): Subscriber => ({
        name: to,
        receivesSecrets,
        deliver: async event => running.get(to)?.deliver(event),
        deliverAll: async events => running.get(to)?.deliverAll(events),
      }),
    ),
  });
  const add = (subgraph: Subgraph) => {
    subgraph.executeWith(config.subgraphExecutor);
    running.set(subgraph.name, subgraph);
    closers.push(() => subgraph.close());
  };

  const configs = parseConfigs(config, secrets, infrastructure);

  try {
    const spawned = lent ? undefined : await progress.step('plugin host', () => spawnOwnPluginHost(config));
    const pluginHost = spawned?.host ?? connectPluginHost(lent!.pluginHost);
    closers.push(() => (spawned ? spawned.stop() : pluginHost.close()));
    let gateway: Gateway | undefined;

    const users = await progress.step('subgraphs', async () => {
      const pluginServices = {
        ...services('plugins'),
        pluginHost,
        createActionRate: lent?.createActionRate,
        pluginGraphql: (operation: InProcessOperation) => gateway!.execute(operation),
      };
      const [created] = await settleAll([
        createUsersSubgraph(configs.users, services('users')).then(made => {
          add(made.subgraph);
          return made;
        }),
        createEventsSubgraph(configs.events, services('events')).then(add),
        createPaymentsSubgraph(configs.payments, services('payments')).then(add),
        createPluginsSubgraph(configs.plugins, pluginServices).then(add),
        createAnalyticsSubgraph(configs.analytics, services('analytics')).then(add),
        createNotificationsSubgraph(configs.notifications, services('notifications')).then(add),
      ]);
      await settleAll([...running.values()].map(subgraph => (lent ? subgraph.serve() : subgraph.start())));
      return created;
    });

    gateway = await progress.step('gateway', async () =>
      createGateway(configs.gateway, {
        logger: createLogger('gateway', config.logLevel),
        endpoints,
        findKey: jwksKeys(async () => users.publicKeys()),
        jwks: () => users.publicKeys(),
        supergraph: await readFile(join(paths.schema, 'supergraph.graphql'), 'utf8'),
        health: [...running.values()].flatMap(subgraph => subgraph.health),
        site: paths.site,
        mail: lent ? lent.mail : infrastructure.mail,
        metrics,
        figures: lent?.figures,
        createRateLimiter: lent?.createRateLimiter,
      }),
    );
    closers.push(() => gateway!.close());
    const { url } = listens ? await gateway.listen(config.port, config.host) : { url: urlOf(config) };
    return { gateway, url, close, pluginHost: spawned?.access };
  } catch (error) {
    await close();
    throw error;
  }
}

const spawnOwnPluginHost = (config: StandaloneConfig): Promise<SpawnedPluginHost> =>
  spawnPluginHost({
    development: !config.production,
    requireConfinement: config.requireConfinement,
    logLevel: config.logLevel,
    onLogLine: line => process.stdout.write(`${line}\n`),
  });

const urlOf = ({ host, port }: StandaloneConfig) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** What every part is told, read before any part is started. Throws ConfigurationError with the faults of all. */
function parseConfigs(config: StandaloneConfig, secrets: Secrets, infrastructure: Infrastructure) {
  const env = (name: SubgraphName) => subgraphEnvironment(name, config, secrets, infrastructure);
  return parseAll({
    users: () => parseUsersConfig(env('users')),
    events: () => parseEventsConfig(env('events')),
    payments: () => parsePaymentsConfig(env('payments')),
    plugins: () => parsePluginsConfig(env('plugins')),
    analytics: () => parseAnalyticsConfig(env('analytics')),
    notifications: () => parseNotificationsConfig(env('notifications')),
    gateway: () => parseGatewayConfig(gatewayEnvironment(config, infrastructure)),
  });
}

/** Endpoints that find their subgraph when they are called: subgraphs refer to each other in a circle. */
function lazyEndpoints(running: ReadonlyMap<SubgraphName, Subgraph>): Record<SubgraphName, SubgraphEndpoint> {
  const entries = SUBGRAPHS.map(name => {
    const endpoint: SubgraphEndpoint = {
      name,
      execute: async request => {
        const subgraph = running.get(name);
        if (!subgraph) throw new Error(`${name} is not running yet`);
        return subgraph.execute(request);
      },
      download: async (token, signal) => (await running.get(name)?.download(token, signal)) ?? null,
      async *watch(signal) {
        yield* running.get(name)?.watch(signal) ?? [];
      },
    };
    return [name, endpoint] as const;
  });
  return Object.fromEntries(entries) as Record<SubgraphName, SubgraphEndpoint>;
}
