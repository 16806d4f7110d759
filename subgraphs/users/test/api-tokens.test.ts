import { newId, Viewer } from '@ticketbase/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
beforeAll(async () => {
  under = await UsersUnderTest.start();
});
afterAll(() => under.close());

const create = (by: Person | Viewer, input: object) =>
  under.ask(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret token { id name prefix scopes createdBy { name } } } }',
    { input },
    by,
  );
const exchange = (token: string, by = Viewer.service('gateway')) =>
  under.ask('mutation ($token: String!) { exchangeApiToken(token: $token) { accessToken expiresIn } }', { token }, by);
const tokenOf = async (by: Person, ...scopes: string[]) =>
  (await create(by, { name: 'Export', scopes })).data.createApiToken;

test('a token acts for the organization with its scopes', async () => {
  const ada = await under.register('Ada');
  const { secret, token } = await tokenOf(ada, 'orders:read', 'events:read', 'orders:read');
  expect(secret).toMatch(/^tb_[\w-]{43}$/);
  expect(token).toMatchObject({
    prefix: secret.slice(0, 8),
    scopes: ['orders:read', 'events:read'],
    createdBy: { name: 'Ada' },
  });
  const { data } = await exchange(secret);
  expect(data.exchangeApiToken.expiresIn).toBe(900);
  expect((await under.verify(data.exchangeApiToken.accessToken)).identity).toEqual({
    kind: 'api-token',
    tokenId: token.id,
    organizationId: ada.organizationId,
    scopes: ['orders:read', 'events:read'],
  });
  expect((await under.lastEvent('api_token.created')).payload).toEqual({
    tokenId: token.id,
    name: 'Export',
    scopes: ['orders:read', 'events:read'],
  });
});

test('the secret is shown once and stored as a hash', async () => {
  const bea = await under.register('Bea');
  const { secret } = await tokenOf(bea, 'orders:read');
  const { data } = await under.ask('{ apiTokens { id name prefix scopes lastUsedAt } }', {}, bea);
  expect(JSON.stringify(data)).not.toContain(secret);
  const rows = await under.sql<{ row: string }>(
    "select row_to_json(t)::text as row from api_token t union all select event::text from outbox union all select coalesce(result::text, '') from idempotency_key",
  );
  for (const { row } of rows) expect(row).not.toContain(secret);
});

test('the same idempotency key makes one token, and shows its secret to the first only', async () => {
  const cy = await under.register('Cy');
  const input = { name: 'Export', scopes: ['orders:read'], idempotencyKey: 'once' };
  const [first, second] = [await create(cy, input), await create(cy, input)];
  expect(second.data.createApiToken.token.id).toBe(first.data.createApiToken.token.id);
  expect(first.data.createApiToken.secret).toMatch(/^tb_/);
  expect(second.data.createApiToken.secret).toBeNull();
  expect((await create(cy, { ...input, name: 'Other' })).code).toBe('IDEMPOTENCY_KEY_REUSED');
});

test.each([
  [{ name: 'x', scopes: ['everything'] }, 'input.scopes.0'],
  [{ name: 'x', scopes: [] }, 'input.scopes'],
  [{ name: ' ', scopes: ['orders:read'] }, 'input.name'],
  [{ name: 'x', scopes: ['orders:read'], expiresAt: '2020-01-01T00:00:00Z' }, 'input.expiresAt'],
])('%j is refused at %s', async (input, path) => {
  const dan = await under.register(`Dan${newId()}`);
  const { errors, code } = await create(dan, input);
  expect(code).toBe('BAD_USER_INPUT');
  expect(errors[0]?.extensions?.issues).toMatchObject([{ path }]);
  expect((await under.ask('{ apiTokens { id } }', {}, dan)).data.apiTokens).toEqual([]);
});

test('a token hands on no more than it holds', async () => {
  const eve = await under.register('Eve');
  const { secret } = await tokenOf(eve, 'tokens:manage', 'orders:read');
  const program = await under.verify((await exchange(secret)).data.exchangeApiToken.accessToken);
  const refused = await create(program, { name: 'More', scopes: ['orders:read', 'orders:refund'] });
  expect(refused.errors[0]?.extensions?.issues).toEqual([
    { path: 'input.scopes.1', message: 'You do not hold orders:refund.' },
  ]);
  const child = await create(program, { name: 'Child', scopes: ['orders:read'] });
  expect(child.data.createApiToken.secret).toMatch(/^tb_/);
  expect(
    (await create(under.apiToken(eve.organizationId, 'orders:read'), { name: 'x', scopes: ['orders:read'] })).code,
  ).toBe('FORBIDDEN');
});

test('a token reaches no further than its creator does today', async () => {
  const flo = await under.register('Flo');
  const admin = await under.join(flo, 'Gus', 'ADMIN');
  const { secret } = await tokenOf(admin, 'orders:read', 'orders:refund');
  await under.sql("update membership set role = 'SUPPORT' where user_id = ?", [admin.userId]);
  const { data } = await exchange(secret);
  const viewer = await under.verify(data.exchangeApiToken.accessToken);
  expect([viewer.can('orders:read'), viewer.can('orders:refund')]).toEqual([true, false]);
});

test('a revoked, expired or made-up token is worth nothing', async () => {
  const hal = await under.register('Hal');
  const { secret, token } = await tokenOf(hal, 'tokens:manage');
  const program = await under.verify((await exchange(secret)).data.exchangeApiToken.accessToken);
  const revoke = (id: string) => under.ask('mutation ($id: ID!) { revokeApiToken(id: $id) }', { id }, hal);
  expect((await revoke(token.id)).data).toEqual({ revokeApiToken: true });
  expect((await revoke(token.id)).code).toBe('NOT_FOUND');
  expect((await under.lastEvent('api_token.revoked')).payload).toEqual({ tokenId: token.id });
  expect((await exchange(secret)).code).toBe('UNAUTHENTICATED');
  expect((await create(program, { name: 'x', scopes: ['tokens:manage'] })).code).toBe('UNAUTHENTICATED');
  expect((await exchange('tb_made-up')).code).toBe('UNAUTHENTICATED');
  const other = await tokenOf(hal, 'orders:read');
  await under.sql("update api_token set expires_at = now() + interval '10 seconds' where id = ?", [other.token.id]);
  expect((await exchange(other.secret)).data.exchangeApiToken.expiresIn).toBeLessThanOrEqual(10);
  await under.sql("update api_token set expires_at = now() - interval '1 second' where id = ?", [other.token.id]);
  expect((await exchange(other.secret)).code).toBe('UNAUTHENTICATED');
});

test('a plugin gets a minute in the command’s organization', async () => {
  const ida = await under.register('Ida');
  const installationId = newId();
  const issue = (scopes: string[], by: Viewer) =>
    under.ask(
      'mutation ($i: ID!, $s: [String!]!) { issuePluginToken(installationId: $i, pluginId: "offline-payments", scopes: $s) { accessToken expiresIn } }',
      { i: installationId, s: scopes },
      by,
    );
  const plugins = Viewer.service('plugins', ida.organizationId);
  const { data } = await issue(['orders:read'], plugins);
  expect(data.issuePluginToken.expiresIn).toBe(60);
  expect((await under.verify(data.issuePluginToken.accessToken)).identity).toEqual({
    kind: 'plugin',
    pluginId: 'offline-payments',
    installationId,
    organizationId: ida.organizationId,
    scopes: ['orders:read'],
  });
  expect((await issue(['everything'], plugins)).code).toBe('BAD_USER_INPUT');
  expect((await issue(['orders:read'], Viewer.service('plugins'))).code).toBe('FORBIDDEN');
  expect((await issue(['orders:read'], ida.viewer)).code).toBe('FORBIDDEN');
  expect((await exchange('tb_x', ida.viewer)).code).toBe('FORBIDDEN');
});
