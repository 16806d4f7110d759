import { SUBGRAPHS } from '@ticketbase/kernel';
import { describe, expect, test } from 'vitest';
import { parseStandaloneConfig } from './config.ts';
import { gatewayEnvironment, subgraphEnvironment } from './environment.ts';
import type { Infrastructure } from './infrastructure.ts';

const infrastructure: Infrastructure = {
  environment: {
    S3_ENDPOINT: 'http://127.0.0.1:9000/',
    MONGODB_URL: 'mongodb://127.0.0.1',
    SMTP_URL: 'smtp://127.0.0.1',
  },
  databaseUrl: name => (name === 'users' ? 'postgresql://users@db/x' : undefined),
  mail: undefined,
  stop: async () => {},
};

const gatewayWith = (env: Record<string, string>) => gatewayEnvironment(parseStandaloneConfig(env), infrastructure);

describe('the environment of the gateway', () => {
  test('lets pages load what the object storage holds', () => {
    expect(gatewayWith({}).ASSET_ORIGINS).toBe('http://127.0.0.1:9000');
  });

  test('lets them load it from where browsers reach the storage, if that is elsewhere', () => {
    const env = gatewayWith({ S3_PUBLIC_ENDPOINT: 'https://assets.example.org/' });
    expect(env.ASSET_ORIGINS).toBe('https://assets.example.org');
  });

  test('leaves what the operator set as it is, and takes an empty variable as absent', () => {
    expect(gatewayWith({ ASSET_ORIGINS: 'https://cdn.example.org' }).ASSET_ORIGINS).toBe('https://cdn.example.org');
    expect(gatewayWith({ ASSET_ORIGINS: '' }).ASSET_ORIGINS).toBe('http://127.0.0.1:9000');
  });
});

describe('what opens something', () => {
  const KEYS = [
    'JWT_PRIVATE_KEY',
    'USERS_ENCRYPTION_KEYS',
    'EVENTS_ENCRYPTION_KEYS',
    'WALLET_PRIVATE_KEY',
    'PAYMENTS_TOKEN_SECRET',
    'PLUGIN_ENCRYPTION_KEYS',
  ] as const;
  const OTHERS = [
    'POSTGRES_URL',
    'USERS_DATABASE_URL',
    'MONGODB_URL',
    'S3_ACCESS_KEY',
    'S3_SECRET_KEY',
    'SMTP_URL',
  ] as const;
  const secrets = {
    ...{ SUBGRAPH_SECRET: 's'.repeat(32), JWT_PRIVATE_KEY: 'jwt', USERS_ENCRYPTION_KEYS: 'users-keys' },
    EVENTS_ENCRYPTION_KEYS: 'events-keys',
    ...{ PAYMENTS_TOKEN_SECRET: 'p'.repeat(32), PLUGIN_ENCRYPTION_KEYS: 'plugin-keys' },
    ...{ S3_ACCESS_KEY: 'access', S3_SECRET_KEY: 'secret' },
  };
  const operators = {
    ...secrets,
    ...{ POSTGRES_URL: 'postgresql://admin@db/x', USERS_DATABASE_URL: 'postgresql://users@db/x' },
    ...{
      MONGODB_URL: 'mongodb://db',
      SMTP_URL: 'smtp://mail',
      WALLET_PRIVATE_KEY: 'pem',
      S3_ENDPOINT: 'https://s3.example.org',
    },
  };
  const held = (env: Record<string, string | undefined>) =>
    [...KEYS, ...OTHERS].filter(name => env[name] !== undefined);

  test('reaches only the part that needs it, also when the operator gave it to the whole server', () => {
    const config = parseStandaloneConfig(operators);
    const parts = SUBGRAPHS.map(name => [name, held(subgraphEnvironment(name, config, secrets, infrastructure))]);
    expect(Object.fromEntries(parts)).toEqual({
      users: ['JWT_PRIVATE_KEY', 'USERS_ENCRYPTION_KEYS', 'USERS_DATABASE_URL'],
      events: ['EVENTS_ENCRYPTION_KEYS', 'WALLET_PRIVATE_KEY', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
      payments: ['PAYMENTS_TOKEN_SECRET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
      plugins: ['PLUGIN_ENCRYPTION_KEYS', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
      analytics: ['MONGODB_URL'],
      notifications: ['SMTP_URL'],
    });
    expect(held(gatewayEnvironment(config, infrastructure))).toEqual([]);
  });
});

describe('the ports of the subgraphs', () => {
  test('are free ones unless a base is given', () => {
    expect(parseStandaloneConfig({}).subgraphPortBase).toBeUndefined();
    expect(parseStandaloneConfig({ SUBGRAPH_PORT_BASE: '4101' }).subgraphPortBase).toBe(4101);
  });

  test.each(['80', '65531', 'many'])('are refused when they would begin at %s', base => {
    expect(() => parseStandaloneConfig({ SUBGRAPH_PORT_BASE: base })).toThrow(/SUBGRAPH_PORT_BASE/);
  });
});
