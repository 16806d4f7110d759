import { withoutSecrets } from '@ticketbase/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, UsersUnderTest } from './users-under-test.ts';

const EVENT = 'user.password_reset_requested';
let under: UsersUnderTest;
beforeAll(async () => {
  under = await UsersUnderTest.start();
});
afterAll(() => under.close());

const request = (email: string) =>
  under.ask('mutation ($email: String!) { requestPasswordReset(email: $email) }', { email });
const reset = (token: string, newPassword: string) =>
  under.ask(
    'mutation ($token: String!, $newPassword: String!) { resetPassword(token: $token, newPassword: $newPassword) }',
    {
      token,
      newPassword,
    },
  );
async function linkFor(email: string): Promise<string> {
  await under.sql("update password_reset set created_at = now() - interval '2 minutes'");
  await request(email);
  return under.secretOf(EVENT, 'resetToken');
}

test('the answer is the same whether or not there is such an account, and only an account gets a mail', async () => {
  const ada = await under.register('Ada');
  const [known, unknown] = [await request('ADA@example.com'), await request('nobody@example.com')];
  expect(known.data).toEqual({ requestPasswordReset: true });
  expect(unknown.data).toEqual(known.data);
  expect((await under.events()).filter(name => name === EVENT)).toHaveLength(1);
  expect(await under.lastEvent(EVENT)).toMatchObject({
    organizationId: ada.organizationId,
    actor: { kind: 'anonymous', id: null },
    payload: { userId: ada.userId, email: 'ada@example.com', name: 'Ada' },
  });
});

test('the token is in the event’s secret field and nowhere else', async () => {
  await under.register('Bea');
  const token = await linkFor('bea@example.com');
  expect(JSON.stringify(withoutSecrets(await under.lastEvent(EVENT)))).not.toContain(token);
  const [row] = await under.sql<{ all: string }>('select json_agg(p)::text as all from password_reset p');
  expect(row!.all).not.toContain(token);
});

test('an impatient person gets one mail a minute', async () => {
  await under.register('Cy');
  const before = (await under.events()).length;
  for (let click = 0; click < 3; click += 1) await request('cy@example.com');
  expect(await under.events()).toHaveLength(before + 1);
});

test('a reset sets the password, ends every session and every other link, and ends a wait', async () => {
  const dan = await under.register('Dan');
  const older = await linkFor(dan.email);
  const token = await linkFor(dan.email);
  for (let guess = 0; guess < 6; guess += 1) await under.login(dan.email, 'not the password');
  expect((await under.login(dan.email)).code).toBe('TOO_MANY_ATTEMPTS');
  const answer = await reset(token, 'a brand new password');
  expect(answer.data).toEqual({ resetPassword: true });
  expect(answer.extensions).toEqual({ setRefreshToken: { token: null, maxAge: 0 } });
  expect((await under.ask('{ me { id } }', {}, dan)).code).toBe('UNAUTHENTICATED');
  expect((await under.login(dan.email)).code).toBe('INVALID_CREDENTIALS');
  expect((await under.login(dan.email, 'a brand new password')).code).toBeUndefined();
  expect((await reset(older, 'yet another password')).code).toBe('RESET_TOKEN_INVALID');
});

test('a link works once, also when it is followed twice at the same moment', async () => {
  const eve = await under.register('Eve');
  const token = await linkFor(eve.email);
  const answers = await Promise.all(['first new password', 'other new password'].map(text => reset(token, text)));
  expect(answers.map(({ code }) => code ?? 'ok').sort()).toEqual(['RESET_TOKEN_INVALID', 'ok']);
  expect((await reset(token, 'third new password')).code).toBe('RESET_TOKEN_INVALID');
});

test('a password that will not do changes nothing, and the link still works', async () => {
  const flo = await under.register('Flo');
  const token = await linkFor(flo.email);
  const refused = await reset(token, 'flo@example.com');
  expect(refused.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'newPassword' }] });
  expect((await under.login(flo.email, PASSWORD)).code).toBeUndefined();
  expect((await reset(token, 'a brand new password')).data).toEqual({ resetPassword: true });
});

test('a link older than an hour, or made up, does not work', async () => {
  const gus = await under.register('Gus');
  const token = await linkFor(gus.email);
  await under.sql("update password_reset set expires_at = now() - interval '1 second'");
  expect((await reset(token, 'a brand new password')).code).toBe('RESET_TOKEN_INVALID');
  expect((await reset('made-up', 'a brand new password')).code).toBe('RESET_TOKEN_INVALID');
});
