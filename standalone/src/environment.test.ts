import { SUBGRAPHS } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { parseStandaloneConfig } from './config.ts';
import { gatewayEnvironment, subgraphEnvironment } from './environment.ts';
import type { Infrastructure } from './infrastructure.ts';
import type { Secrets } from './secrets.ts';

const secrets: Secrets = {
  SUBGRAPH_SECRET: 'secret of all parts, 32 characters',
  JWT_PRIVATE_KEY: 'key of users',
  USERS_ENCRYPTION_KEYS: 'encryption of users',
  PAYMENTS_TOKEN_SECRET: 'token secret of payments, 32 characters',
  PLUGIN_ENCRYPTION_KEYS: 'encryption of plugins',
  S3_ACCESS_KEY: 'access key',
  S3_SECRET_KEY: 'secret key',
};
/** Everything that an operator may set, as in production. */
const environment = {
  ...secrets,
  POSTGRES_URL: 'postgresql://admin:password@db/ticketbase',
  MONGODB_URL: 'mongodb://reports:password@db',
  S3_ENDPOINT: 'https://s3.example',
  SMTP_URL: 'smtp://mailer:password@mail.example',
  EVENTS_DATABASE_URL: 'postgresql://events:password@db/ticketbase',
  LOG_LEVEL: 'info',
};
const infrastructure: Infrastructure = {
  environment: {
    MONGODB_URL: environment.MONGODB_URL,
    S3_ENDPOINT: environment.S3_ENDPOINT,
    S3_ACCESS_KEY: secrets.S3_ACCESS_KEY,
    S3_SECRET_KEY: secrets.S3_SECRET_KEY,
    SMTP_URL: environment.SMTP_URL,
  },
  databaseUrl: name => (name === 'analytics' ? undefined : `postgresql://${name}:password@db/ticketbase`),
  mail: undefined,
  stop: async () => {},
};
const config = parseStandaloneConfig(environment);
const known = Object.keys({ ...environment, USERS_DATABASE_URL: '', PAYMENTS_DATABASE_URL: '' });
const secretNames = known.filter(name => !['LOG_LEVEL', 'S3_ENDPOINT', 'SUBGRAPH_SECRET'].includes(name));
const secretsIn = (given: Record<string, string | undefined>) =>
  secretNames.filter(name => given[name] !== undefined).sort();

test.each([
  ['users', ['JWT_PRIVATE_KEY', 'USERS_DATABASE_URL', 'USERS_ENCRYPTION_KEYS']],
  ['events', ['EVENTS_DATABASE_URL', 'S3_ACCESS_KEY', 'S3_SECRET_KEY']],
  ['payments', ['PAYMENTS_DATABASE_URL', 'PAYMENTS_TOKEN_SECRET']],
  ['plugins', ['PLUGIN_ENCRYPTION_KEYS', 'S3_ACCESS_KEY', 'S3_SECRET_KEY']],
  ['analytics', ['MONGODB_URL']],
  ['notifications', ['SMTP_URL']],
] as const)('%s is given its own secrets and no other, also where an operator sets them all', (name, own) => {
  expect(secretsIn(subgraphEnvironment(name, config, secrets, infrastructure))).toEqual(own);
});

test('the gateway, which strangers talk to, is given no secret of another part', () => {
  expect(secretsIn(gatewayEnvironment(config, infrastructure))).toEqual([]);
});

test('every part is given what is no secret', () => {
  for (const name of SUBGRAPHS) {
    expect(subgraphEnvironment(name, config, secrets, infrastructure)).toMatchObject({ LOG_LEVEL: 'info' });
  }
});
