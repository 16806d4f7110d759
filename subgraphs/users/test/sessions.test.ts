import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, REFRESH, UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
beforeAll(async () => {
  under = await UsersUnderTest.start();
});
afterAll(() => under.close());

const refresh = (token: string | null) => under.ask(REFRESH, { token });
const isAlive = async (person: Person) => (await under.ask('{ me { id } }', {}, person)).code === undefined;
const graceIsOver = (person: Person) =>
  under.sql("update session set rotated_at = now() - interval '11 seconds' where id = ?", [person.sessionId]);
const reasonOf = async (person: Person) =>
  (
    await under.sql<{ because: string }>('select revoked_because as because from session where id = ?', [
      person.sessionId,
    ])
  )[0]?.because;

test('a refresh token gives new tokens for the same session', async () => {
  const ada = await under.register('Ada');
  const { data, extensions } = await refresh(ada.tokens.refreshToken);
  expect(data.refreshTokens.refreshToken).not.toBe(ada.tokens.refreshToken);
  expect(data.refreshTokens.expiresIn).toBe(900);
  expect(extensions.setRefreshToken).toMatchObject({ token: data.refreshTokens.refreshToken });
  const again = await under.person(ada.email, data.refreshTokens);
  expect(again.sessionId).toBe(ada.sessionId);
  expect((await refresh(data.refreshTokens.refreshToken)).code).toBeUndefined();
});

test('the refresh token may come from the cookie that the gateway hands in', async () => {
  const bea = await under.register('Bea');
  const answer = await under.ask(REFRESH, {}, undefined, { refreshToken: bea.tokens.refreshToken });
  expect(answer.data.refreshTokens.accessToken).toBeTruthy();
});

test.each([['made-up'], [''], [null]])('the refresh token %j is refused', async token => {
  expect((await refresh(token)).code).toBe('INVALID_REFRESH_TOKEN');
});

test('a used refresh token that comes again ends the session, also for the one who used it', async () => {
  const cy = await under.register('Cy');
  const { data } = await refresh(cy.tokens.refreshToken);
  await graceIsOver(cy);
  expect((await refresh(cy.tokens.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  expect(await isAlive(cy)).toBe(false);
  expect((await refresh(data.refreshTokens.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  expect(await reasonOf(cy)).toBe('token-reuse');
});

test('without the note that a token was rotated, a stolen one would work for ever (control)', async () => {
  const dan = await under.register('Dan');
  await refresh(dan.tokens.refreshToken);
  await graceIsOver(dan);
  await under.sql('update session set generation = 0 where id = ?', [dan.sessionId]);
  expect((await refresh(dan.tokens.refreshToken)).code).toBeUndefined();
});

test('two tabs that refresh at once both go on, and rotate the token once', async () => {
  const eve = await under.register('Eve');
  const both = await Promise.all([1, 2].map(() => refresh(eve.tokens.refreshToken)));
  expect(both.map(({ code }) => code)).toEqual([undefined, undefined]);
  const [row] = await under.sql<{ generation: number }>('select generation from session where id = ?', [eve.sessionId]);
  expect(row?.generation).toBe(1);
});

test('of two tokens from one refresh, the one that is used later gives a thief away', async () => {
  const flo = await under.register('Flo');
  const [mine, theirs] = await Promise.all([1, 2].map(() => refresh(flo.tokens.refreshToken)));
  expect((await refresh(mine!.data.refreshTokens.refreshToken)).code).toBeUndefined();
  await graceIsOver(flo);
  expect((await refresh(theirs!.data.refreshTokens.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  expect(await isAlive(flo)).toBe(false);
});

test('a token older than the last one has no grace', async () => {
  const gus = await under.register('Gus');
  const { data } = await refresh(gus.tokens.refreshToken);
  await refresh(data.refreshTokens.refreshToken);
  expect((await refresh(gus.tokens.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  expect(await isAlive(gus)).toBe(false);
});

test('an expired session is not continued', async () => {
  const hal = await under.register('Hal');
  await under.sql("update session set expires_at = now() - interval '1 second' where id = ?", [hal.sessionId]);
  expect((await refresh(hal.tokens.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  expect(await isAlive(hal)).toBe(false);
});

test('refresh tokens are stored as hashes only', async () => {
  const ida = await under.register('Ida');
  const rows = await under.sql<{ token_hash: string }>('select token_hash from refresh_token');
  expect(rows.map(row => row.token_hash)).not.toContain(ida.tokens.refreshToken);
  for (const row of rows) expect(row.token_hash).toMatch(/^[0-9a-f]{64}$/);
});

test('logging out ends the session, and doing it twice is no error', async () => {
  const jo = await under.register('Jo');
  expect((await under.ask('mutation { logout }', {}, jo)).data).toEqual({ logout: true });
  expect(await isAlive(jo)).toBe(false);
  expect((await refresh(jo.tokens.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  expect((await under.ask('mutation { logout }', {}, jo)).data).toEqual({ logout: true });
  expect((await under.ask('mutation { logout }')).data).toEqual({ logout: true });
});

test('logging out with an expired access token still ends the session of the cookie', async () => {
  const kim = await under.register('Kim');
  await under.ask('mutation { logout }', {}, undefined, { refreshToken: kim.tokens.refreshToken });
  expect(await isAlive(kim)).toBe(false);
});

test('a person sees and ends only their own sessions', async () => {
  const [lea, max] = [await under.register('Lea'), await under.register('Max')];
  const revoke = (id: string) => under.ask('mutation ($id: ID!) { revokeSession(id: $id) }', { id }, lea);
  expect((await revoke(max.sessionId)).code).toBe('NOT_FOUND');
  expect((await revoke('not-an-id')).code).toBe('NOT_FOUND');
  expect(await isAlive(max)).toBe(true);
  const phone = await under.person(lea.email, (await under.login(lea.email)).data.login);
  expect((await revoke(phone.sessionId)).data).toEqual({ revokeSession: true });
  expect(await isAlive(phone)).toBe(false);
  const { data } = await under.ask('{ sessions { id } }', {}, lea);
  expect(data.sessions).toEqual([{ id: lea.sessionId }]);
});

test('a person goes on in another organization of theirs, and in no other', async () => {
  const [nia, owen] = [await under.register('Nia'), await under.register('Owen')];
  const switchTo = (organizationId: string, by: Person) =>
    under.ask(
      'mutation ($id: ID!) { switchOrganization(organizationId: $id) { accessToken refreshToken } }',
      { id: organizationId },
      by,
    );
  expect((await switchTo(owen.organizationId, nia)).code).toBe('NOT_FOUND');
  expect((await switchTo('x', nia)).code).toBe('NOT_FOUND');
  await under.sql(
    "insert into membership (id, organization_id, user_id, role) values (gen_random_uuid(), ?, ?, 'SCANNER')",
    [owen.organizationId, nia.userId],
  );
  const { data } = await switchTo(owen.organizationId, nia);
  const there = await under.person(nia.email, data.switchOrganization);
  expect(there.organizationId).toBe(owen.organizationId);
  expect(there.viewer.can('orders:refund')).toBe(false);
  const { data: next } = await refresh(there.tokens.refreshToken);
  expect((await under.verify(next.refreshTokens.accessToken)).organizationId).toBe(owen.organizationId);
  const login = await under.login(nia.email);
  expect((await under.verify(login.data.login.accessToken)).organizationId).toBe(owen.organizationId);
});
