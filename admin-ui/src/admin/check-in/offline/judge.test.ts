import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { type DoorData, type DoorEntry, withRevocations } from './door-data.ts';
import { judge } from './judge.ts';

const EVENT = '01a207d8-818a-7d51-9bfe-b5635c4d9862';
const TYPE = '11a207d8-818a-7d51-9bfe-b5635c4d9862';
const TICKET = '21a207d8-818a-7d51-9bfe-b5635c4d9862';
const CODE = '0123-4567-89AB-C';
const NOBODY: ReadonlyMap<string, string> = new Map();
const { publicKey, privateKey } = generateKeyPairSync('ed25519');

/** As the server writes it. */
function qr({ event = EVENT, serial = 1, key = privateKey as KeyObject } = {}): string {
  const hex = `02a1b2c3d4${[event, TICKET, TYPE].join('').replaceAll('-', '')}${serial.toString(16).padStart(4, '0')}`;
  const bytes = Buffer.from(hex, 'hex');
  const bits = [...Buffer.concat([bytes, sign(null, bytes, key)])]
    .map(byte => byte.toString(2).padStart(8, '0'))
    .join('');
  const symbols = bits.match(/.{1,5}/g)!.map(part => Number.parseInt(part.padEnd(5, '0'), 2));
  return `TB2.${symbols.map(value => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[value]).join('')}`;
}

const entry: DoorEntry = {
  ...{ ticketId: TICKET, serial: 1, ticketTypeId: TYPE, admits: true, name: 'Ada', checkedInAt: null },
  codeHash: createHash('sha256').update('0123456789ABC').digest('hex').slice(0, 32),
};
const data: DoorData = {
  ...{ listId: EVENT, eventId: EVENT, ticketTypeIds: null, typeNames: { [TYPE]: 'Standing' }, voidSerials: {} },
  ...{
    keys: { a1b2c3d4: publicKey.export({ format: 'jwk' }).x! },
    entries: { [TICKET]: entry },
    eventCancelled: false,
  },
  ...{ cursor: null, revocations: 0, fetchedAt: '2031-01-01T00:00:00Z', readAt: '2031-01-01T00:00:00Z' },
};
const good = { kind: 'good', ticketId: TICKET, name: 'Ada', typeName: 'Standing' };

test('a signed ticket is good by its signature, with its name if it is in the list', async () => {
  expect(await judge(qr(), data, NOBODY)).toEqual(good);
  expect(await judge(` ${qr().toLowerCase()} `, data, NOBODY)).toEqual(good);
  expect(await judge(qr(), { ...data, entries: {} }, NOBODY), 'sold since').toEqual({ ...good, name: null });
});

test('a typed code is good by the list, and nobody can say without it', async () => {
  for (const code of [CODE, 'OI23 4567 89ab c', `tb1.${CODE}`]) expect(await judge(code, data, NOBODY)).toEqual(good);
  expect(await judge('1123-4567-89AB-C', data, NOBODY)).toMatchObject({ kind: 'unsure' });
});

test('what no key of the organization signed is refused', async () => {
  const forger = generateKeyPairSync('ed25519').privateKey;
  expect(await judge(qr({ key: forger }), data, NOBODY)).toMatchObject({ kind: 'refused' });
  expect(await judge(qr(), { ...data, keys: {} }, NOBODY)).toMatchObject({ kind: 'refused' });
  expect(await judge(`${qr().slice(0, -2)}AA`, data, NOBODY)).toMatchObject({ kind: 'refused' });
});

test('a code is void as of its revocation, and the one after it is good', async () => {
  const moved = { ...entry, serial: 2, name: 'Grace', codeHash: 'x'.repeat(32) };
  const later = withRevocations(data, [{ number: 1, ticketId: TICKET, serial: 1, entry: moved }], 1);
  expect(later.revocations).toBe(1);
  expect(await judge(qr(), later, NOBODY)).toMatchObject({ kind: 'refused' });
  expect(await judge(CODE, later, NOBODY)).toMatchObject({ kind: 'unsure' });
  expect(await judge(qr({ serial: 2 }), later, NOBODY)).toEqual({ ...good, name: 'Grace' });
  const refunded = withRevocations(later, [{ number: 2, ticketId: TICKET, serial: 2, entry: null }], 2);
  expect(await judge(qr({ serial: 2 }), refunded, NOBODY)).toMatchObject({ kind: 'refused' });
});

test('a ticket is used once, here or elsewhere, and only at its event and list', async () => {
  const at = '2031-01-01T20:00:00Z';
  expect(await judge(qr(), data, new Map([[TICKET, at]]))).toEqual({ kind: 'used', at });
  const elsewhere = { ...data, entries: { [TICKET]: { ...entry, checkedInAt: at } } };
  expect(await judge(CODE, elsewhere, NOBODY)).toEqual({ kind: 'used', at });
  expect(await judge(qr({ event: TYPE }), data, NOBODY)).toMatchObject({
    kind: 'refused',
    reason: 'This ticket is for another event.',
  });
  expect(await judge(qr(), { ...data, ticketTypeIds: [EVENT] }, NOBODY)).toMatchObject({ kind: 'refused' });
  expect(await judge(qr(), { ...data, ticketTypeIds: [TYPE] }, NOBODY)).toEqual(good);
  expect(await judge(qr(), { ...data, eventCancelled: true }, NOBODY)).toMatchObject({ kind: 'refused' });
});
