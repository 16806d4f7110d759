import { type Identity, Viewer } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { callerOf } from './action-caller.ts';

const ADA = {
  ...{ kind: 'user', userId: 'ada', organizationId: 'mia', role: 'OWNER', sessionId: 'session', operator: false },
  scopes: ['events:read', 'events:write'],
} as const satisfies Identity;
const of = (identity: Identity) => callerOf(new Viewer(identity));

test('a person is one caller from request to request', () => {
  expect(of({ ...ADA, scopes: ['events:write', 'events:read'] })).toBe(of(ADA));
});

test.each<[string, Partial<typeof ADA> | object]>([
  ['another person', { userId: 'grace' }],
  ['one who signed in anew', { sessionId: 'another' }],
  ['one of another organization', { organizationId: 'leo' }],
  ['one with another role', { role: 'MANAGER' }],
  ['one with fewer scopes', { scopes: ['events:read'] }],
  ['an operator', { operator: true }],
])('%s is another caller', (_, change) => {
  expect(of({ ...ADA, ...change } as Identity)).not.toBe(of(ADA));
});

test.each<[string, Identity]>([
  ['a guest', { kind: 'anonymous' }],
  ['an API token', { kind: 'api-token', tokenId: 't', organizationId: 'mia', scopes: [] }],
  ['a plugin', { kind: 'plugin', pluginId: 'p', installationId: 'i', organizationId: 'mia', scopes: [] }],
  ['another part of the platform', { kind: 'service', service: 'payments', organizationId: 'mia' }],
])('%s is nobody in particular', (_, identity) => {
  expect(of(identity)).toBeUndefined();
});

test('what the process that runs plugins sees of a person is no id of theirs', () => {
  expect(of(ADA)).toMatch(/^[\w-]{43}$/);
});
