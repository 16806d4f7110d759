import { ROLES, withoutSecrets } from '@ticketbase/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCEPT, type Answer, INVITE, PASSWORD, type Person, UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
beforeAll(async () => {
  under = await UsersUnderTest.start();
});
afterAll(() => under.close());

const invite = (by: Person, email: string, role = 'MANAGER', idempotencyKey?: string) =>
  under.ask(INVITE, { input: { email, role, idempotencyKey } }, by);
const accept = (token: string, input: object, by?: Person) => under.ask(ACCEPT, { token, input }, by);
const invitationToken = () => under.secretOf('member.invited', 'invitationToken');
const changeRole = (by: Person, membershipId: string, role: string) =>
  under.ask(
    'mutation ($id: ID!, $role: Role!) { changeMemberRole(membershipId: $id, role: $role) { role user { name } } }',
    { id: membershipId, role },
    by,
  );
const remove = (by: Person, membershipId: string) =>
  under.ask('mutation ($id: ID!) { removeMember(membershipId: $id) }', { id: membershipId }, by);
async function membershipOf(person: Person, organizationId = person.organizationId): Promise<string> {
  const [row] = await under.sql<{ id: string }>('select id from membership where user_id = ? and organization_id = ?', [
    person.userId,
    organizationId,
  ]);
  return row!.id;
}
const reasonOf = ({ errors }: Answer) => errors[0]?.extensions?.reason;

test('someone who is invited gets an account, the role, and is signed in there', async () => {
  const ada = await under.register('Ada', 'Analytical');
  expect((await invite(ada, 'BEA@example.com')).data.inviteMember).toMatchObject({
    email: 'bea@example.com',
    role: 'MANAGER',
  });
  const event = await under.lastEvent('member.invited');
  expect(event).toMatchObject({
    organizationId: ada.organizationId,
    actor: { kind: 'user', id: ada.userId },
    payload: { email: 'bea@example.com', role: 'MANAGER', organizationName: 'Analytical' },
  });
  const token = await invitationToken();
  expect(JSON.stringify(withoutSecrets(event))).not.toContain(token);
  const preview = await under.ask(
    'query ($token: String!) { invitation(token: $token) { email role organization { name } } }',
    { token },
  );
  expect(preview.data.invitation).toEqual({
    email: 'bea@example.com',
    role: 'MANAGER',
    organization: { name: 'Analytical' },
  });
  const { data } = await accept(token, { name: 'Bea', password: PASSWORD });
  const bea = await under.person('bea@example.com', data.acceptInvitation);
  expect(bea.organizationId).toBe(ada.organizationId);
  expect(bea.viewer.can('events:write')).toBe(true);
  expect(bea.viewer.can('members:manage')).toBe(false);
  expect((await under.events()).slice(-2)).toEqual(['user.registered', 'member.joined']);
  expect((await accept(token, { name: 'Bea', password: PASSWORD })).code).toBe('INVITATION_INVALID');
});

test('an invitation is taken up once, also by two at the same moment', async () => {
  const cy = await under.register('Cy');
  await invite(cy, 'dan@example.com');
  const token = await invitationToken();
  const answers = await Promise.all([1, 2].map(() => accept(token, { name: 'Dan', password: PASSWORD })));
  expect(answers.map(({ code }) => code ?? 'ok').sort()).toEqual(['INVITATION_INVALID', 'ok']);
});

test('someone who has an account joins with its password, or signed in, and never without', async () => {
  const [eve, flo] = [await under.register('Eve'), await under.register('Flo')];
  await invite(eve, flo.email, 'SUPPORT');
  const token = await invitationToken();
  expect((await accept(token, { name: 'Thief', password: 'a password of mine' })).code).toBe('INVALID_CREDENTIALS');
  expect((await accept(token, { name: 'Thief' })).code).toBe('SIGN_IN_REQUIRED');
  expect((await accept(token, { name: 'Thief' }, eve)).code).toBe('SIGN_IN_REQUIRED');
  await under.sql('update "user" set two_factor_enabled = true where id = ?', [flo.userId]);
  expect((await accept(token, { password: PASSWORD })).code).toBe('SIGN_IN_REQUIRED');
  const { data } = await accept(token, {}, flo);
  const there = await under.person(flo.email, data.acceptInvitation);
  expect([there.userId, there.organizationId]).toEqual([flo.userId, eve.organizationId]);
  const { data: mine } = await under.ask('{ me { memberships { role } } }', {}, there);
  expect(mine.me.memberships.map(({ role }: { role: string }) => role)).toEqual(['OWNER', 'SUPPORT']);
});

test('an invitation without a good name and password makes no account and stays open', async () => {
  const gus = await under.register('Gus');
  await invite(gus, 'hal@example.com');
  const token = await invitationToken();
  const refused = await accept(token, { password: 'short' });
  expect(refused.errors[0]?.extensions?.issues).toEqual([
    { path: 'input.name', message: 'Is needed for a new account.' },
  ]);
  expect((await accept(token, { name: 'Hal', password: 'short' })).code).toBe('BAD_USER_INPUT');
  expect((await accept(token, { name: 'Hal', password: PASSWORD })).code).toBeUndefined();
});

test('an invitation ends when it is withdrawn, replaced, expired, or its sender is removed', async () => {
  const ida = await under.register('Ida');
  const open = async () => (await under.ask('{ invitations { id email } }', {}, ida)).data.invitations;
  const refused = async (token: string) => (await accept(token, { name: 'Jo', password: PASSWORD })).code;
  const first = (await invite(ida, 'jo@example.com')).data.inviteMember;
  const withdrawn = await invitationToken();
  await under.ask('mutation ($id: ID!) { revokeInvitation(id: $id) }', { id: first.id }, ida);
  expect(await refused(withdrawn)).toBe('INVITATION_INVALID');
  expect(await under.lastEvent('member.invitation_revoked')).toMatchObject({
    ...{ actor: { id: ida.userId }, payload: { invitationId: first.id, email: 'jo@example.com' } },
  });
  await invite(ida, 'jo@example.com');
  const replaced = await invitationToken();
  await invite(ida, 'jo@example.com');
  expect(await refused(replaced)).toBe('INVITATION_INVALID');
  expect(await open()).toHaveLength(1);
  await under.sql("update invitation set expires_at = now() - interval '1 second'");
  expect(await refused(await invitationToken())).toBe('INVITATION_INVALID');
  expect(await open()).toEqual([]);
  const admin = await under.join(ida, 'Kim', 'ADMIN');
  await invite(admin, 'jo@example.com');
  const orphaned = await invitationToken();
  await remove(ida, await membershipOf(admin));
  expect(await refused(orphaned)).toBe('INVITATION_INVALID');
});

test('the same idempotency key sends one invitation', async () => {
  const lea = await under.register('Lea');
  const twice = await Promise.all([1, 2].map(() => invite(lea, 'max@example.com', 'ANALYST', 'key-1')));
  expect(twice[0]!.data).toEqual(twice[1]!.data);
  expect((await under.events()).filter(name => name === 'member.invited').length).toBe(
    new Set((await under.sql<{ id: string }>('select id from invitation')).map(({ id }) => id)).size,
  );
  expect((await invite(lea, 'other@example.com', 'ANALYST', 'key-1')).code).toBe('IDEMPOTENCY_KEY_REUSED');
});

test('a member is not invited again, and nobody invites above themselves or without the right', async () => {
  const nia = await under.register('Nia');
  const admin = await under.join(nia, 'Owen', 'ADMIN');
  const manager = await under.join(nia, 'Pia', 'MANAGER');
  expect((await invite(nia, 'owen@example.com')).code).toBe('ALREADY_MEMBER');
  expect((await invite(nia, 'nonsense')).code).toBe('BAD_USER_INPUT');
  expect(reasonOf(await invite(admin, 'new@example.com', 'OWNER'))).toBe('ABOVE_OWN_ROLE');
  expect((await invite(admin, 'new@example.com', 'ADMIN')).code).toBeUndefined();
  const refused = await invite(manager, 'new@example.com', 'SCANNER');
  expect(refused.errors[0]?.extensions).toEqual({ code: 'FORBIDDEN', requiredScope: 'members:manage' });
});

test('a role is changed up to one’s own, and the change is told', async () => {
  const quin = await under.register('Quin');
  const admin = await under.join(quin, 'Rae', 'ADMIN');
  const scanner = await under.join(quin, 'Sam', 'SCANNER');
  const id = await membershipOf(scanner);
  expect((await changeRole(admin, id, 'SUPPORT')).data.changeMemberRole).toEqual({
    role: 'SUPPORT',
    user: { name: 'Sam' },
  });
  expect((await under.lastEvent('member.role_changed')).payload).toEqual({
    userId: scanner.userId,
    role: 'SUPPORT',
    previousRole: 'SCANNER',
  });
  expect(reasonOf(await changeRole(admin, id, 'OWNER'))).toBe('ABOVE_OWN_ROLE');
  expect(reasonOf(await changeRole(admin, await membershipOf(quin), 'SCANNER'))).toBe('ABOVE_OWN_ROLE');
  expect((await changeRole(scanner, id, 'ADMIN')).code).toBe('FORBIDDEN');
  expect(reasonOf(await remove(admin, await membershipOf(quin)))).toBe('ABOVE_OWN_ROLE');
});

test('an access token that carries a former role changes nothing here', async () => {
  const tom = await under.register('Tom');
  const admin = await under.join(tom, 'Uma', 'ADMIN');
  await changeRole(tom, await membershipOf(admin), 'SCANNER');
  expect((await invite(admin, 'friend@example.com', 'ADMIN')).code).toBe('UNAUTHENTICATED');
  const { data } = await under.ask('mutation ($t: String) { refreshTokens(refreshToken: $t) { accessToken } }', {
    t: admin.tokens.refreshToken,
  });
  expect((await under.verify(data.refreshTokens.accessToken)).can('members:manage')).toBe(false);
});

test('the last owner stays an owner, also when two owners step down at the same moment', async () => {
  const vic = await under.register('Vic');
  const own = await membershipOf(vic);
  expect(reasonOf(await changeRole(vic, own, 'ADMIN'))).toBe('LAST_OWNER');
  expect(reasonOf(await remove(vic, own))).toBe('LAST_OWNER');
  const wes = await under.join(vic, 'Wes', 'OWNER');
  const answers = await Promise.all([changeRole(vic, own, 'ADMIN'), changeRole(wes, await membershipOf(wes), 'ADMIN')]);
  expect(answers.map(({ code }) => code ?? 'ok').sort()).toEqual(['INVALID_ROLE_CHANGE', 'ok']);
});

test('without the lock, two owners who step down at once would leave nobody (control)', async () => {
  const xia = await under.register('Xia');
  const yan = await under.join(xia, 'Yan', 'OWNER');
  const ids = [await membershipOf(xia), await membershipOf(yan)];
  const owners = 'select count(*)::int as owners from membership where organization_id = ? and role = ?';
  const unguarded = ids.map(id =>
    under.db.database.forkTenant(xia.organizationId).transactional(async em => {
      const [{ owners: left }] = (await em.execute<{ owners: number }[]>(owners, [xia.organizationId, 'OWNER'])) as [
        { owners: number },
      ];
      await both.arrive();
      if (left > 1) await em.execute("update membership set role = 'ADMIN' where id = ?", [id]);
    }),
  );
  await Promise.all(unguarded);
  expect(await under.sql(owners, [xia.organizationId, 'OWNER'])).toEqual([{ owners: 0 }]);
});

test('whoever is removed loses sessions and API tokens, and stays in the history', async () => {
  const zoe = await under.register('Zoe');
  const admin = await under.join(zoe, 'Abe', 'ADMIN');
  const created = await under.ask(
    'mutation { createApiToken(input: { name: "Export", scopes: ["orders:read"] }) { token { id } secret } }',
    {},
    admin,
  );
  expect((await remove(zoe, await membershipOf(admin))).data).toEqual({ removeMember: true });
  expect((await under.ask('{ me { id } }', {}, admin)).code).toBe('UNAUTHENTICATED');
  expect((await under.login(admin.email)).code).toBe('NO_ORGANIZATION');
  expect((await under.events()).slice(-2)).toEqual(['api_token.revoked', 'member.removed']);
  const { data } = await under.ask(
    'query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { name } } }',
    { id: admin.userId },
    zoe,
  );
  expect(data._entities).toEqual([{ name: 'Abe' }]);
  expect(created.data.createApiToken.secret).toMatch(/^tb_/);
});

test('anyone but the last owner may leave', async () => {
  const bob = await under.register('Bob');
  const scanner = await under.join(bob, 'Cat', 'SCANNER');
  expect((await remove(scanner, await membershipOf(bob))).code).toBe('FORBIDDEN');
  expect((await remove(scanner, await membershipOf(scanner))).data).toEqual({ removeMember: true });
});

test('members are listed in pages, and only to those who may see the organization', async () => {
  const dee = await under.register('Dee');
  for (const [index, name] of ['Eli', 'Fay', 'Gil'].entries()) await under.join(dee, name, ROLES[index + 2]!);
  const scanner = await under.join(dee, 'Hob', 'SCANNER');
  const query = `query ($first: Int, $after: String) { viewerOrganization {
    members(first: $first, after: $after) { totalCount edges { node { role user { name } } } pageInfo { hasNextPage endCursor } } } }`;
  const names = ({ data }: Answer) =>
    data.viewerOrganization.members.edges.map((edge: { node: { user: { name: string } } }) => edge.node.user.name);
  const first = await under.ask(query, { first: 3 }, dee);
  expect(names(first)).toEqual(['Dee', 'Eli', 'Fay']);
  expect(first.data.viewerOrganization.members).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
  const after = first.data.viewerOrganization.members.pageInfo.endCursor;
  expect(names(await under.ask(query, { first: 3, after }, dee))).toEqual(['Gil', 'Hob']);
  expect((await under.ask(query, { first: 0 }, dee)).code).toBe('BAD_USER_INPUT');
  expect((await under.ask(query, { after: 'nonsense' }, dee)).code).toBe('BAD_USER_INPUT');
  expect((await under.ask(query, {}, scanner)).code).toBe('FORBIDDEN');
});

/** Lets both transactions read before either writes. */
const both = (() => {
  let [arrived, release] = [0, () => {}];
  const met = new Promise<void>(resolve => {
    release = resolve;
  });
  return {
    arrive() {
      arrived += 1;
      if (arrived === 2) release();
      return met;
    },
  };
})();
