import { newId, Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setOperator } from '../src/index.ts';
import { operatorCommand } from '../src/operator-command.ts';
import { type Person, UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
let ada: Person;
beforeAll(async () => {
  under = await UsersUnderTest.start();
  ada = await under.register('Ada');
});
afterAll(() => under.close());

const update = (input: object, by: Person | Viewer = ada) =>
  under.ask(
    `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { name logoUrl settings {
      currency timeZone locale holdMinutes supportEmail billing { legalName country taxId } } } }`,
    { input },
    by,
  );

test('what is given changes, what is absent stays, null removes, and the log says what', async () => {
  const settings = {
    currency: 'CHF',
    timeZone: 'Europe/Zurich',
    locale: 'de-CH',
    holdMinutes: 15,
    supportEmail: 'Help@Example.com',
  };
  await update({
    logoUrl: 'https://example.com/logo.png',
    settings: { ...settings, billing: { legalName: 'Ada AG', country: 'CH' } },
  });
  const { data } = await update({
    name: 'Ada AG',
    logoUrl: null,
    settings: { supportEmail: null, billing: { taxId: 'CHE-1' } },
  });
  expect(data.updateOrganization).toEqual({
    name: 'Ada AG',
    logoUrl: null,
    settings: { ...settings, supportEmail: null, billing: { legalName: 'Ada AG', country: 'CH', taxId: 'CHE-1' } },
  });
  expect((await under.lastEvent('organization.updated')).payload.changed.sort()).toEqual([
    'billing',
    'logoUrl',
    'name',
    'supportEmail',
  ]);
  const events = (await under.events()).length;
  expect((await update({ name: 'Ada AG' })).code).toBeUndefined();
  expect(await under.events()).toHaveLength(events);
});

test.each([
  [{ name: '' }, 'input.name'],
  [{ settings: { timeZone: 'Mars/Olympus' } }, 'input.settings.timeZone'],
  [{ settings: { locale: 'not a locale' } }, 'input.settings.locale'],
  [{ settings: { holdMinutes: 0 } }, 'input.settings.holdMinutes'],
  [{ settings: { supportEmail: 'nobody' } }, 'input.settings.supportEmail'],
  [{ name: 'Good', settings: { billing: { country: 'Switzerland' } } }, 'input.settings.billing.country'],
])('%j is refused at %s and changes nothing', async (input, path) => {
  const before = await under.sql('select * from organization');
  const answer = await update(input);
  expect(answer.code).toBe('BAD_USER_INPUT');
  expect(answer.errors[0]?.extensions?.issues).toMatchObject([{ path }]);
  expect(await under.sql('select * from organization')).toEqual(before);
});

test('a currency that does not exist and a bad address are refused before anything else', async () => {
  expect((await update({ settings: { currency: 'XXY' } })).code).toBe('BAD_USER_INPUT');
  expect((await update({ logoUrl: 'javascript:alert(1)' })).code).toBe('BAD_USER_INPUT');
});

test('an organization is found by its slug, by anyone, with its public face', async () => {
  const { data } = await under.ask(
    '{ publicOrganization(slug: "ada-co") { id name } none: publicOrganization(slug: "x") { id } }',
  );
  expect(data).toEqual({ publicOrganization: { id: ada.organizationId, name: 'Ada AG' }, none: null });
  expect((await under.ask('{ publicOrganization(slug: "ada-co") { settings { currency } } }')).code).toBe('FORBIDDEN');
});

test('other subgraphs find organizations and people', async () => {
  const scanner = await under.join(ada, 'Sam', 'SCANNER');
  const service = Viewer.service('payments');
  const find = (args: string) =>
    under.ask(`{ organizationForService(${args}) { id settings { holdMinutes } } }`, {}, service);
  expect((await find('slug: "ada-co"')).data.organizationForService).toEqual({
    id: ada.organizationId,
    settings: { holdMinutes: 15 },
  });
  expect((await find(`id: "${ada.organizationId}"`)).data.organizationForService.id).toBe(ada.organizationId);
  expect((await find(`id: "${newId()}"`)).data.organizationForService).toBeNull();
  expect((await find(`id: "x", slug: "y"`)).code).toBe('BAD_USER_INPUT');
  const people = await under.ask(
    'query ($ids: [ID!]!) { usersForService(ids: $ids) { name } }',
    { ids: [scanner.userId, newId(), ada.userId] },
    service,
  );
  expect(people.data.usersForService).toEqual([{ name: 'Sam' }, null, { name: 'Ada' }]);
  const holders = (scope: string) =>
    under.ask(
      `{ organizationMembersForService(scope: "${scope}") { name } }`,
      {},
      Viewer.service('notifications', ada.organizationId),
    );
  expect((await holders('orders:read')).data.organizationMembersForService).toEqual([{ name: 'Ada' }]);
  expect((await holders('tickets:check_in')).data.organizationMembersForService).toEqual([
    { name: 'Ada' },
    { name: 'Sam' },
  ]);
  expect((await under.ask('{ organizationMembersForService { id } }', {}, service)).code).toBe('FORBIDDEN');
  for (const query of [
    '{ organizationForService(slug: "ada-co") { id } }',
    '{ organizationMembersForService { id } }',
  ]) {
    expect((await under.ask(query, {}, ada)).code).toBe('FORBIDDEN');
  }
});

test('only the server’s operator makes operators, and their next token says so', async () => {
  await setOperator(under.users.database, 'ADA@example.com', true);
  const { data } = await under.login(ada.email);
  const operator = await under.verify(data.login.accessToken);
  expect(operator.isOperator).toBe(true);
  expect((await under.ask('{ me { isOperator } }', {}, operator)).data.me).toEqual({ isOperator: true });
  expect((await under.ask('{ me { isOperator } }', {}, ada)).data.me).toEqual({ isOperator: false });
  await setOperator(under.users.database, 'ada@example.com', false);
  expect((await under.verify((await under.login(ada.email)).data.login.accessToken)).isOperator).toBe(false);
  await expect(setOperator(under.users.database, 'nobody@example.com', true)).rejects.toThrow('not found');
});

test('the operator command does the same, and says what is wrong when it cannot', async () => {
  const said: string[] = [];
  const env = { USERS_DATABASE_URL: under.db.url };
  const run = (args: string[], environment: Record<string, string> = env) =>
    operatorCommand(args, environment, line => said.push(line));
  expect(await run(['grant', ada.email])).toBe(0);
  expect((await under.verify((await under.login(ada.email)).data.login.accessToken)).isOperator).toBe(true);
  expect(await run(['revoke', ada.email])).toBe(0);
  expect(await run(['grant', 'nobody@example.com'])).toBe(1);
  expect(await run(['grant', ada.email], {})).toBe(1);
  expect(await run(['promote', ada.email])).toBe(2);
  expect(said.slice(2)).toEqual([
    'The account was not found.',
    expect.stringContaining('USERS_DATABASE_URL'),
    expect.stringContaining('Usage:'),
  ]);
});

test('the number of statements does not grow with the number of people', async () => {
  const bea = await under.register('Bea');
  const members =
    '{ viewerOrganization { members(first: 50) { edges { node { role user { name email memberships { role organization { name } } } } } } } }';
  const statements = async (query: string) => {
    const { result, statements: count } = await countStatements(() => under.ask(query, {}, bea));
    expect(result.code).toBeUndefined();
    return count;
  };
  const few = await statements(members);
  for (let index = 0; index < 8; index += 1) await under.join(bea, `Member${index}`, 'SUPPORT');
  expect(await statements(members)).toBe(few + 2);
  for (let index = 8; index < 12; index += 1) await under.join(bea, `Member${index}`, 'SUPPORT');
  expect(await statements(members)).toBe(few + 2);
  expect(few).toBe(4);
  expect(await statements('{ me { name memberships { role organization { name } } } }')).toBe(4);
});

test('people and organizations are resolved for other subgraphs in batches', async () => {
  const ids = await under.sql<{ user_id: string }>('select user_id from membership where organization_id = ?', [
    ada.organizationId,
  ]);
  const refs = [
    ...ids.map(({ user_id: id }) => ({ __typename: 'User', id })),
    { __typename: 'Organization', id: ada.organizationId },
    { __typename: 'Organization', id: newId() },
  ];
  const { result, statements } = await countStatements(() =>
    under.ask(
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { name } ... on Organization { slug } } }',
      { refs },
      ada,
    ),
  );
  expect(result.data._entities).toEqual([{ name: 'Ada' }, { name: 'Sam' }, { slug: 'ada-co' }, null]);
  expect(statements).toBe(3);
});
