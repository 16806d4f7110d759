import { parseEnvironment } from '@ticketbase/kernel';
import { z } from 'zod';

const environment = z.object({
  /** PostgreSQL URL of this subgraph's own role. */
  EVENTS_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  EVENTS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  /** Base URL of an S3-compatible server. */
  S3_ENDPOINT: z.url(),
  /** The same server as browsers reach it, if that differs. */
  S3_PUBLIC_ENDPOINT: z.url().optional(),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  /** Made at the first upload if it is missing. */
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be a bucket name')
    .default('ticketbase-events'),
  S3_REGION: z.string().min(1).default('us-east-1'),
  /** Milliseconds between two looks for holds that expired and events that ended. */
  EVENTS_SWEEP_INTERVAL_MS: z.coerce.number().int().min(50).max(600_000).default(5_000),
});

/** What the events subgraph is told at its start. */
export interface EventsConfig {
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly objectStorage: {
    readonly endpoint: string;
    readonly publicEndpoint?: string;
    readonly accessKey: string;
    readonly secretKey: string;
    readonly bucket: string;
    readonly region: string;
  };
  /** Milliseconds. */
  readonly sweepInterval: number;
}

/** Reads the configuration out of environment variables; reports every fault at once. Throws ConfigurationError. */
export function parseEventsConfig(env: Readonly<Record<string, string | undefined>>): EventsConfig {
  const given = parseEnvironment(environment, env);
  return {
    databaseUrl: given.EVENTS_DATABASE_URL,
    poolSize: given.EVENTS_DATABASE_POOL,
    objectStorage: {
      endpoint: given.S3_ENDPOINT,
      publicEndpoint: given.S3_PUBLIC_ENDPOINT,
      accessKey: given.S3_ACCESS_KEY,
      secretKey: given.S3_SECRET_KEY,
      bucket: given.S3_BUCKET,
      region: given.S3_REGION,
    },
    sweepInterval: given.EVENTS_SWEEP_INTERVAL_MS,
  };
}
