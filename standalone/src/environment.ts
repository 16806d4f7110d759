import { join } from 'node:path';
import type { SubgraphName } from '@ticketbase/kernel';
import type { StandaloneConfig } from './config.ts';
import { databaseVariable, type Infrastructure } from './infrastructure.ts';
import { paths } from './paths.ts';
import type { Secrets } from './secrets.ts';

/** The secrets that each part needs; it is given no other. */
const SECRETS_OF: Partial<Record<SubgraphName, readonly (keyof Secrets)[]>> = {
  users: ['JWT_PRIVATE_KEY', 'USERS_ENCRYPTION_KEYS'],
  payments: ['PAYMENTS_TOKEN_SECRET'],
  plugins: ['PLUGIN_ENCRYPTION_KEYS'],
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
  const own = Object.fromEntries((SECRETS_OF[name] ?? []).map(key => [key, secrets[key]]));
  return {
    ...own,
    PUBLIC_URL: config.publicUrl,
    PAYMENTS_RETURN_URL: `${config.publicUrl}/shop`,
    MAIL_FROM: 'TicketBase <tickets@ticketbase.example>',
    SCHEMA_DIR: join(paths.schema, 'subgraphs'),
    ...given(config.environment),
    ...infrastructure.environment,
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
    ...given(config.environment),
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
  };
}

const given = (environment: StandaloneConfig['environment']) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
