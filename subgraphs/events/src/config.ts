import { parsedBy, parseEnvironment } from '@ticketbase/kernel';
import { EncryptionKeys } from '@ticketbase/subgraph-kit';
import { z } from 'zod';

const pem = z
  .string()
  // Written in one line, as some environments need it.
  .transform(text => text.replaceAll('\\n', '\n'))
  .refine(text => text.includes('-----BEGIN '), 'must be PEM text');

const WALLET_VARIABLES = [
  'WALLET_CERTIFICATE',
  'WALLET_PRIVATE_KEY',
  'WALLET_ISSUER_CERTIFICATE',
  'WALLET_PASS_TYPE_ID',
  'WALLET_TEAM_ID',
] as const;

const environment = z
  .object({
    /** PostgreSQL URL of this subgraph's own role. */
    EVENTS_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    EVENTS_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    /** Where people reach the server; links to files begin with it. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000'),
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
    /** Encrypt the private halves of the keys that sign tickets: `<id>:<32 bytes as base64>`, the current one first. */
    EVENTS_ENCRYPTION_KEYS: z.string().transform(parsedBy(EncryptionKeys.parse)),
    /** For passes of Apple Wallet, all of these or none: PEM texts, and what Apple calls the pass and the team. */
    WALLET_CERTIFICATE: pem.optional(),
    WALLET_PRIVATE_KEY: pem.optional(),
    WALLET_PRIVATE_KEY_PASSPHRASE: z.string().optional(),
    WALLET_ISSUER_CERTIFICATE: pem.optional(),
    WALLET_PASS_TYPE_ID: z
      .string()
      .regex(/^pass\..+$/, 'must begin with pass.')
      .optional(),
    WALLET_TEAM_ID: z.string().min(1).optional(),
    /** Milliseconds between two looks for holds that expired and events that ended. */
    EVENTS_SWEEP_INTERVAL_MS: z.coerce.number().int().min(50).max(600_000).default(5_000),
  })
  .superRefine((given, context) => {
    if (WALLET_VARIABLES.every(name => given[name] === undefined)) return;
    for (const name of WALLET_VARIABLES) {
      if (given[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'is missing' });
    }
  });

/** What passes for Apple Wallet are signed with. */
export interface WalletConfig {
  readonly certificate: string;
  readonly privateKey: string;
  readonly passphrase?: string;
  /** Apple's, which issued the certificate. */
  readonly issuerCertificate: string;
  readonly passTypeId: string;
  readonly teamId: string;
}

/** What the events subgraph is told at its start. */
export interface EventsConfig {
  readonly databaseUrl: string;
  readonly encryptionKeys: EncryptionKeys;
  /** Absent: there are no passes for Apple Wallet. */
  readonly wallet?: WalletConfig;
  readonly poolSize: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
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
    encryptionKeys: given.EVENTS_ENCRYPTION_KEYS,
    wallet: walletOf(given),
    poolSize: given.EVENTS_DATABASE_POOL,
    publicUrl: given.PUBLIC_URL.replace(/\/+$/, ''),
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

function walletOf(given: z.infer<typeof environment>): WalletConfig | undefined {
  if (given.WALLET_CERTIFICATE === undefined) return undefined;
  return {
    certificate: given.WALLET_CERTIFICATE,
    privateKey: given.WALLET_PRIVATE_KEY!,
    passphrase: given.WALLET_PRIVATE_KEY_PASSPHRASE,
    issuerCertificate: given.WALLET_ISSUER_CERTIFICATE!,
    passTypeId: given.WALLET_PASS_TYPE_ID!,
    teamId: given.WALLET_TEAM_ID!,
  };
}
