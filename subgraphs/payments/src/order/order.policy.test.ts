import { Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { canViewOrder } from './order.policy.ts';

const buyer = testViewer();
const order = { organizationId: testViewer().organizationId, buyerUserId: buyer.userId };

test.each([
  ['its buyer', true, buyer],
  ['an analyst of its organization', true, testViewer({ organizationId: order.organizationId, role: 'ANALYST' })],
  ['a scanner of its organization', false, testViewer({ organizationId: order.organizationId, role: 'SCANNER' })],
  ['the owner of another organization', false, testViewer()],
  ['a guest', false, Viewer.anonymous],
])('%s sees an order: %s', (_, sees, viewer) => {
  expect(canViewOrder(viewer, order)).toBe(sees);
});

test('nobody is the buyer of a guest’s order', () => {
  expect(canViewOrder(Viewer.anonymous, { ...order, buyerUserId: null })).toBe(false);
  expect(canViewOrder(Viewer.service('plugins'), { ...order, buyerUserId: null })).toBe(false);
});
