import { describe, expect, test } from 'vitest';
import { parseStandaloneConfig } from './config.ts';
import { gatewayEnvironment } from './environment.ts';
import type { Infrastructure } from './infrastructure.ts';

const infrastructure: Infrastructure = {
  environment: {
    S3_ENDPOINT: 'http://127.0.0.1:9000/',
    MONGODB_URL: 'mongodb://127.0.0.1',
    SMTP_URL: 'smtp://127.0.0.1',
  },
  databaseUrl: () => undefined,
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

describe('the ports of the subgraphs', () => {
  test('are free ones unless a base is given', () => {
    expect(parseStandaloneConfig({}).subgraphPortBase).toBeUndefined();
    expect(parseStandaloneConfig({ SUBGRAPH_PORT_BASE: '4101' }).subgraphPortBase).toBe(4101);
  });

  test.each(['80', '65531', 'many'])('are refused when they would begin at %s', base => {
    expect(() => parseStandaloneConfig({ SUBGRAPH_PORT_BASE: base })).toThrow(/SUBGRAPH_PORT_BASE/);
  });
});
