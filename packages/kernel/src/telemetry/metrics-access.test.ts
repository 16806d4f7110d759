import { expect, test } from 'vitest';
import { mayReadMetrics } from './metrics-access.ts';

const token = 'a token of the operator';
const near = { address: '127.0.0.1', forwardedFor: undefined, authorization: undefined };
const far = { ...near, address: '10.0.0.7' };

test.each([
  ['on this machine', { from: 'loopback' }, near, true],
  ['on this machine, by IPv6', { from: 'loopback' }, { ...near, address: '::1' }, true],
  ['elsewhere', { from: 'loopback' }, far, false],
  ['behind a proxy of this machine', { from: 'loopback' }, { ...near, forwardedFor: '10.0.0.7' }, false],
  ['elsewhere, with the token', { from: 'loopback', token }, { ...far, authorization: `Bearer ${token}` }, true],
  ['elsewhere, with another token', { from: 'loopback', token }, { ...far, authorization: 'Bearer guess' }, false],
  ['elsewhere, with no token where there is none', { from: 'loopback' }, { ...far, authorization: 'Bearer ' }, false],
  ['anyone where everyone may', { from: 'any' }, far, true],
] as const)('figures are read by whoever is %s: %#', (_, access, caller, may) => {
  expect(mayReadMetrics(access, caller)).toBe(may);
});
