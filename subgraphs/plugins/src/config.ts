import { parsedBy, parseEnvironment } from '@ticketbase/kernel';
import { EncryptionKeys } from '@ticketbase/subgraph-kit';
import { z } from 'zod';

export interface ObjectStorageConfig {
  readonly endpoint: URL;
  /** Where browsers reach the same storage; `endpoint` if it is the same. */
  readonly publicEndpoint: URL;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface PluginsConfig {
  /** PostgreSQL URL of the subgraph's own role. */
  readonly databaseUrl: string;
  /** Where people and outside services reach the server. */
  readonly publicUrl: string;
  /** Connections at most. */
  readonly databasePoolSize: number;
  readonly objectStorage: ObjectStorageConfig;
  /** The folder with the SDL of every subgraph, `<name>.graphql`: what a publication is composed with. */
  readonly schemaDir: string;
  /** Files with operations that clients of the server itself run: no publication may break them. */
  readonly clientOperations: readonly string[];
  /** `manual`: a version enters the supergraph when an operator approves it; `auto`: at once, for development. */
  readonly review: 'auto' | 'manual';
  /** Encrypt sensitive settings. */
  readonly encryptionKeys: EncryptionKeys;
  /** Actions that one installation may run in a minute, in this process. */
  readonly actionsPerMinute: number;
  /** Public actions that one guest's address may run in a minute on one installation, in this process. */
  readonly guestActionsPerMinute: number;
  /** Publications that one organization may try in an hour. */
  readonly publicationsPerHour: number;
}

const environment = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
    PLUGINS_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
    PLUGINS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    S3_ENDPOINT: z.url(),
    S3_PUBLIC_ENDPOINT: z.url().optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be a bucket name')
      .default('ticketbase-plugins'),
    S3_ACCESS_KEY: z.string(),
    S3_SECRET_KEY: z.string(),
    SCHEMA_DIR: z.string().default('schema/subgraphs'),
    PERSISTED_OPERATIONS: z.string().default('schema/persisted-operations.json'),
    PLUGIN_REVIEW: z.enum(['auto', 'manual']).optional(),
    PLUGIN_ENCRYPTION_KEYS: z.string().transform(parsedBy(EncryptionKeys.parse)),
    PLUGIN_ACTIONS_PER_MINUTE: z.coerce.number().int().positive().default(600),
    PLUGIN_GUEST_ACTIONS_PER_MINUTE: z.coerce.number().int().positive().default(60),
    PLUGIN_PUBLICATIONS_PER_HOUR: z.coerce.number().int().min(1).max(1_000_000).optional(),
  })
  .transform((env): PluginsConfig => {
    const review = env.PLUGIN_REVIEW ?? (env.NODE_ENV === 'production' ? 'manual' : 'auto');
    return {
      databaseUrl: env.PLUGINS_DATABASE_URL,
      publicUrl: env.PUBLIC_URL.replace(/\/+$/, ''),
      databasePoolSize: env.PLUGINS_DATABASE_POOL,
      objectStorage: {
        endpoint: new URL(env.S3_ENDPOINT),
        publicEndpoint: new URL(env.S3_PUBLIC_ENDPOINT ?? env.S3_ENDPOINT),
        region: env.S3_REGION,
        bucket: env.S3_BUCKET,
        accessKey: env.S3_ACCESS_KEY,
        secretKey: env.S3_SECRET_KEY,
      },
      schemaDir: env.SCHEMA_DIR,
      clientOperations: env.PERSISTED_OPERATIONS.split(',')
        .map(file => file.trim())
        .filter(Boolean),
      review,
      encryptionKeys: env.PLUGIN_ENCRYPTION_KEYS,
      actionsPerMinute: env.PLUGIN_ACTIONS_PER_MINUTE,
      guestActionsPerMinute: env.PLUGIN_GUEST_ACTIONS_PER_MINUTE,
      // Who develops a plugin publishes it on every change.
      publicationsPerHour: env.PLUGIN_PUBLICATIONS_PER_HOUR ?? (review === 'auto' ? 1_000 : 20),
    };
  });

/** Reads the configuration out of environment variables; throws ConfigurationError with every fault. */
export function parsePluginsConfig(env: Readonly<Record<string, string | undefined>>): PluginsConfig {
  return parseEnvironment(environment, env);
}

/** What the process that runs this subgraph alone is told beside it. */
export interface ProcessConfig {
  /** `unix:/path` or `tcp://127.0.0.1:port` of the plugin host. */
  readonly pluginHostAddress: string;
  /** The file with the token that the plugin host was started with. */
  readonly pluginHostTokenFile: string;
  readonly gatewayUrl: string;
}

const processEnvironment = z
  .object({ PLUGIN_HOST_ADDRESS: z.string(), PLUGIN_HOST_TOKEN_FILE: z.string(), GATEWAY_URL: z.url() })
  .transform(
    (env): ProcessConfig => ({
      pluginHostAddress: env.PLUGIN_HOST_ADDRESS,
      pluginHostTokenFile: env.PLUGIN_HOST_TOKEN_FILE,
      gatewayUrl: env.GATEWAY_URL,
    }),
  );

/** Reads what `main.ts` needs; throws ConfigurationError with every fault. */
export function parseProcessConfig(env: Readonly<Record<string, string | undefined>>): ProcessConfig {
  return parseEnvironment(processEnvironment, env);
}
