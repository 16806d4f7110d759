import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { ConfigurationError } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { keyIdOf } from './auth/signing-keys.ts';
import { parseUsersConfig } from './config.ts';

const pem = (namedCurve: string) =>
  generateKeyPairSync('ec', {
    namedCurve,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const key = pem('P-256');
const good = {
  USERS_DATABASE_URL: 'postgres://users:secret@127.0.0.1/ticketbase',
  JWT_PRIVATE_KEY: key.privateKey,
  USERS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};
const faultsOf = (env: Record<string, string>) => {
  try {
    parseUsersConfig(env);
  } catch (error) {
    return (error as ConfigurationError).faults.map(fault => fault.split(':')[0]);
  }
  return [];
};

test('a key on one line, as in an .env file, is the same key', () => {
  const folded = parseUsersConfig({ ...good, JWT_PRIVATE_KEY: key.privateKey.replaceAll('\n', '\\n') });
  expect(keyIdOf(folded.privateKey)).toBe(keyIdOf(parseUsersConfig(good).privateKey));
});

test('previous public keys are read from any number of PEM blocks', () => {
  const config = parseUsersConfig({
    ...good,
    JWT_PREVIOUS_PUBLIC_KEYS: pem('P-256').publicKey + pem('P-256').publicKey,
  });
  expect(config.previousPublicKeys).toHaveLength(2);
});

test('no secret has a default, and every fault is named at once', () => {
  expect(faultsOf({})).toEqual(['USERS_DATABASE_URL', 'JWT_PRIVATE_KEY', 'USERS_ENCRYPTION_KEYS']);
});

test.each([
  ['JWT_PRIVATE_KEY', pem('P-384').privateKey],
  ['JWT_PRIVATE_KEY', 'not a key'],
  ['JWT_PREVIOUS_PUBLIC_KEYS', 'not a key'],
  ['USERS_ENCRYPTION_KEYS', `k1:${randomBytes(16).toString('base64')}`],
  ['USERS_ENCRYPTION_KEYS', `k1:${Buffer.alloc(32, 'default').toString('base64')}`],
  ['USERS_ENCRYPTION_KEYS', `${good.USERS_ENCRYPTION_KEYS},${good.USERS_ENCRYPTION_KEYS}`],
  ['USERS_DATABASE_URL', 'mysql://somewhere'],
])('%s is refused when it will not do, without repeating it', (name, value) => {
  expect(faultsOf({ ...good, [name]: value })).toEqual([name]);
  expect(() => parseUsersConfig({ ...good, [name]: value })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining(value) }),
  );
});
