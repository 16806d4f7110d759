import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { parsePluginsConfig } from './config.ts';

const needed = {
  PLUGIN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  PLUGINS_DATABASE_URL: 'postgresql://localhost/ticketbase',
  S3_ENDPOINT: 'http://127.0.0.1:9000',
  S3_ACCESS_KEY: 'a',
  S3_SECRET_KEY: 'b',
};

test('development reviews by itself; production waits for an operator; neither encrypts under a key that all know', () => {
  expect(parsePluginsConfig(needed).review).toBe('auto');
  expect(parsePluginsConfig({ ...needed, NODE_ENV: 'production' }).review).toBe('manual');
  const { PLUGIN_ENCRYPTION_KEYS: _, ...keyless } = needed;
  expect(() => parsePluginsConfig(keyless)).toThrow(/PLUGIN_ENCRYPTION_KEYS: is required/);
});

test('a mode that there is not is refused, rather than taken for development', () => {
  expect(() => parsePluginsConfig({ ...needed, NODE_ENV: 'prod' })).toThrow(/NODE_ENV/);
});

test('every fault is named at once', () => {
  expect(() => parsePluginsConfig({})).toThrow(/PLUGINS_DATABASE_URL[\s\S]*S3_ENDPOINT[\s\S]*S3_ACCESS_KEY/);
});
