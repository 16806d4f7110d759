import { join } from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '@ticketbase/kernel';
import type { StandaloneConfig } from './config.ts';
import { databaseVariable, type Infrastructure } from './infrastructure.ts';
import { paths } from './paths.ts';
import type { Secrets } from './secrets.ts';

/** The secrets that each part needs; it is given no other. */
const SECRETS_OF: Partial<Record<SubgraphName, readonly (keyof Secrets)[]>> = {
  users: ['JWT_PRIVATE_KEY', 'USERS_ENCRYPTION_KEYS'],
  events: ['EVENTS_ENCRYPTION_KEYS', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
  payments: ['PAYMENTS_TOKEN_SECRET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
  plugins: ['PLUGIN_ENCRYPTION_KEYS', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
};

/** Variables that open something, whoever is given them: keys, and URLs with a password in them. */
const SECRET_VARIABLES: ReadonlySet<string> = new Set([
  ...Object.values(SECRETS_OF).flat(),
  ...SUBGRAPHS.map(databaseVariable),
  'POSTGRES_URL',
  'MONGODB_URL',
  'SMTP_URL',
  'WALLET_PRIVATE_KEY',
  'WALLET_PRIVATE_KEY_PASSPHRASE',
]);

/** Those of them that are no secrets of the installation's own making. */
const SERVICES_OF: Partial<Record<SubgraphName, readonly string[]>> = {
  events: ['WALLET_PRIVATE_KEY', 'WALLET_PRIVATE_KEY_PASSPHRASE'],
  analytics: ['MONGODB_URL'],
  notifications: ['SMTP_URL'],
};

/**
 * The environment of one subgraph: what the operator set, then the embedded defaults for what they did not. Only
 * the subgraph's own database and secrets stand in it.
 */
export function subgraphEnvironment(
  name: SubgraphName,
  config: StandaloneConfig,
  secrets: Secrets,
  infrastructure: Infrastructure,
): Record<string, string | undefined> {
  const secretsOfItsOwn: ReadonlySet<string> = new Set([...(SECRETS_OF[name] ?? []), ...(SERVICES_OF[name] ?? [])]);
  const isForIt = (variable: string) => !SECRET_VARIABLES.has(variable) || secretsOfItsOwn.has(variable);
  const own = Object.fromEntries((SECRETS_OF[name] ?? []).map(key => [key, secrets[key]]));
  return {
    ...own,
    PUBLIC_URL: config.publicUrl,
    PAYMENTS_RETURN_URL: `${config.publicUrl}/shop`,
    MAIL_FROM: 'TicketBase <tickets@ticketbase.example>',
    SCHEMA_DIR: join(paths.schema, 'subgraphs'),
    PERSISTED_OPERATIONS: join(paths.schema, 'persisted-operations.json'),
    ...given(config.environment, isForIt),
    ...given(infrastructure.environment, isForIt),
    [databaseVariable(name)]: infrastructure.databaseUrl(name),
  };
}

/** The gateway's environment: pages may load images and plugin files from the object storage, unless told otherwise. */
export function gatewayEnvironment(
  config: StandaloneConfig,
  infrastructure: Infrastructure,
): Record<string, string | undefined> {
  const storage = config.environment.S3_PUBLIC_ENDPOINT || infrastructure.environment.S3_ENDPOINT!;
  return {
    ASSET_ORIGINS: new URL(storage).origin,
    ...given(config.environment, variable => !SECRET_VARIABLES.has(variable)),
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
  };
}

function given(environment: StandaloneConfig['environment'], isWanted: (variable: string) => boolean) {
  return Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => value !== undefined && value !== '' && isWanted(name)),
  );
}
