import { randomBytes } from 'node:crypto';
import { EncryptionKeys } from '@ticketbase/subgraph-kit';
import { expect, test } from 'vitest';
import { encryptionContext } from './field-address.ts';

const address = { organizationId: 'o', pluginId: 'p', field: 'f' };

test('what was encrypted is read at its own address only', () => {
  const keys = EncryptionKeys.parse(`k1:${randomBytes(32).toString('base64')}`);
  const encrypted = keys.encrypt('grüße', encryptionContext(address));
  expect(keys.decrypt(encrypted, encryptionContext(address))).toBe('grüße');
  for (const elsewhere of [{ organizationId: 'x' }, { pluginId: 'x' }, { field: 'x' }])
    expect(() => keys.decrypt(encrypted, encryptionContext({ ...address, ...elsewhere }))).toThrow();
});

test('parts that run into each other still make different addresses', () => {
  expect(encryptionContext({ ...address, pluginId: 'p","f', field: '' })).not.toBe(encryptionContext(address));
});
