import { parseEnvironment } from '@ticketbase/kernel';
import { z } from 'zod';

/** One key that settings are encrypted under. */
export interface EncryptionKey {
  /** Names the key in what it encrypted, so that it can be found again after a rotation. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

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
  readonly objectStorage: ObjectStorageConfig;
  /** The folder with the SDL of every subgraph, `<name>.graphql`: what a publication is composed with. */
  readonly schemaDir: string;
  /** `manual`: a version enters the supergraph when an operator approves it; `auto`: at once, for development. */
  readonly review: 'auto' | 'manual';
  /** The first encrypts; all decrypt. */
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  /** Actions that one installation may run in a minute, in this process. */
  readonly actionsPerMinute: number;
  /** Public actions that one guest's address may run in a minute on one installation, in this process. */
  readonly guestActionsPerMinute: number;
  /** Publications that one organization may try in an hour. */
  readonly publicationsPerHour: number;
}

const DEVELOPMENT_KEY = `development:${Buffer.alloc(32, 'ticketbase development key').toString('base64')}`;

const encryptionKeys = z.string().transform((text, context): PluginsConfig['encryptionKeys'] => {
  const keys = text.split(',').map(entry => {
    const at = entry.indexOf(':');
    return { id: entry.slice(0, at).trim(), key: Buffer.from(entry.slice(at + 1), 'base64') };
  });
  const faulty = keys.some(({ id, key }) => !/^[\w-]{1,40}$/.test(id) || key.length !== 32);
  if (faulty) context.addIssue('must be <id>:<32 bytes as base64>, several separated by commas, the current one first');
  if (new Set(keys.map(({ id }) => id)).size < keys.length) context.addIssue('names one key id twice');
  return keys as unknown as PluginsConfig['encryptionKeys'];
});

const environment = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    PLUGINS_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
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
    PLUGIN_REVIEW: z.enum(['auto', 'manual']).optional(),
    PLUGIN_ENCRYPTION_KEYS: z.string().optional(),
    PLUGIN_ACTIONS_PER_MINUTE: z.coerce.number().int().positive().default(600),
    PLUGIN_GUEST_ACTIONS_PER_MINUTE: z.coerce.number().int().positive().default(60),
    PLUGIN_PUBLICATIONS_PER_HOUR: z.coerce.number().int().min(1).max(1_000_000).optional(),
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV !== 'production') return;
    const given = env.PLUGIN_ENCRYPTION_KEYS;
    if (!given) context.addIssue({ code: 'custom', path: ['PLUGIN_ENCRYPTION_KEYS'], message: 'is required' });
    else if (given.includes(DEVELOPMENT_KEY.slice(DEVELOPMENT_KEY.indexOf(':'))))
      context.addIssue({ code: 'custom', path: ['PLUGIN_ENCRYPTION_KEYS'], message: 'is the development key' });
  })
  .transform((env, context): PluginsConfig => {
    const keys = encryptionKeys.safeParse(env.PLUGIN_ENCRYPTION_KEYS ?? DEVELOPMENT_KEY);
    for (const issue of keys.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['PLUGIN_ENCRYPTION_KEYS'], message: issue.message });
    const review = env.PLUGIN_REVIEW ?? (env.NODE_ENV === 'production' ? 'manual' : 'auto');
    return {
      databaseUrl: env.PLUGINS_DATABASE_URL,
      objectStorage: {
        endpoint: new URL(env.S3_ENDPOINT),
        publicEndpoint: new URL(env.S3_PUBLIC_ENDPOINT ?? env.S3_ENDPOINT),
        region: env.S3_REGION,
        bucket: env.S3_BUCKET,
        accessKey: env.S3_ACCESS_KEY,
        secretKey: env.S3_SECRET_KEY,
      },
      schemaDir: env.SCHEMA_DIR,
      review,
      encryptionKeys: keys.data as PluginsConfig['encryptionKeys'],
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
