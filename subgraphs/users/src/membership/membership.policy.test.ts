import { ROLE_SCOPES, ROLES, type Role, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { canHandle, keepsAnOwner } from './membership.policy.ts';

test.each<[Role, Role[]]>([
  ['OWNER', [...ROLES]],
  ['ADMIN', ['ADMIN', 'MANAGER', 'SUPPORT', 'ANALYST', 'SCANNER']],
  ['MANAGER', ['MANAGER', 'SUPPORT', 'ANALYST', 'SCANNER']],
  ['SCANNER', ['SUPPORT', 'ANALYST', 'SCANNER']],
])('a person of role %s reaches no further than their own rank', (role, reach) => {
  expect(ROLES.filter(other => canHandle(testViewer({ role }), other))).toEqual(reach);
});

test('a program never hands out a role that manages others, nor scopes that it does not hold', () => {
  const program = (role: Role) =>
    new Viewer({ kind: 'api-token', tokenId: 't', organizationId: 'o', scopes: ROLE_SCOPES[role] });
  expect(ROLES.filter(role => canHandle(program('OWNER'), role))).toEqual(['MANAGER', 'SUPPORT', 'ANALYST', 'SCANNER']);
  expect(ROLES.filter(role => canHandle(program('SCANNER'), role))).toEqual(['SCANNER']);
});

test.each<[Role, Role | null, number, boolean]>([
  ['OWNER', 'ADMIN', 1, false],
  ['OWNER', null, 1, false],
  ['OWNER', 'OWNER', 1, true],
  ['OWNER', 'ADMIN', 2, true],
  ['ADMIN', null, 1, true],
])('%s becoming %s among %i owners keeps an owner: %s', (current, next, owners, kept) => {
  expect(keepsAnOwner(current, next, owners)).toBe(kept);
});
