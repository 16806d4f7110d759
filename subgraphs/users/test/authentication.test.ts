import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOGIN, PASSWORD, REGISTER, UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
beforeAll(async () => {
  under = await UsersUnderTest.start();
});
afterAll(() => under.close());

const input = (change: object) => ({
  input: { name: 'Eve', email: 'eve@example.com', password: PASSWORD, organizationName: 'Eve', ...change },
});
const counts = () =>
  under.sql(
    'select (select count(*)::int from "user") as users, (select count(*)::int from organization) as organizations, (select count(*)::int from session) as sessions, (select count(*)::int from outbox) as events',
  );

test('registering makes an account, an organization and its owner, signs in, and says so', async () => {
  const ada = await under.register('Ada', 'Analytical Engines');
  const { data } = await under.ask(
    '{ me { name email memberships { role scopes organization { slug name } } } viewerOrganization { slug settings { currency holdMinutes } } }',
    {},
    ada,
  );
  expect(data.me).toMatchObject({
    name: 'Ada',
    email: 'ada@example.com',
    memberships: [{ role: 'OWNER', organization: { slug: 'analytical-engines', name: 'Analytical Engines' } }],
  });
  expect(data.me.memberships[0].scopes).toContain('events:write');
  expect(data.viewerOrganization.settings).toEqual({ currency: 'EUR', holdMinutes: 10 });
  expect(await under.lastEvent('user.registered')).toMatchObject({
    organizationId: ada.organizationId,
    actor: { kind: 'user', id: ada.userId },
    payload: { userId: ada.userId, email: 'ada@example.com', name: 'Ada' },
  });
});

test('the gateway is told to keep the refresh token as a cookie, and to drop it at logout', async () => {
  const { data, extensions } = await under.ask(REGISTER, {
    input: { name: 'Cookie', email: 'cookie@example.com', password: PASSWORD, organizationName: 'Cookie' },
  });
  expect(extensions).toEqual({ setRefreshToken: { token: data.register.refreshToken, maxAge: 2_592_000 } });
  const cookie = await under.person('cookie@example.com', data.register);
  const ended = await under.ask('mutation { logout }', {}, cookie);
  expect(ended.extensions).toEqual({ setRefreshToken: { token: null, maxAge: 0 } });
});

test('two organizations of one name have two slugs', async () => {
  await under.register('Grace', 'Same Name');
  const other = await under.register('Heidi', 'Same Name');
  const { data } = await under.ask('{ viewerOrganization { slug } }', {}, other);
  expect(data.viewerOrganization.slug).toMatch(/^same-name-[a-z0-9]{5}$/);
});

test.each([
  [{ email: 'ADA@Example.com' }, 'EMAIL_TAKEN', 'input.email'],
  [{ email: 'not an address' }, 'BAD_USER_INPUT', 'input.email'],
  [{ password: 'short' }, 'BAD_USER_INPUT', 'input.password'],
  [{ password: 'eve@example.com' }, 'BAD_USER_INPUT', 'input.password'],
  [{ name: '   ' }, 'BAD_USER_INPUT', 'input.name'],
  [{ organizationName: 'x'.repeat(101) }, 'BAD_USER_INPUT', 'input.organizationName'],
])('registering with %j is refused as %s at %s and writes nothing', async (change, code, path) => {
  const before = await counts();
  const answer = await under.ask(REGISTER, input(change));
  expect(answer.code).toBe(code);
  expect(answer.errors[0]?.extensions?.issues).toEqual([{ path, message: expect.any(String) }]);
  expect(await counts()).toEqual(before);
});

test('of two registrations of one address at once, one succeeds and the other leaves nothing behind', async () => {
  const [before] = await counts();
  const twice = await Promise.all([1, 2].map(() => under.ask(REGISTER, input({ email: 'twin@example.com' }))));
  expect(twice.map(({ code }) => code ?? 'ok').sort()).toEqual(['EMAIL_TAKEN', 'ok']);
  expect(await counts()).toEqual([
    Object.fromEntries(Object.entries(before!).map(([what, count]) => [what, (count as number) + 1])),
  ]);
});

test('a login opens a session of its own and is recorded', async () => {
  const { data } = await under.login('ADA@example.com ');
  expect(data.login.__typename).toBe('AuthTokens');
  const ada = await under.person('ada@example.com', data.login);
  const sessions = await under.ask('{ sessions { id current ip userAgent } }', {}, ada);
  expect(sessions.data.sessions).toHaveLength(2);
  expect(sessions.data.sessions[0]).toMatchObject({
    id: ada.sessionId,
    current: true,
    ip: '203.0.113.7',
    userAgent: 'test',
  });
  expect(await under.lastEvent('user.logged_in')).toMatchObject({ payload: { userId: ada.userId } });
});

test('a wrong password and an unknown address get the same answer', async () => {
  await under.register('Same');
  const [wrong, unknown] = await Promise.all([
    under.login('same@example.com', 'not the password'),
    under.login('nobody@example.com', 'not the password'),
  ]);
  expect(wrong.code).toBe('INVALID_CREDENTIALS');
  expect(unknown.errors).toEqual(wrong.errors);
  expect((await under.login('', '')).code).toBe('INVALID_CREDENTIALS');
});

test.each([['known'], ['unknown']])(
  'guessing at an %s account is slowed down, also when all guesses come at once',
  async kind => {
    const email = `guessed-${kind}@example.com`;
    if (kind === 'known') await under.register('Guessed-known');
    const guesses = await Promise.all(Array.from({ length: 20 }, () => under.login(email, 'not the password')));
    const codes = guesses.map(({ code }) => code);
    expect(codes.filter(code => code === 'INVALID_CREDENTIALS')).toHaveLength(5);
    const refused = guesses.find(({ code }) => code === 'TOO_MANY_ATTEMPTS');
    expect(refused?.errors[0]?.extensions?.retryAfter).toBeGreaterThan(20);
    expect((await under.login(email)).code).toBe('TOO_MANY_ATTEMPTS');
  },
);

test('one network tries few passwords on many accounts, and another network is not kept waiting for it', async () => {
  const owner = await under.register('Sprayed');
  const login = 'mutation ($e: String!, $p: String!) { login(email: $e, password: $p) { __typename } }';
  const from = (ip: string) => async (email: string, password: string) =>
    (await under.ask(login, { e: email, p: password }, undefined, { ip })).code;
  const guesser = from('2001:db8:5:5::1');
  // Right passwords do not count, however many people share the network.
  for (let round = 0; round < 3; round += 1) expect(await guesser(owner.email, PASSWORD)).toBeUndefined();
  await under.sql('update login_failure set attempts = attempts + 195');
  const codes = await Promise.all(
    Array.from({ length: 10 }, (_, n) => guesser(`victim-${n}@example.com`, 'password1')),
  );
  expect(codes.filter(code => code === 'INVALID_CREDENTIALS')).toHaveLength(5);
  expect(codes.filter(code => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(5);
  // The rest of an IPv6 network is one subscriber's to choose.
  expect(await from('2001:db8:5:5:ffff::2')(owner.email, PASSWORD)).toBe('TOO_MANY_ATTEMPTS');
  expect(await from('2001:db8:5:6::1')(owner.email, PASSWORD)).toBeUndefined();
  await under.sql("update login_failure set since = now() - interval '61 minutes'");
  expect(await guesser(owner.email, PASSWORD)).toBeUndefined();
});

test('without the count, guesses go on (control)', async () => {
  await under.register('Control');
  const codes = new Set<string | undefined>();
  for (let guess = 0; guess < 8; guess += 1) {
    codes.add((await under.login('control@example.com', 'not the password')).code);
    await under.sql('delete from attempt_throttle');
  }
  expect([...codes]).toEqual(['INVALID_CREDENTIALS']);
});

test('the wait grows, ends, and is forgotten with the right password', async () => {
  await under.register('Patient');
  const wrong = () => under.login('patient@example.com', 'not the password');
  const over = () =>
    under.sql(
      "update attempt_throttle set blocked_until = now() - interval '1 second' where blocked_until is not null",
    );
  for (let guess = 0; guess < 5; guess += 1) await wrong();
  const first = (await wrong()).errors[0]?.extensions?.retryAfter as number;
  await over();
  expect((await wrong()).code).toBe('INVALID_CREDENTIALS');
  const second = (await wrong()).errors[0]?.extensions?.retryAfter as number;
  expect(second).toBeGreaterThan(first);
  await over();
  expect((await under.login('patient@example.com')).code).toBeUndefined();
  expect((await wrong()).code).toBe('INVALID_CREDENTIALS');
});

test('a new password ends the other sessions and needs the old one', async () => {
  const cy = await under.register('Cy');
  const elsewhere = await under.person(cy.email, (await under.login(cy.email)).data.login);
  const change = (currentPassword: string, newPassword: string) =>
    under.ask(
      'mutation ($a: String!, $b: String!) { changePassword(currentPassword: $a, newPassword: $b) }',
      { a: currentPassword, b: newPassword },
      cy,
    );
  expect((await change('not the password', 'another long one')).code).toBe('INVALID_CREDENTIALS');
  expect((await change(PASSWORD, 'short')).code).toBe('BAD_USER_INPUT');
  expect(await under.events()).not.toContain('user.password_changed');
  expect((await change(PASSWORD, 'another long one')).data).toEqual({ changePassword: true });
  expect((await under.lastEvent('user.password_changed')).payload).toEqual({ userId: cy.userId });
  expect((await under.ask('{ me { id } }', {}, elsewhere)).code).toBe('UNAUTHENTICATED');
  expect((await under.ask('{ me { id } }', {}, cy)).code).toBeUndefined();
  expect((await under.login(cy.email)).code).toBe('INVALID_CREDENTIALS');
});

test('a resolver that takes no viewer answers guests with nothing rather than an error', async () => {
  expect((await under.ask('{ me { id } viewerOrganization { id } }')).data).toEqual({
    me: null,
    viewerOrganization: null,
  });
  expect((await under.ask('{ sessions { id } }')).code).toBe('UNAUTHENTICATED');
  expect((await under.ask(LOGIN, { email: 'x' })).code).toBe('BAD_USER_INPUT');
});
