import { Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { clientOf, networkOf } from './client-key.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
])('%s is of %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('carts are counted for whoever is signed in, else for the address', () => {
  const viewer = testViewer();
  expect(clientOf(viewer, '192.0.2.7')).toBe(`user:${viewer.userId}`);
  expect(clientOf(Viewer.anonymous, '192.0.2.7')).toBe('address:192.0.2.7');
  expect(clientOf(Viewer.anonymous, undefined)).toBeNull();
});
