import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../src/index.ts';

let db: TestDatabase;
let databases: Database[];
beforeEach(async () => {
  db = await createTestDatabase({ name: 'events', entities: [], migrations: [] });
  // Long enough that all of them look for what is missing before the first has done it.
  const sql = 'select pg_sleep(0.3); create table thing (id int primary key);';
  const migrations = [{ name: '20270101_thing', sql }];
  const connect = () => Database.connect({ url: db.url, schema: 'events', entities: [], migrations });
  databases = await Promise.all([connect(), connect(), connect()]);
});
afterEach(async () => {
  await Promise.all(databases.map(database => database.close()));
  await db.close();
});

test('processes that start together migrate once', async () => {
  await Promise.all(databases.map(database => database.migrate()));
  const applied = await db.database.forkTenant(null).execute("select name from migration where name like '%thing'");
  expect(applied).toHaveLength(1);
});

test('without the lock one of them fails (control)', async () => {
  const outcomes = await Promise.allSettled(databases.map(database => database.orm.migrator.up()));
  expect(outcomes.map(({ status }) => status)).toContain('rejected');
});
