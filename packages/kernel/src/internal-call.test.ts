import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signInternalCall, verifyInternalCall } from './internal-call.ts';

const secret = 's'.repeat(32);
const body = '{"query":"{ me { id } }"}';
const call = { iss: 'gateway', aud: 'users', as: 'viewer' as const };
const signed = signInternalCall(secret, call, body);

test('a signature is good for its body, its audience and its secret', () => {
  expect(verifyInternalCall(secret, 'users', signed, body)).toMatchObject(call);
});

test.each([
  ['another body', () => verifyInternalCall(secret, 'users', signed, `${body} `)],
  ['another subgraph', () => verifyInternalCall(secret, 'events', signed, body)],
  ['another secret', () => verifyInternalCall('t'.repeat(32), 'users', signed, body)],
  ['no signature', () => verifyInternalCall(secret, 'users', undefined, body)],
  ['an unsigned token', () => verifyInternalCall(secret, 'users', `${b64({ alg: 'none' })}.${b64(call)}.`, body)],
])('a signature is refused for %s', (_, verify) => {
  expect(verify).toThrow(/not signed/);
});

test('a signature is refused half a minute later', () => {
  const old = b64({ alg: 'HS256', typ: 'JWT' });
  const payload = b64({ ...call, body: '', exp: Math.floor(Date.now() / 1_000) - 1 });
  const mac = createHmac('sha256', secret).update(`${old}.${payload}`).digest('base64url');
  expect(() => verifyInternalCall(secret, 'users', `${old}.${payload}.${mac}`, body)).toThrow(/not valid/);
});

function b64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
