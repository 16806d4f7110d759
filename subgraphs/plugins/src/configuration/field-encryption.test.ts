import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { FieldEncryption } from './field-encryption.ts';

const [first, second] = [
  { id: 'first', key: randomBytes(32) },
  { id: 'second', key: randomBytes(32) },
];
const address = { organizationId: 'o', pluginId: 'p', field: 'f' };

test('what was sealed opens at its own address only', () => {
  const encryption = new FieldEncryption([first]);
  const sealed = encryption.seal(address, 'grüße');
  expect(encryption.open(address, sealed)).toBe('grüße');
  for (const elsewhere of [{ organizationId: 'x' }, { pluginId: 'x' }, { field: 'x' }])
    expect(() => encryption.open({ ...address, ...elsewhere }, sealed)).toThrow();
});

test('a changed ciphertext or tag does not open', () => {
  const encryption = new FieldEncryption([first]);
  const sealed = encryption.seal(address, 'secret');
  const flip = (text: string) => Buffer.from(text, 'base64').fill(7, 0, 1).toString('base64');
  expect(() => encryption.open(address, { ...sealed, data: flip(sealed.data) })).toThrow();
  expect(() => encryption.open(address, { ...sealed, tag: flip(sealed.tag) })).toThrow();
  const short = Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64');
  expect(() => encryption.open(address, { ...sealed, tag: short })).toThrow();
});

test('after a rotation the old key still opens and the new one seals', () => {
  const old = new FieldEncryption([first]).seal(address, 'secret');
  const rotated = new FieldEncryption([second, first]);
  expect(rotated.open(address, old)).toBe('secret');
  expect(rotated.seal(address, 'secret').keyId).toBe('second');
  expect(() => new FieldEncryption([second]).open(address, old)).toThrow(/first/);
});

test('the same value never looks the same twice', () => {
  const encryption = new FieldEncryption([first]);
  expect(encryption.seal(address, 'secret').data).not.toBe(encryption.seal(address, 'secret').data);
});
