import { afterAll, beforeAll, expect, test } from 'vitest';
import { tidy } from '../src/housekeeping.ts';
import { UsersUnderTest } from './users-under-test.ts';

let under: UsersUnderTest;
beforeAll(async () => {
  under = await UsersUnderTest.start();
});
afterAll(() => under.close());

test('what ended more than a day ago is deleted, with what hangs on it, and nothing else is', async () => {
  const [old, fresh] = [await under.register('Old'), await under.register('Fresh')];
  await under.login(fresh.email, 'not the password');
  await under.login(old.email, 'not the password');
  await under.ask('mutation ($e: String!) { requestPasswordReset(email: $e) }', { e: old.email });
  await under.sql("update session set expires_at = now() - interval '25 hours' where id = ?", [old.sessionId]);
  await under.sql("update password_reset set expires_at = now() - interval '25 hours'");
  await under.sql(
    "update attempt_throttle set updated_at = now() - interval '25 hours' where subject = (select min(subject) from attempt_throttle)",
  );
  await tidy(under.users.database);
  expect(await under.sql('select id from session')).toEqual([{ id: fresh.sessionId }]);
  expect(await under.sql('select session_id from refresh_token')).toEqual([{ session_id: fresh.sessionId }]);
  expect(await under.sql('select 1 as row from password_reset')).toEqual([]);
  expect(await under.sql('select 1 as row from attempt_throttle')).toEqual([{ row: 1 }]);
  expect((await under.ask('{ me { name } }', {}, fresh)).data.me).toEqual({ name: 'Fresh' });
});

test('a reset for someone without an organization is an event of no tenant', async () => {
  const lone = await under.register('Lone');
  await under.sql('delete from membership where user_id = ?', [lone.userId]);
  await under.ask('mutation ($e: String!) { requestPasswordReset(email: $e) }', { e: lone.email });
  expect(await under.lastEvent('user.password_reset_requested')).toMatchObject({
    organizationId: null,
    payload: { userId: lone.userId },
  });
});
