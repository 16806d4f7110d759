import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { jwksKeys, verifyAccessToken } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { AccessTokens } from './access-tokens.ts';
import { keyIdOf } from './signing-keys.ts';

const privateKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

test('the key id is the RFC 7638 thumbprint', () => {
  // RFC 7517, appendix A.1: the elliptic curve key; its thumbprint by RFC 7638, 3.
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
    y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  };
  expect(keyIdOf(createPublicKey({ key: jwk, format: 'jwk' }))).toBe('cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s');
});

test('a token says of its viewer what the gateway reads, and old keys verify while they are published', async () => {
  const [old, current] = [privateKey(), privateKey()];
  const { identity } = testViewer({ role: 'SUPPORT' });
  const token = new AccessTokens(old, []).issue(identity);
  const rotated = new AccessTokens(current, [createPublicKey(old)]);
  expect(
    (
      await verifyAccessToken(
        token,
        jwksKeys(async () => rotated.publicKeys()),
      )
    ).identity,
  ).toEqual(identity);
  const forgotten = new AccessTokens(current, []);
  await expect(
    verifyAccessToken(
      token,
      jwksKeys(async () => forgotten.publicKeys()),
    ),
  ).rejects.toThrow('not one of ours');
});

test('the published keys have no private part', () => {
  const { keys } = new AccessTokens(privateKey(), []).publicKeys();
  expect(keys).toEqual([
    {
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      kid: expect.any(String),
      use: 'sig',
      alg: 'ES256',
    },
  ]);
});
