import { newId, Viewer } from '@ticketbase/kernel';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usersSchema } from '../src/index.ts';
import { MembershipEntity } from '../src/membership/membership.entity.ts';
import { INVITE, type Person, UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
let ada: Person;
let mallory: Person;
/** What belongs to Ada's organization. */
let theirs: Record<'membership' | 'invitation' | 'apiToken' | 'session' | 'organization' | 'user', string>;

beforeAll(async () => {
  under = await UsersUnderTest.start();
  [ada, mallory] = [await under.register('Ada'), await under.register('Mallory')];
  const invitation = await under.ask(INVITE, { input: { email: 'bea@example.com', role: 'ADMIN' } }, ada);
  const apiToken = await under.ask(
    'mutation { createApiToken(input: { name: "Export", scopes: ["orders:read"] }) { token { id } } }',
    {},
    ada,
  );
  const [membership] = await under.sql<{ id: string }>('select id from membership where user_id = ?', [ada.userId]);
  theirs = {
    membership: membership!.id,
    invitation: invitation.data.inviteMember.id,
    apiToken: apiToken.data.createApiToken.token.id,
    session: ada.sessionId,
    organization: ada.organizationId,
    user: ada.userId,
  };
});
afterAll(() => under.close());

const everything = () =>
  under.sql(`select (select json_agg(m order by id) from membership m)::text as m, (select json_agg(i order by id) from invitation i)::text as i,
    (select json_agg(a order by id) from api_token a)::text as a, (select json_agg(s order by id) from session s)::text as s,
    (select json_agg(o order by id) from organization o)::text as o, (select count(*) from outbox)::text as e`);

/** Every operation that takes an id, on what is another organization's. */
const byId: Record<string, [query: string, of: keyof typeof theirs]> = {
  changeMemberRole: ['mutation ($id: ID!) { changeMemberRole(membershipId: $id, role: SCANNER) { id } }', 'membership'],
  removeMember: ['mutation ($id: ID!) { removeMember(membershipId: $id) }', 'membership'],
  revokeInvitation: ['mutation ($id: ID!) { revokeInvitation(id: $id) }', 'invitation'],
  revokeApiToken: ['mutation ($id: ID!) { revokeApiToken(id: $id) }', 'apiToken'],
  revokeSession: ['mutation ($id: ID!) { revokeSession(id: $id) }', 'session'],
  switchOrganization: [
    'mutation ($id: ID!) { switchOrganization(organizationId: $id) { accessToken } }',
    'organization',
  ],
};

test('every public operation that takes an id is tried here', () => {
  const { schema, access } = usersSchema;
  const taking = [...access].filter(([path, level]) => {
    const [type, field] = path.split('.') as [string, string];
    const owner = schema.getType(type);
    const args = isObjectType(owner) ? owner.getFields()[field]!.args : [];
    return level !== 'service' && args.some(arg => String(arg.type).startsWith('ID'));
  });
  expect(taking.map(([path]) => path.split('.')[1]).sort()).toEqual(Object.keys(byId).sort());
});

test.each(Object.keys(byId))(
  '%s on what is another organization’s answers as on what does not exist, and changes nothing',
  async name => {
    const [query, of] = byId[name]!;
    const before = await everything();
    const [another, none] = [
      await under.ask(query, { id: theirs[of] }, mallory),
      await under.ask(query, { id: newId() }, mallory),
    ];
    expect(another.code).toBe('NOT_FOUND');
    expect(another.errors).toEqual(none.errors);
    expect(await everything()).toEqual(before);
  },
);

test('lists hold the viewer’s organization only', async () => {
  const { data } = await under.ask(
    '{ apiTokens { id } invitations { id } sessions { id } viewerOrganization { members { totalCount edges { node { id } } } } }',
    {},
    mallory,
  );
  expect(JSON.stringify(data)).not.toMatch(new RegExp(Object.values(theirs).join('|')));
  expect(data.viewerOrganization.members.totalCount).toBe(1);
});

const ENTITIES = `query ($refs: [_Any!]!) { _entities(representations: $refs) {
  ... on User { email } ... on Organization { name } } }`;

test('a person of another organization does not exist, and an organization shows its public face only', async () => {
  const refs = [
    { __typename: 'User', id: theirs.user },
    { __typename: 'User', id: newId() },
    { __typename: 'User', id: 'not-an-id' },
    { __typename: 'Organization', id: theirs.organization },
  ];
  for (const viewer of [mallory, Viewer.anonymous]) {
    const { data, code } = await under.ask(ENTITIES, { refs }, viewer);
    expect(code).toBeUndefined();
    expect(data._entities).toEqual([null, null, null, { name: 'Ada & Co' }]);
  }
  for (const field of ['settings { currency }', 'members { totalCount }']) {
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Organization { ${field} } } }`;
    expect((await under.ask(query, { refs: refs.slice(3) }, mallory)).code).toBe('FORBIDDEN');
    expect((await under.ask(query, { refs: refs.slice(3) }, ada)).code).toBeUndefined();
  }
});

test('a colleague’s other organizations are not shown', async () => {
  const both = await under.join(ada, 'Nomad', 'SUPPORT');
  await under.sql(
    "insert into membership (id, organization_id, user_id, role) values (gen_random_uuid(), ?, ?, 'ANALYST')",
    [mallory.organizationId, both.userId],
  );
  const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { memberships { role } } } }`;
  const refs = [{ __typename: 'User', id: both.userId }];
  expect((await under.ask(query, { refs }, mallory)).data._entities).toEqual([{ memberships: [{ role: 'ANALYST' }] }]);
  expect((await under.ask(query, { refs }, both)).data._entities[0].memberships).toHaveLength(2);
});

test('with the filter off, another organization’s rows are read (control)', async () => {
  const em = under.db.database.fork(mallory.viewer);
  expect(await em.findOne(MembershipEntity, { id: theirs.membership })).toBeNull();
  expect(await em.findOne(MembershipEntity, { id: theirs.membership }, { filters: { tenant: false } })).toMatchObject({
    organizationId: ada.organizationId,
  });
});
