import { queryPlans } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, UsersUnderTest } from './users-under-test.ts';

// What the API lists of people, for an organization with 500 of 20,000 members.
let users: UsersUnderTest;
let owner: Person;
beforeAll(async () => {
  users = await UsersUnderTest.start();
  owner = await users.register('Ada');
  const em = users.db.database.forkTenant(null);
  const others = `insert into organization (id, slug, name) select gen_random_uuid(), 'o' || n, 'O' || n from generate_series(1, 100) n`;
  await em.execute(others);
  await em.execute(
    `insert into "user" (id, email, name, password_hash) select gen_random_uuid(), 'p' || n || '@example.com', 'P' || n, 'x'
       from generate_series(1, 20000) n`,
  );
  await em.execute(
    `insert into membership (id, organization_id, user_id, role)
     select gen_random_uuid(), case when u.n % 40 = 0 then ?::uuid else o.id end, u.id, 'MANAGER'
       from (select id, row_number() over () as n from "user" where password_hash = 'x') u
       join (select id, row_number() over () as n from organization where id <> ?) o on o.n = u.n % 100 + 1`,
    [owner.organizationId, owner.organizationId],
  );
  await em.execute(
    `insert into api_token (id, organization_id, name, prefix, token_hash, scopes, created_by, created_at)
     select gen_random_uuid(), m.organization_id, 'T', 'tb_', md5(m.id::text), '{events:read}', m.user_id, now() from membership m`,
  );
  await em.execute('analyze');
}, 120_000);
afterAll(() => users.close());

test.each([
  [
    'members',
    'membership_order',
    '{ viewerOrganization { members(first: 20) { totalCount edges { node { role user { name } } } } } }',
  ],
  ['API tokens', 'api_token_organization', '{ apiTokens { id name } }'],
])('%s come from %s, and no table is read whole', async (_, index, query) => {
  const plans = await queryPlans(users.db.database, () => users.ask(query, {}, owner));
  expect(plans.filter(plan => plan.scanned.length > 0)).toEqual([]);
  expect(plans.flatMap(plan => plan.indexes)).toContain(index);
});

test('a list without its index is noticed (control)', async () => {
  const em = users.db.database.forkTenant(null);
  await em.execute('alter table membership drop constraint membership_user_unique');
  await em.execute('drop index membership_order');
  const plans = await queryPlans(users.db.database, () =>
    users.ask('{ viewerOrganization { members { totalCount } } }', {}, owner),
  );
  expect(plans.flatMap(plan => plan.scanned)).toContain('membership');
});
