import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { ConfigurationError, parseEnvironment } from '@ticketbase/kernel';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform(value => value === 'true');

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** First of six ports in a row for the subgraphs of `npm run start:distributed`; free ones if not given. */
  SUBGRAPH_PORT_BASE: z.coerce.number().int().min(1024).max(65_530).optional(),
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  DEMO: flag.optional(),
  POSTGRES_URL: z.url().optional(),
  MONGODB_URL: z.url().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  SMTP_URL: z.url().optional(),
  SUBGRAPH_SECRET: z.string().min(32).optional(),
  JWT_PRIVATE_KEY: z.string().optional(),
  USERS_ENCRYPTION_KEYS: z.string().optional(),
  EVENTS_ENCRYPTION_KEYS: z.string().optional(),
  PAYMENTS_TOKEN_SECRET: z.string().min(32).optional(),
  PLUGIN_ENCRYPTION_KEYS: z.string().optional(),
  /** Processes that take requests; 1 for one that does everything. */
  WORKERS: z.coerce.number().int().min(1).max(128).optional(),
  /** The same, as other platforms name it. */
  WEB_CONCURRENCY: z.coerce.number().int().min(1).max(128).optional(),
  PLUGIN_CONFINEMENT: z.enum(['required', 'preferred']).optional(),
  SUBGRAPH_EXECUTOR: z.enum(['compiled', 'graphql-js']).default('compiled'),
});

/** What `npm start` runs on. Variables that concern one subgraph only are read by that subgraph. */
export interface StandaloneConfig {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Processes that take requests, beside the one that owns everything else; 1 for one that does it all. */
  readonly workers: number;
  /** Where the subgraphs of a distributed server listen: this port and the next five, in the order of `SUBGRAPHS`. */
  readonly subgraphPortBase?: number;
  /** Where people reach the server; links in mails begin with it. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly logLevel: string;
  /** Whether to fill an empty database with an organizer, an event and a plugin to look at. */
  readonly demo: boolean;
  /** Whether the server refuses to start where the system cannot confine the workers that run plugins. */
  readonly requireConfinement: boolean;
  /** What executes operations in the subgraphs. */
  readonly subgraphExecutor: 'compiled' | 'graphql-js';
  /** The environment as given: subgraphs read their own variables from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Everything that has an embedded default in development and must be given in production. */
const REQUIRED_IN_PRODUCTION = [
  'PUBLIC_URL',
  'POSTGRES_URL',
  'MONGODB_URL',
  'S3_ENDPOINT',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
  'SMTP_URL',
  'SUBGRAPH_SECRET',
  'JWT_PRIVATE_KEY',
  'USERS_ENCRYPTION_KEYS',
  'EVENTS_ENCRYPTION_KEYS',
  'PAYMENTS_TOKEN_SECRET',
  'PLUGIN_ENCRYPTION_KEYS',
] as const;

/** Throws ConfigurationError with every fault. */
export function parseStandaloneConfig(env: Readonly<Record<string, string | undefined>>): StandaloneConfig {
  const parsed = parseEnvironment(environment, env);
  const production = parsed.NODE_ENV === 'production';
  const missing = production ? REQUIRED_IN_PRODUCTION.filter(name => !parsed[name]) : [];
  if (missing.length > 0) {
    throw new ConfigurationError(missing.map(name => `${name}: is required when NODE_ENV is production`));
  }
  return {
    production,
    host: parsed.HOST,
    port: parsed.PORT,
    workers: parsed.WORKERS ?? parsed.WEB_CONCURRENCY ?? (production ? availableParallelism() : 1),
    subgraphPortBase: parsed.SUBGRAPH_PORT_BASE,
    publicUrl: parsed.PUBLIC_URL ?? `http://localhost:${parsed.PORT}`,
    dataDir: resolve(parsed.DATA_DIR),
    logLevel: parsed.LOG_LEVEL,
    demo: parsed.DEMO ?? !production,
    requireConfinement: (parsed.PLUGIN_CONFINEMENT ?? (production ? 'required' : 'preferred')) === 'required',
    subgraphExecutor: parsed.SUBGRAPH_EXECUTOR,
    environment: env,
  };
}

/** The process's environment over an `.env` file of the working directory, if there is one. */
export function withDotEnv(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
