import { expect, test } from 'vitest';
import { newId } from './ids.ts';
import { ROLE_SCOPES } from './scopes.ts';
import { Viewer } from './viewer.ts';

const organizationId = newId();
const manager = new Viewer({
  ...{ kind: 'user', userId: newId(), organizationId, sessionId: newId(), operator: false },
  role: 'MANAGER',
  scopes: ROLE_SCOPES.MANAGER,
});

test('a scope holds in the viewer’s own organization only', () => {
  expect(manager.can('events:write')).toBe(true);
  expect(manager.can('events:write', organizationId)).toBe(true);
  expect(manager.can('events:write', newId())).toBe(false);
});

test('a scope that the role lacks is refused by name', () => {
  expect(() => manager.require('members:manage')).toThrow(/members:manage/);
});

test('a guest holds nothing, and is told to sign in', () => {
  expect(Viewer.anonymous.can('events:read')).toBe(false);
  expect(() => Viewer.anonymous.require('events:read')).toThrow('Sign in');
});

test('a service holds every scope in the tenant that it acts for, and none without a tenant', () => {
  expect(Viewer.service('payments', organizationId).can('orders:write', organizationId)).toBe(true);
  expect(Viewer.service('payments', organizationId).can('orders:write', newId())).toBe(false);
  expect(Viewer.service('payments').can('orders:write')).toBe(false);
});
