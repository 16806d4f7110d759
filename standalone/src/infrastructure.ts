import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import {
  type RunningMailSink,
  startMailSink,
  startMongo,
  startObjectStorage,
  startPostgres,
} from '@ticketbase/embedded';
import type { SubgraphName } from '@ticketbase/kernel';
import { provisionSchema } from '@ticketbase/subgraph-kit';
import type { StandaloneConfig } from './config.ts';
import type { Progress } from './progress.ts';
import type { Secrets } from './secrets.ts';
import { settleAll } from './settle.ts';

/** The servers below the subgraphs: each the one whose URL is given, else an embedded one. */
export interface Infrastructure {
  /** Variables that every subgraph may read. */
  readonly environment: Readonly<Record<string, string>>;
  /** The URL of a subgraph's own PostgreSQL role; undefined for one that has none. */
  databaseUrl(subgraph: SubgraphName): string | undefined;
  /** The mail sink, when mail goes nowhere else. */
  readonly mail: RunningMailSink | undefined;
  stop(): Promise<void>;
}

/** Where a subgraph reads its database's URL; an operator who makes the roles by hand sets these. */
export const databaseVariable = (name: SubgraphName) => `${name.toUpperCase()}_DATABASE_URL`;

const ON_POSTGRESQL: readonly SubgraphName[] = ['users', 'events', 'payments', 'plugins', 'notifications'];

/** Starts what no URL is given for, all side by side, and stops what was started when one fails. */
export async function startInfrastructure(
  config: StandaloneConfig,
  secrets: Secrets,
  progress: Progress,
): Promise<Infrastructure> {
  const stops: Array<() => Promise<void>> = [];
  const stop = async () => {
    await Promise.allSettled(stops.map(each => each()));
  };
  const [roles, mongoUrl, s3, mail] = await settleAll([
    postgres(config, secrets, progress, stops),
    mongo(config, progress, stops),
    objectStorage(config, secrets, progress, stops),
    mailSink(config, progress, stops),
  ]).catch(async error => {
    await stop();
    throw error;
  });
  return {
    environment: { MONGODB_URL: mongoUrl, ...s3, SMTP_URL: mail.url },
    databaseUrl: name => roles.get(name),
    mail: mail.sink,
    stop,
  };
}

type Stops = Array<() => Promise<void>>;

async function postgres(config: StandaloneConfig, secrets: Secrets, progress: Progress, stops: Stops) {
  const given = config.environment.POSTGRES_URL;
  if (ON_POSTGRESQL.every(name => config.environment[databaseVariable(name)])) {
    return databaseRoles(config, secrets, ON_POSTGRESQL, given);
  }
  return progress.step(given ? 'PostgreSQL (yours)' : 'PostgreSQL', async () =>
    databaseRoles(config, secrets, ON_POSTGRESQL, given ?? (await embeddedPostgres(config, stops))),
  );
}

/** The URLs of these subgraphs' own roles: those that the operator set, the others made with the superuser's. */
export async function databaseRoles(
  config: StandaloneConfig,
  secrets: Secrets,
  names: readonly SubgraphName[],
  adminUrl: string | undefined,
): Promise<Map<SubgraphName, string | undefined>> {
  const roles = new Map(names.map(name => [name, config.environment[databaseVariable(name)]]));
  for (const name of names) {
    if (roles.get(name) || !adminUrl) continue;
    const password = createHmac('sha256', secrets.SUBGRAPH_SECRET).update(`postgresql:${name}`).digest('base64url');
    roles.set(name, await provisionSchema({ adminUrl, name, password }));
  }
  return roles;
}

async function embeddedPostgres(config: StandaloneConfig, stops: Stops): Promise<string> {
  const server = await startPostgres({ dataDir: join(config.dataDir, 'postgres') });
  stops.push(() => server.stop());
  return server.url;
}

async function mongo(config: StandaloneConfig, progress: Progress, stops: Stops) {
  const given = config.environment.MONGODB_URL;
  if (given) return given;
  return progress.step('MongoDB-compatible server', async () => {
    const server = await startMongo({ dataDir: join(config.dataDir, 'mongo') });
    stops.push(() => server.stop());
    return server.url;
  });
}

async function objectStorage(config: StandaloneConfig, secrets: Secrets, progress: Progress, stops: Stops) {
  const { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY } = config.environment;
  if (S3_ENDPOINT) {
    return { S3_ENDPOINT, S3_ACCESS_KEY: S3_ACCESS_KEY ?? '', S3_SECRET_KEY: S3_SECRET_KEY ?? '' };
  }
  return progress.step('object storage', async () => {
    const keys = { accessKey: secrets.S3_ACCESS_KEY, secretKey: secrets.S3_SECRET_KEY };
    const server = await startObjectStorage({ dataDir: join(config.dataDir, 's3'), ...keys });
    stops.push(() => server.stop());
    return { S3_ENDPOINT: server.endpoint, S3_ACCESS_KEY: keys.accessKey, S3_SECRET_KEY: keys.secretKey };
  });
}

async function mailSink(config: StandaloneConfig, progress: Progress, stops: Stops) {
  const given = config.environment.SMTP_URL;
  if (given) return { url: given, sink: undefined };
  return progress.step('mail sink', async () => {
    const sink = await startMailSink({ dataDir: join(config.dataDir, 'mail') });
    stops.push(() => sink.stop());
    return { url: sink.url, sink };
  });
}
