import { Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { describe, expect, test } from 'vitest';
import { accessByCode, accessById, seesStaff, visibleAttendee } from './ticket.policy.ts';

const owner = testViewer();
const ticket = { organizationId: owner.organizationId, attendeeName: 'Ada', attendeeEmail: 'ada@example.com' };
const colleague = (role: 'SUPPORT' | 'SCANNER' | 'ANALYST') =>
  testViewer({ role, organizationId: owner.organizationId });

describe('access to a ticket', () => {
  test.each([
    ['its owner', owner, 'full', 'full'],
    ['support', colleague('SUPPORT'), 'full', 'full'],
    ['check-in staff', colleague('SCANNER'), 'door', 'door'],
    ['an analyst', colleague('ANALYST'), null, 'bearer'],
    ['a guest', Viewer.anonymous, null, 'bearer'],
    ['the owner of another organization', testViewer(), null, 'bearer'],
  ] as const)('by id and by code: %s', (_, viewer, byId, byCode) => {
    expect([accessById(viewer, ticket), accessByCode(viewer, ticket)]).toEqual([byId, byCode]);
  });
});

test('the address is for the organization and for those who see the order, the staff for the organization', () => {
  const both = { name: 'Ada', email: 'ada@example.com' };
  const nameOnly = { name: 'Ada', email: null };
  expect((['full', 'order', 'door', 'bearer'] as const).map(access => visibleAttendee(access, ticket))).toEqual([
    ...[both, both, nameOnly, nameOnly],
  ]);
  expect((['full', 'order', 'door', 'bearer'] as const).map(seesStaff)).toEqual([true, false, true, false]);
  expect(visibleAttendee('bearer', { attendeeName: null, attendeeEmail: 'ada@example.com' })).toBeNull();
});
