import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notificationsDatabase } from '../src/index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ name: 'notifications', ...notificationsDatabase });
});
afterAll(() => db.close());

/** Indexes and constraints are the migrations' own; tables of the kit are the kit's. */
const DELIBERATE =
  /^(drop index|alter table "notifications"."\w+" drop constraint|alter table "notifications"."(outbox|inbox|idempotency_key)")/;

async function differences(): Promise<string[]> {
  const sql = await db.database.orm.schema.getUpdateSchemaSQL({ safe: true, wrap: false });
  const statements = sql.split('\n').filter(line => line.trim() !== '');
  return statements.filter(statement => !DELIBERATE.test(statement));
}

test('the entities are what the migrations make', async () => {
  expect(await differences()).toEqual([]);
});

test('a column that differs is noticed (control)', async () => {
  await db.database.forkTenant(null).execute('alter table notification alter column attempts type bigint');
  expect(await differences()).toEqual([expect.stringContaining('"attempts"')]);
});
