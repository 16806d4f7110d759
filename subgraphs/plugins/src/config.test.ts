import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { parsePluginsConfig } from './config.ts';

const needed = {
  PLUGINS_DATABASE_URL: 'postgresql://localhost/ticketbase',
  S3_ENDPOINT: 'http://127.0.0.1:9000',
  S3_ACCESS_KEY: 'a',
  S3_SECRET_KEY: 'b',
};
const key = randomBytes(32).toString('base64');

test('development reviews by itself and has a key; production waits for an operator and wants one', () => {
  expect(parsePluginsConfig(needed).review).toBe('auto');
  const production = { ...needed, NODE_ENV: 'production' };
  expect(() => parsePluginsConfig(production)).toThrow(/PLUGIN_ENCRYPTION_KEYS: is required/);
  expect(parsePluginsConfig({ ...production, PLUGIN_ENCRYPTION_KEYS: `k1:${key}` }).review).toBe('manual');
  const [own] = parsePluginsConfig(needed).encryptionKeys;
  const copied = `${own.id}:${own.key.toString('base64')}`;
  expect(() => parsePluginsConfig({ ...production, PLUGIN_ENCRYPTION_KEYS: copied })).toThrow(/development key/);
});

test('a mode that there is not is refused, rather than taken for development', () => {
  expect(() => parsePluginsConfig({ ...needed, NODE_ENV: 'prod' })).toThrow(/NODE_ENV/);
});

test('keys come in order, and a key of a wrong length or a repeated id is refused', () => {
  const read = (keys: string) => parsePluginsConfig({ ...needed, PLUGIN_ENCRYPTION_KEYS: keys }).encryptionKeys;
  expect(read(`new:${key},old:${key}`).map(({ id }) => id)).toEqual(['new', 'old']);
  expect(() => read('short:YWJj')).toThrow(/PLUGIN_ENCRYPTION_KEYS/);
  expect(() => read(`a:${key},a:${key}`)).toThrow(/twice/);
});

test('every fault is named at once', () => {
  expect(() => parsePluginsConfig({})).toThrow(/PLUGINS_DATABASE_URL[\s\S]*S3_ENDPOINT[\s\S]*S3_ACCESS_KEY/);
});
