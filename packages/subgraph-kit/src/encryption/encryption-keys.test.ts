import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { EncryptionKeys } from './encryption-keys.ts';

const entry = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [old, current] = [entry('2026'), entry('2027')];

test('what was encrypted under an old key is read after the key was changed', () => {
  const encrypted = EncryptionKeys.parse(old).encrypt('secret', 'user-1');
  const both = EncryptionKeys.parse(`${current}, ${old}`);
  expect(both.decrypt(encrypted, 'user-1')).toBe('secret');
  expect(both.encrypt('secret', 'user-1')).toMatch(/^2027\./);
  expect(() => EncryptionKeys.parse(current).decrypt(encrypted, 'user-1')).toThrow('no encryption key 2026');
});

test('a secret moved to another user, or changed, is not read', () => {
  const keys = EncryptionKeys.parse(current);
  const encrypted = keys.encrypt('secret', 'user-1');
  expect(keys.decrypt(encrypted, 'user-1')).toBe('secret');
  expect(() => keys.decrypt(encrypted, 'user-2')).toThrow();
  const [id, iv, tag, text] = encrypted.split('.');
  const changed = Buffer.from(text!, 'base64url');
  changed[0]! ^= 1;
  expect(() => keys.decrypt([id, iv, tag, changed.toString('base64url')].join('.'), 'user-1')).toThrow();
  expect(() => keys.decrypt([id, iv, tag!.slice(0, 8), text].join('.'), 'user-1')).toThrow();
});

test('equal secrets have different ciphertexts', () => {
  const keys = EncryptionKeys.parse(current);
  expect(keys.encrypt('secret', 'u')).not.toBe(keys.encrypt('secret', 'u'));
});

test('a key of a wrong length, one that is not random and a repeated id are refused, and the fault shows no key', () => {
  expect(() => EncryptionKeys.parse('short:YWJj')).toThrow(/32 bytes/);
  const zeros = Buffer.alloc(32).toString('base64');
  expect(() => EncryptionKeys.parse(`zeros:${zeros}`)).toThrow(/^A key must be random\.$/);
  expect(() => EncryptionKeys.parse(`${old},${old}`)).toThrow(/twice/);
});
