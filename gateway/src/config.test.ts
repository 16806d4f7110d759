import { ConfigurationError, SUBGRAPHS } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { parseDistributedConfig, parseGatewayConfig } from './config.ts';

test('needs nothing to start on a machine of a developer', () => {
  expect(parseGatewayConfig({})).toMatchObject({ host: '127.0.0.1', port: 4000, corsOrigins: [], development: true });
});

test('reads lists with spaces and empty parts', () => {
  const { corsOrigins } = parseGatewayConfig({ CORS_ORIGINS: 'https://a.example, https://b.example,' });
  expect(corsOrigins).toEqual(['https://a.example', 'https://b.example']);
});

test('names every fault at once, and no value', () => {
  const parse = () => parseDistributedConfig({ SUBGRAPH_SECRET: 'short-secret', USERS_URL: 'not a url' });
  expect(parse).toThrow(ConfigurationError);
  expect(parse).toThrow(/SUBGRAPH_SECRET.*USERS_URL.*NOTIFICATIONS_URL/s);
  expect(parse).not.toThrow(/short-secret/);
});

test('knows where each subgraph is', () => {
  const urls = Object.fromEntries(
    SUBGRAPHS.map((name, index) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${4101 + index}`]),
  );
  const config = parseDistributedConfig({ ...urls, SUBGRAPH_SECRET: 'x'.repeat(32) });
  expect(config.urls.payments).toBe('http://127.0.0.1:4103');
  expect(config.exitWithParent).toBe(false);
});
