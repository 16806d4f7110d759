import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
beforeAll(async () => {
  under = await UsersUnderTest.start();
});
afterAll(() => under.close());
beforeEach(() => under.sql('delete from attempt_throttle'));

/** A code of now; a step of 1 is the next one, which is accepted early. */
const codeOf = (secret: string, step = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + step * 30_000 });
const forgetLastStep = (person: Person) =>
  under.sql('update two_factor set last_step = 0 where user_id = ?', [person.userId]);

async function enroll(name: string) {
  const person = await under.register(name);
  const setup = await under.ask('mutation { enableTwoFactor { secret otpauthUrl } }', {}, person);
  const { secret } = setup.data.enableTwoFactor;
  const confirmed = await under.ask(
    'mutation ($code: String!) { confirmTwoFactor(code: $code) { codes } }',
    { code: codeOf(secret) },
    person,
  );
  await forgetLastStep(person);
  return { person, secret: secret as string, codes: confirmed.data.confirmTwoFactor.codes as string[] };
}
async function challenge(person: Person): Promise<string> {
  const { data } = await under.login(person.email);
  expect(data.login.__typename).toBe('TwoFactorChallenge');
  return data.login.challengeToken;
}
const complete = (token: string, code: string) =>
  under.ask(
    'mutation ($token: String!, $code: String!) { completeTwoFactorLogin(challengeToken: $token, code: $code) { accessToken refreshToken } }',
    { token, code },
  );
const disable = (person: Person, code: string) =>
  under.ask('mutation ($code: String!) { disableTwoFactor(code: $code) }', { code }, person);

test('a login with an authenticator takes a code, and is recorded once it is complete', async () => {
  const { person, secret } = await enroll('Ada');
  const token = await challenge(person);
  expect(await under.events()).not.toContain('user.logged_in');
  const { data } = await complete(token, codeOf(secret));
  expect((await under.verify(data.completeTwoFactorLogin.accessToken)).userId).toBe(person.userId);
  expect(await under.events()).toContain('user.logged_in');
  expect((await under.ask('{ me { twoFactorEnabled } }', {}, person)).data.me.twoFactorEnabled).toBe(true);
  const who = { actor: { id: person.userId }, payload: { userId: person.userId } };
  expect(await under.lastEvent('user.two_factor_enabled')).toMatchObject(who);
  await disable(person, codeOf(secret, 1));
  expect(await under.lastEvent('user.two_factor_disabled')).toMatchObject(who);
});

test('the set-up counts for nothing until a code confirms it, and can be begun anew', async () => {
  const bea = await under.register('Bea');
  const begin = async () =>
    (await under.ask('mutation { enableTwoFactor { secret } }', {}, bea)).data.enableTwoFactor.secret;
  const [first, second] = [await begin(), await begin()];
  expect((await under.login(bea.email)).data.login.__typename).toBe('AuthTokens');
  const confirm = (code: string) =>
    under.ask('mutation ($code: String!) { confirmTwoFactor(code: $code) { codes } }', { code }, bea);
  expect((await confirm(codeOf(first))).code).toBe('INVALID_TWO_FACTOR_CODE');
  expect((await under.login(bea.email)).data.login.__typename).toBe('AuthTokens');
  expect((await confirm(codeOf(second))).data.confirmTwoFactor.codes).toHaveLength(10);
  expect((await confirm(codeOf(second))).code).toBe('TWO_FACTOR_ALREADY_ENABLED');
  expect((await under.ask('mutation { enableTwoFactor { secret } }', {}, bea)).code).toBe('TWO_FACTOR_ALREADY_ENABLED');
});

test('a code is accepted once, even by two logins at the same moment', async () => {
  const { person, secret } = await enroll('Cy');
  const code = codeOf(secret);
  const tokens = [await challenge(person), await challenge(person)];
  const answers = await Promise.all(tokens.map(token => complete(token, code)));
  expect(answers.map(answer => answer.code ?? 'ok').sort()).toEqual(['INVALID_TWO_FACTOR_CODE', 'ok']);
  expect((await complete(await challenge(person), code)).code).toBe('INVALID_TWO_FACTOR_CODE');
  expect((await complete(await challenge(person), codeOf(secret, 1))).code).toBeUndefined();
});

test('without the note of the last step, a code would work twice (control)', async () => {
  const { person, secret } = await enroll('Dan');
  const code = codeOf(secret);
  expect((await complete(await challenge(person), code)).code).toBeUndefined();
  await forgetLastStep(person);
  expect((await complete(await challenge(person), code)).code).toBeUndefined();
});

test('a recovery code works once, however it is typed', async () => {
  const { person, codes } = await enroll('Eve');
  const typed = codes[0]!.toLowerCase().replaceAll('-', ' ');
  expect((await complete(await challenge(person), typed)).code).toBeUndefined();
  expect((await complete(await challenge(person), codes[0]!)).code).toBe('INVALID_TWO_FACTOR_CODE');
  expect((await complete(await challenge(person), codes[1]!)).code).toBeUndefined();
});

test('a challenge completes one login, within five minutes', async () => {
  const { person, codes } = await enroll('Flo');
  const token = await challenge(person);
  await complete(token, codes[0]!);
  expect((await complete(token, codes[1]!)).code).toBe('CHALLENGE_EXPIRED');
  const late = await challenge(person);
  await under.sql("update two_factor_challenge set expires_at = now() - interval '1 second'");
  expect((await complete(late, codes[1]!)).code).toBe('CHALLENGE_EXPIRED');
  expect((await complete('made-up', codes[1]!)).code).toBe('CHALLENGE_EXPIRED');
});

test('guessing codes is slowed down over all challenges of the account', async () => {
  const { person, secret } = await enroll('Gus');
  await under.sql('delete from attempt_throttle');
  const codes: (string | undefined)[] = [];
  for (let guess = 0; guess < 6; guess += 1) codes.push((await complete(await challenge(person), '000000')).code);
  expect(codes.slice(0, 5)).toEqual(Array(5).fill('INVALID_TWO_FACTOR_CODE'));
  expect(codes[5]).toBe('TOO_MANY_ATTEMPTS');
  expect((await complete(await challenge(person), codeOf(secret))).code).toBe('TOO_MANY_ATTEMPTS');
});

test('turning it off takes a code', async () => {
  const { person, secret } = await enroll('Hal');
  expect((await disable(person, 'no code')).code).toBe('INVALID_TWO_FACTOR_CODE');
  expect((await disable(person, codeOf(secret))).data).toEqual({ disableTwoFactor: true });
  expect((await under.login(person.email)).data.login.__typename).toBe('AuthTokens');
  expect((await disable(person, codeOf(secret))).code).toBe('TWO_FACTOR_NOT_ENABLED');
});

test('secrets are encrypted for their owner, and recovery codes hashed', async () => {
  const { person, secret, codes } = await enroll('Ida');
  const rows = await under.sql<{ row: string }>(
    'select row_to_json(t)::text as row from two_factor t union all select row_to_json(c)::text from recovery_code c',
  );
  const stored = rows.map(({ row }) => row).join();
  for (const text of [secret, ...codes, ...codes.map(code => code.replaceAll('-', ''))])
    expect(stored).not.toContain(text);
  const other = await enroll('Jo');
  await under.sql(
    'update two_factor set encrypted_secret = (select encrypted_secret from two_factor where user_id = ?) where user_id = ?',
    [other.person.userId, person.userId],
  );
  expect((await complete(await challenge(person), codeOf(other.secret))).code).toBe('INTERNAL_SERVER_ERROR');
});
