import { expect, test } from 'vitest';
import { defaultMetricsAccess, type MetricsCaller, mayReadMetrics } from './metrics-access.ts';

const token = 'a token of the operator';
const from = (remoteAddress: string, headers: MetricsCaller['headers'] = {}) => ({
  headers,
  socket: { remoteAddress },
});
const near = from('127.0.0.1');
const far = from('10.0.0.7');
const brings = (authorization: string) => from('10.0.0.7', { authorization });

test.each([
  ['on this machine', { from: 'loopback' }, near, true],
  ['on this machine, by IPv6', { from: 'loopback' }, from('::1'), true],
  ['elsewhere', { from: 'loopback' }, far, false],
  ['behind a proxy of this machine', { from: 'loopback' }, from('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' }), false],
  ['behind one that adds another header', { from: 'loopback' }, from('127.0.0.1', { via: '1.1 proxy' }), false],
  ['behind one that names the address only', { from: 'loopback' }, from('127.0.0.1', { 'x-real-ip': '::1' }), false],
  ['elsewhere, with the token', { from: 'loopback', token }, brings(`Bearer ${token}`), true],
  ['elsewhere, with another token', { from: 'loopback', token }, brings('Bearer guess'), false],
  ['elsewhere, with no token where there is none', { from: 'loopback' }, brings('Bearer '), false],
  ['on this machine where only the token counts', { from: 'token', token }, near, false],
  ['elsewhere, with the token, where only it counts', { from: 'token', token }, brings(`Bearer ${token}`), true],
  ['elsewhere where only a token counts and there is none', { from: 'token' }, brings('Bearer undefined'), false],
  ['anyone where everyone may', { from: 'any' }, far, true],
] as const)('figures are read by whoever is %s: %#', (_, access, caller, may) => {
  expect(mayReadMetrics(access, caller)).toBe(may);
});

test('in production a caller on this machine may be a proxy that does not say so', () => {
  expect(mayReadMetrics({ from: defaultMetricsAccess(true) }, near)).toBe(false);
  expect(mayReadMetrics({ from: defaultMetricsAccess(false) }, near)).toBe(true);
});
