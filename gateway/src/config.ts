import { defaultMetricsAccess, parseEnvironment, SUBGRAPHS, type SubgraphName } from '@ticketbase/kernel';
import { z } from 'zod';

const splitList = (value: string) => value.split(',').flatMap(part => part.trim() || []);
const list = z.string().default('').transform(splitList);
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const limit = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: z.string().default('info'),
  /** Where clients reach the gateway; https makes the refresh cookie Secure. */
  PUBLIC_URL: z.url().default('http://localhost:4000'),
  /** Origins of other sites that may call the API from a browser, separated by commas. */
  CORS_ORIGINS: list,
  /** Origins that pages may load images and plugin files from, such as the object storage's, separated by commas. */
  ASSET_ORIGINS: list,
  /** Reverse proxies in front whose X-Forwarded-For is believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  /** By default callers on this machine; in production whoever has the token. */
  METRICS_ACCESS: z.enum(['token', 'loopback', 'any']).optional(),
  /** Whoever brings it as a bearer token may read the figures, too. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** What executes query plans; `apollo` is @apollo/gateway's own executor, for comparison. */
  GATEWAY_EXECUTOR: z.enum(['compiled', 'apollo']).default('compiled'),
  /** Milliseconds that one operation may take. */
  REQUEST_TIMEOUT: count(30_000),
  /** Milliseconds of it that planning may take. */
  PLANNING_TIMEOUT: count(2_000),
  /** Milliseconds that requests in hand get when the gateway stops. */
  DRAIN_TIMEOUT: count(10_000),
  MAX_BODY_BYTES: count(1_000_000),
  MAX_UPLOAD_BYTES: count(10_000_000),
  /** Bytes of all files of one request: base64 on the way to a subgraph, which takes 32 MB. */
  MAX_UPLOAD_REQUEST_BYTES: count(20_000_000),
  /** Bytes of the files of all requests in hand. */
  MAX_UPLOAD_BYTES_IN_HAND: count(200_000_000),
  MAX_UPLOADS: count(5),
  MAX_QUERY_CHARACTERS: count(100_000),
  MAX_QUERY_TOKENS: count(2_000),
  MAX_QUERY_DEPTH: count(12),
  MAX_QUERY_ALIASES: count(50),
  MAX_QUERY_ROOT_FIELDS: count(20),
  MAX_QUERY_DIRECTIVES: count(50),
  /** Fields, inline fragments and spreads once fragments are spread; twice as many take twice as long to plan. */
  MAX_QUERY_SELECTIONS: count(2_000),
  MAX_QUERY_COST: count(10_000),
  /** Answer only the operations of the manifests, which stand in these files, separated by commas. */
  PERSISTED_ONLY: z.stringbool().default(false),
  PERSISTED_OPERATIONS: z.string().default('schema/persisted-operations.json').transform(splitList),
  /** Requests of guests from one address within a minute, and of one user, API token or plugin; 0 for any number. */
  MAX_REQUESTS_PER_ADDRESS: limit(1_200),
  MAX_REQUESTS_PER_CALLER: limit(6_000),
  /** Streams of subscriptions: of one user, API token or plugin, and of this process. */
  MAX_SUBSCRIPTIONS_PER_CALLER: count(20),
  MAX_SUBSCRIPTIONS: count(2_000),
  /** Bytes of one payload. */
  MAX_SUBSCRIPTION_BYTES: count(1_000_000),
  /** Milliseconds for which a client may leave untaken what it is sent. */
  SUBSCRIPTION_STALL_TIMEOUT: count(10_000),
});

export type GatewayConfig = ReturnType<typeof parseGatewayConfig>;

/** Reads the gateway's configuration; every variable has a default. Throws ConfigurationError with every fault. */
export function parseGatewayConfig(env: Readonly<Record<string, string | undefined>>) {
  const given = parseEnvironment(environment, env);
  const production = given.NODE_ENV === 'production';
  return {
    host: given.HOST,
    port: given.PORT,
    development: !production,
    logLevel: given.LOG_LEVEL,
    publicUrl: given.PUBLIC_URL,
    corsOrigins: given.CORS_ORIGINS,
    assetOrigins: given.ASSET_ORIGINS,
    trustProxy: given.TRUST_PROXY,
    metrics: { from: given.METRICS_ACCESS ?? defaultMetricsAccess(production), token: given.METRICS_TOKEN },
    executor: given.GATEWAY_EXECUTOR,
    requestTimeout: given.REQUEST_TIMEOUT,
    planningTimeout: given.PLANNING_TIMEOUT,
    drainTimeout: given.DRAIN_TIMEOUT,
    body: { maxBytes: given.MAX_BODY_BYTES },
    uploads: {
      maxBytes: given.MAX_UPLOAD_BYTES,
      maxRequestBytes: given.MAX_UPLOAD_REQUEST_BYTES,
      maxBytesInHand: given.MAX_UPLOAD_BYTES_IN_HAND,
      maxFiles: given.MAX_UPLOADS,
    },
    persisted: { only: given.PERSISTED_ONLY, manifests: given.PERSISTED_OPERATIONS },
    callers: { perAddress: given.MAX_REQUESTS_PER_ADDRESS, perCaller: given.MAX_REQUESTS_PER_CALLER },
    subscriptions: {
      perCaller: given.MAX_SUBSCRIPTIONS_PER_CALLER,
      total: given.MAX_SUBSCRIPTIONS,
      maxBytes: given.MAX_SUBSCRIPTION_BYTES,
      stallTimeout: given.SUBSCRIPTION_STALL_TIMEOUT,
    },
    query: {
      characters: given.MAX_QUERY_CHARACTERS,
      tokens: given.MAX_QUERY_TOKENS,
      depth: given.MAX_QUERY_DEPTH,
      aliases: given.MAX_QUERY_ALIASES,
      rootFields: given.MAX_QUERY_ROOT_FIELDS,
      directives: given.MAX_QUERY_DIRECTIVES,
      selections: given.MAX_QUERY_SELECTIONS,
      cost: given.MAX_QUERY_COST,
    },
  };
}

const distributed = z.object({
  /** Shared by gateway and subgraphs; at least 32 characters. */
  SUBGRAPH_SECRET: z.string().min(32),
  /** The composed schema that the gateway starts from. */
  SUPERGRAPH_PATH: z.string().default('schema/supergraph.graphql'),
  USERS_URL: z.url(),
  EVENTS_URL: z.url(),
  PAYMENTS_URL: z.url(),
  PLUGINS_URL: z.url(),
  ANALYTICS_URL: z.url(),
  NOTIFICATIONS_URL: z.url(),
  /** Folder of the built pages; without one they are not served. */
  SITE_DIR: z.string().optional(),
  /** Where the mails of development can be read. */
  MAILBOX_URL: z.url().optional(),
  /** Stop when standard input ends: the process that started this one has gone. */
  EXIT_WITH_PARENT: z.stringbool().default(false),
});

export interface DistributedConfig {
  readonly secret: string;
  readonly supergraphPath: string;
  readonly urls: Readonly<Record<SubgraphName, string>>;
  readonly site?: string;
  readonly mailboxUrl?: string;
  readonly exitWithParent: boolean;
}

/** What the gateway needs beside its own configuration when the subgraphs run in processes of their own. */
export function parseDistributedConfig(env: Readonly<Record<string, string | undefined>>): DistributedConfig {
  const given = parseEnvironment(distributed, env);
  const url = (name: SubgraphName) => given[`${name.toUpperCase() as Uppercase<SubgraphName>}_URL`];
  return {
    secret: given.SUBGRAPH_SECRET,
    supergraphPath: given.SUPERGRAPH_PATH,
    urls: Object.fromEntries(SUBGRAPHS.map(name => [name, url(name)])) as Record<SubgraphName, string>,
    site: given.SITE_DIR,
    mailboxUrl: given.MAILBOX_URL,
    exitWithParent: given.EXIT_WITH_PARENT,
  };
}

/**
 * @apollo/gateway sends usage figures to its maker unless this variable says not to; it has no option for it. Call this
 * before a gateway is built.
 */
export function refuseVendorTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
}
