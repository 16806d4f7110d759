import { ALL_SCOPES, newId } from '@ticketbase/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usersSchema } from '../src/index.ts';
import { UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
beforeAll(async () => {
  under = await UsersUnderTest.start();
});
afterAll(() => under.close());

const id = newId();
/** Every operation that changes something for someone who is signed in; each would get past its arguments' types. */
const mutations: Record<string, string> = {
  switchOrganization: `switchOrganization(organizationId: "${id}") { accessToken }`,
  revokeSession: `revokeSession(id: "${id}")`,
  updateProfile: 'updateProfile(input: { name: "Changed" }) { id }',
  updateOrganization: 'updateOrganization(input: { name: "Changed" }) { id }',
  changeMemberRole: `changeMemberRole(membershipId: "${id}", role: SCANNER) { id }`,
  removeMember: `removeMember(membershipId: "${id}")`,
  inviteMember: 'inviteMember(input: { email: "x@example.com", role: SCANNER }) { id }',
  revokeInvitation: `revokeInvitation(id: "${id}")`,
  changePassword: 'changePassword(currentPassword: "correct horse battery", newPassword: "another long one")',
  enableTwoFactor: 'enableTwoFactor { secret }',
  confirmTwoFactor: 'confirmTwoFactor(code: "000000") { codes }',
  disableTwoFactor: 'disableTwoFactor(code: "000000")',
  createApiToken: 'createApiToken(input: { name: "x", scopes: ["orders:read"] }) { secret }',
  revokeApiToken: `revokeApiToken(id: "${id}")`,
};

test('every mutation for those who are signed in is tried here', () => {
  const guarded = [...usersSchema.access].filter(
    ([path, level]) => path.startsWith('Mutation.') && level !== 'public' && level !== 'service',
  );
  expect(guarded.map(([path]) => path.replace('Mutation.', '')).sort()).toEqual(Object.keys(mutations).sort());
});

test.each(Object.keys(mutations))('%s is refused to an access token that outlives its session', async name => {
  const mutation = `mutation { ${mutations[name]} }`;
  const person = await under.register(`Person-${name}`);
  // In its life the same token gets past that check, if only to another refusal.
  expect((await under.ask(mutation, {}, person)).code).not.toBe('UNAUTHENTICATED');
  await under.sql("update session set revoked_at = now(), revoked_because = 'revoked' where id = ?", [
    person.sessionId,
  ]);
  const before = await everything();
  expect((await under.ask(mutation, {}, person)).code).toBe('UNAUTHENTICATED');
  expect((await under.ask(mutation, {}, under.apiToken(person.organizationId, ...ALL_SCOPES))).code).toBe(
    'UNAUTHENTICATED',
  );
  expect(await everything()).toEqual(before);
});

test('`me` and `sessions` say so too', async () => {
  const ada = await under.register('Ada');
  await under.ask('mutation { logout }', {}, ada);
  expect((await under.ask('{ me { id } }', {}, ada)).code).toBe('UNAUTHENTICATED');
  expect((await under.ask('{ sessions { id } }', {}, ada)).code).toBe('UNAUTHENTICATED');
});

const everything = () =>
  under.sql(`select (select json_agg(u order by id) from "user" u)::text as users, (select json_agg(o order by id) from organization o)::text as organizations,
    (select json_agg(s order by id) from session s)::text as sessions, (select count(*)::int from outbox) as events,
    (select count(*)::int from two_factor) as authenticators, (select count(*)::int from api_token) as tokens,
    (select count(*)::int from invitation) as invitations, (select count(*)::int from attempt_throttle) as attempts`);
