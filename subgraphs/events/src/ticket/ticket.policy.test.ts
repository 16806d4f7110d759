import { Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { describe, expect, test } from 'vitest';
import {
  accessByCode,
  accessById,
  accessByOrder,
  admits,
  seesAnswers,
  seesCode,
  seesStaff,
  visibleAttendee,
} from './ticket.policy.ts';

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

test.each([
  ['the owner', owner, 'full'],
  ['support', colleague('SUPPORT'), 'full'],
  ['an analyst, who sees orders and not tickets', colleague('ANALYST'), 'books'],
  ['check-in staff, who see no orders but their own', colleague('SCANNER'), 'order'],
  ['a guest with the order’s token', Viewer.anonymous, 'order'],
  ['a buyer who runs another organization', testViewer(), 'order'],
] as const)('access to the tickets of an order: %s', (_, viewer, access) => {
  expect(accessByOrder(viewer, { ...ticket, transferredAt: null })).toBe(access);
});

test('a buyer who gave the ticket to someone else has its code and the address no more, and staff do', () => {
  const given = { ...ticket, transferredAt: new Date() };
  expect(accessByOrder(Viewer.anonymous, given)).toBe('giver');
  expect(accessByOrder(owner, given)).toBe('full');
  expect([seesCode('giver'), admits('giver', 'VALID'), seesAnswers('giver'), seesStaff('giver')]).toEqual([
    ...[false, false, false, false],
  ]);
  expect(visibleAttendee('giver', ticket)).toEqual({ name: 'Ada', email: null });
});

test('whoever only keeps the books sees neither the code nor the attendee', () => {
  expect((['full', 'order', 'books', 'door', 'bearer'] as const).map(seesCode)).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
  expect([visibleAttendee('books', ticket), seesStaff('books')]).toEqual([null, false]);
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

test('a good ticket admits whoever holds it, and neither the books nor the door', () => {
  expect((['full', 'order', 'bearer', 'books', 'door'] as const).map(access => admits(access, 'VALID'))).toEqual([
    ...[true, true, true, false, false],
  ]);
  expect((['USED', 'CANCELLED', 'REFUNDED'] as const).map(status => admits('order', status))).toEqual([
    ...[true, false, false],
  ]);
});
