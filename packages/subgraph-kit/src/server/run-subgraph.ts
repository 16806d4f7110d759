import {
  createLogger,
  defaultMetricsAccess,
  fetchJwks,
  httpEndpoint,
  jwksKeys,
  parseEnvironment,
  SUBGRAPHS,
  type SubgraphName,
  startProcess,
  startTelemetry,
} from '@ticketbase/kernel';
import type { Router } from 'express';
import { z } from 'zod';
import { httpSubscriber } from '../outbox/http-subscriber.ts';
import { serveSubgraph } from './serve-subgraph.ts';
import type { Subgraph, SubgraphServices } from './subgraph.ts';

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  LOG_LEVEL: z.string().default('info'),
  /** Shared by gateway and subgraphs; at least 32 characters. */
  SUBGRAPH_SECRET: z.string().min(32),
  /** Who may read `/metrics`, beside whoever brings the token. */
  METRICS_ACCESS: z.enum(['token', 'loopback', 'any']).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  USERS_URL: z.url(),
  EVENTS_URL: z.url(),
  PAYMENTS_URL: z.url(),
  PLUGINS_URL: z.url(),
  ANALYTICS_URL: z.url(),
  NOTIFICATIONS_URL: z.url(),
  /** What executes operations; `graphql-js` is several times slower, to compare with. */
  SUBGRAPH_EXECUTOR: z.enum(['compiled', 'graphql-js']).default('compiled'),
  /** Ends the process when its standard input does: a supervisor that dies takes its children along. */
  EXIT_WITH_PARENT: z.stringbool().default(false),
});

type Environment = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  readonly name: SubgraphName;
  /** Whom this subgraph's domain events concern. */
  readonly subscribers: ReadonlyArray<{ readonly name: SubgraphName; readonly receivesSecrets?: boolean }>;
  create(services: SubgraphServices): Promise<{ subgraph: Subgraph; routes?: Router }>;
}

/** Runs one subgraph alone over HTTP: listens, and on SIGTERM or SIGINT drains and exits. Called by a `main.ts` only. */
export const runSubgraph = (env: Environment, options: RunOptions): Promise<void> =>
  startProcess(() => start(env, options));

async function start(env: Environment, options: RunOptions): Promise<void> {
  const config = parseEnvironment(environment, env);
  const telemetry = await startTelemetry(options.name, env);
  const urls: Record<SubgraphName, string> = {
    users: config.USERS_URL,
    events: config.EVENTS_URL,
    payments: config.PAYMENTS_URL,
    plugins: config.PLUGINS_URL,
    analytics: config.ANALYTICS_URL,
    notifications: config.NOTIFICATIONS_URL,
  };
  const secret = config.SUBGRAPH_SECRET;
  const endpoints = new Map(
    SUBGRAPHS.map(name => [name, httpEndpoint({ name, url: urls[name], secret, caller: options.name })]),
  );
  const logger = createLogger(options.name, config.LOG_LEVEL);
  const { subgraph, routes } = await options.create({
    logger,
    endpoint: name => endpoints.get(name)!,
    subscribers: options.subscribers.map(({ name, receivesSecrets }) =>
      httpSubscriber({ from: options.name, to: name, url: urls[name], secret, receivesSecrets }),
    ),
  });
  subgraph.executeWith(config.SUBGRAPH_EXECUTOR);
  const server = await serveSubgraph(subgraph, {
    host: config.HOST,
    port: config.PORT,
    secret,
    findKey: jwksKeys(fetchJwks(config.USERS_URL)),
    routes,
    metrics: {
      from: config.METRICS_ACCESS ?? defaultMetricsAccess(config.NODE_ENV === 'production'),
      token: config.METRICS_TOKEN,
    },
  });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.close();
    await subgraph.close();
    await telemetry.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (config.EXIT_WITH_PARENT) process.stdin.on('end', stop).resume();

  await subgraph.start();
  logger.info({ url: server.url }, 'ready');
}
