import { Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { clientOf } from './client-key.ts';

test('carts are counted for whoever is signed in, else for the address', () => {
  const viewer = testViewer();
  expect(clientOf(viewer, '192.0.2.7')).toBe(`user:${viewer.userId}`);
  expect(clientOf(Viewer.anonymous, '192.0.2.7')).toBe('address:192.0.2.7');
  expect(clientOf(Viewer.anonymous, undefined)).toBeNull();
});
