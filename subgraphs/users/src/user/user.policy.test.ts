import { type Scope, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { canSeeAccount, canSeeUser } from './user.policy.ts';

const token = (...scopes: Scope[]) => new Viewer({ kind: 'api-token', tokenId: 't', organizationId: 'o', scopes });

test.each([
  ['themselves', testViewer({ userId: 'u' }), false, true],
  ['a colleague', testViewer({ role: 'SCANNER' }), true, true],
  ['someone of another organization', testViewer(), false, false],
  ['a guest', Viewer.anonymous, true, false],
  ['a program that may see the organization', token('organization:read'), true, true],
  ['a program that may not', token('events:read'), true, false],
  ['another part of the platform', Viewer.service('payments'), false, true],
])('%s: may a person be seen', (_, viewer, sharesOrganization, seen) => {
  expect(canSeeUser(viewer, { userId: 'u', sharesOrganization })).toBe(seen);
});

test.each([
  ['themselves, at the door', testViewer({ role: 'SCANNER', userId: 'u' }), true],
  ['a colleague at the door', testViewer({ role: 'SCANNER' }), false],
  ['a colleague in the office', testViewer({ role: 'SUPPORT' }), true],
  ['a program that may see the organization', token('organization:read'), true],
  ['another part of the platform', Viewer.service('payments'), true],
])('%s: may more than the name be seen', (_, viewer, seen) => {
  expect(canSeeAccount(viewer, 'u')).toBe(seen);
});
