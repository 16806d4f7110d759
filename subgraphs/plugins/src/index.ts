import type { AnyDomainEvent } from '@ticketbase/kernel';
import {
  applyAll,
  CommandClient,
  Database,
  OutboxRelay,
  OutboxWatch,
  Subgraph,
  type SubgraphServices,
} from '@ticketbase/subgraph-kit';
import { PluginGraphql, type SupergraphCaller } from './action/plugin-graphql.ts';
import type { PluginHost } from './action/plugin-host.ts';
import { PluginRunner } from './action/plugin-runner.ts';
import { type CreateActionRate, RateLimit } from './action/rate-limit.ts';
import { RunRecords } from './action/run-records.ts';
import { Compatibility } from './compatibility/compatibility.service.ts';
import type { PluginsConfig } from './config.ts';
import { createServices, type PluginsPlatform } from './context.ts';
import { pluginsDatabase } from './database.ts';
import { HookWorker } from './hook/hook-worker.ts';
import { startHousekeeping } from './housekeeping.ts';
import { pluginJobs } from './jobs.ts';
import { BundleStore } from './object-storage/bundle-store.ts';
import { OrganizationDirectory } from './organization/organization-directory.ts';
import { VersionCodeCache } from './plugin/version-code.ts';
import { ScheduleWorker } from './schedule/schedule-worker.ts';
import { pluginsSchema } from './schema.ts';
import { PluginStorage } from './storage/plugin-storage.ts';
import { SupergraphComposer } from './supergraph/compose.ts';
import { ReleaseService } from './supergraph/release.service.ts';
import { SupergraphThread } from './supergraph/supergraph-thread.ts';

export type { SupergraphCaller } from './action/plugin-graphql.ts';
export type { PluginHost } from './action/plugin-host.ts';
export type { CreateActionRate } from './action/rate-limit.ts';
export { type PluginsConfig, parsePluginsConfig } from './config.ts';
export { pluginsDatabase } from './database.ts';
export { pluginsSchema } from './schema.ts';

/** What the subgraph needs beside what every subgraph gets. */
export interface PluginsSubgraphServices extends SubgraphServices {
  /** Runs plugin code; closed by whoever made it. */
  readonly pluginHost: PluginHost;
  /** The supergraph, for `ctx.graphql` and the queries of components; both are refused without it. */
  readonly pluginGraphql?: SupergraphCaller;
  /** How often actions may run, where several processes count together; by default each counts for itself. */
  readonly createActionRate?: CreateActionRate;
}

/**
 * Connects, brings the schema up to date, and makes the subgraph. Nothing runs until `subgraph.start()`, which serves the
 * newest release of the supergraph, and composes one first where there is none.
 */
export async function createPluginsSubgraph(
  config: PluginsConfig,
  services: PluginsSubgraphServices,
): Promise<Subgraph> {
  const { logger, subscribers, endpoint, pluginHost, createActionRate = inThisProcess } = services;
  const bundles = new BundleStore(config.objectStorage);
  await bundles.prepare();
  const database = await Database.open({
    ...pluginsDatabase,
    url: config.databaseUrl,
    poolSize: config.databasePoolSize,
  });

  const users = () => new CommandClient(endpoint('users'), 'plugins');
  const graphql = new PluginGraphql(users, services.pluginGraphql);
  const storage = new PluginStorage(database);
  const codes = new VersionCodeCache();
  const supergraphThread = new SupergraphThread();
  const composer = new SupergraphComposer(config.schemaDir, pluginsSchema.sdl, supergraphThread);
  const releases = new ReleaseService({ database, composer, codes, base: pluginsSchema, logger });
  const platform: PluginsPlatform = {
    database,
    bundles,
    codes,
    releases,
    graphql,
    encryption: config.encryptionKeys,
    runner: new PluginRunner({ host: pluginHost, bundles, storage, graphql, logger }),
    records: new RunRecords(database),
    organizations: new OrganizationDirectory(users),
    memberRate: createActionRate('plugin-actions', config.actionsPerMinute),
    guestRate: createActionRate('plugin-actions-of-guests', config.guestActionsPerMinute),
    review: config.review,
    publicationsPerHour: config.publicationsPerHour,
    publicUrl: config.publicUrl,
    compatibility: new Compatibility(config.clientOperations, supergraphThread),
    logger,
    wakeHooks: () => hooks.wake(),
  };

  const relay = new OutboxRelay(database, subscribers, logger);
  const hooks = new HookWorker(platform, logger);
  const scheduled = new ScheduleWorker(platform, logger);
  let stopHousekeeping = async () => {};
  const deliver = async (events: readonly AnyDomainEvent[]) => {
    await applyAll(database, pluginJobs(codes), events);
    hooks.wake();
  };
  const watch = new OutboxWatch(database, logger);
  const subgraph = new Subgraph({
    schema: pluginsSchema,
    logger,
    createServices: request => createServices(platform, request),
    deliver: event => deliver([event]),
    deliverAll: events => deliver(events),
    watch: signal => watch.watch(signal),
    health: [database, bundles, releases, { name: 'plugin-host', check: () => checkHost(pluginHost) }],
    serve: () => releases.start(schema => subgraph.replaceSchema(schema)),
    async start() {
      relay.start();
      hooks.start();
      scheduled.start();
      stopHousekeeping = startHousekeeping(database, logger);
    },
    async close() {
      await stopHousekeeping();
      await releases.stop();
      await supergraphThread.stop();
      await Promise.all([hooks.stop(), scheduled.stop()]);
      await relay.stop();
      await database.close();
    },
  });
  return subgraph;
}

const inThisProcess: CreateActionRate = (_name, perMinute) => new RateLimit(perMinute);

async function checkHost(host: PluginHost): Promise<void> {
  if (!(await host.ready())) throw new Error('The plugin host does not answer.');
}
