import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import pg from 'pg';
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

test('a database whose migration fails leaves no connection behind, which would keep its process alive', async () => {
  const admin = new pg.Client({ connectionString: db.adminUrl });
  await admin.connect();
  const connections = async () => {
    const sql = 'select count(*)::int as count from pg_stat_activity where usename = $1';
    return (await admin.query<{ count: number }>(sql, [new URL(db.url).username])).rows[0]!.count;
  };
  try {
    const migrations = [{ name: '20270102_fault', sql: 'create table nonsense;' }];
    const failing = { url: db.url, schema: 'events', entities: [], migrations };
    const before = await connections();
    await expect(Database.open(failing)).rejects.toThrow(/syntax/);
    await expect.poll(connections).toBe(before);
    const control = await Database.connect(failing);
    await expect(control.migrate()).rejects.toThrow(/syntax/);
    expect(await connections(), 'control: by its steps it does').toBeGreaterThan(before);
    await control.close();
  } finally {
    await admin.end();
  }
});

test('without the lock one of them fails (control)', async () => {
  const outcomes = await Promise.allSettled(databases.map(database => database.orm.migrator.up()));
  expect(outcomes.map(({ status }) => status)).toContain('rejected');
});
