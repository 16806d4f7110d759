import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Driver, type PreparedStatement } from './driver.ts';

let db: TestDatabase;
let driver: Driver;
const heard: string[] = [];
beforeAll(async () => {
  db = await createTestDatabase({ name: 'driver', entities: [], migrations: [] });
  await db.database.forkTenant(null).execute('create table thing (name text primary key)');
  driver = new Driver(db.url, sql => void heard.push(sql));
});
afterAll(async () => {
  await driver.close();
  await db.close();
});

const ADD: PreparedStatement = { name: 'add-thing', text: 'insert into thing (name) values ($1)' };
const LIST: PreparedStatement = { name: 'list-things', text: 'select name from thing order by name' };
const names = async () => (await driver.query<{ name: string }>(LIST)).map(({ name }) => name);

test('what is posted and what is sent is committed together, in its order', async () => {
  heard.length = 0;
  const seen = await driver.transaction(async (send, post) => {
    post(ADD, ['one']);
    post(ADD, ['two']);
    const rows = await send<{ name: string }>(LIST);
    post(ADD, ['three']);
    return rows.length;
  });
  expect(seen).toBe(2);
  expect(await names()).toEqual(['one', 'three', 'two']);
  expect(heard).toEqual([ADD.text, ADD.text, LIST.text, ADD.text, LIST.text]);
});

test('nothing is done if nothing comes of it, or if it throws', async () => {
  const nothing = await driver.transaction(async (_, post) => {
    post(ADD, ['never']);
    return undefined;
  });
  expect(nothing).toBeUndefined();
  const thrown = driver.transaction(async (_, post) => {
    post(ADD, ['never']);
    throw new Error('changed my mind');
  });
  await expect(thrown).rejects.toThrow('changed my mind');
  expect(await names()).not.toContain('never');
});

test('a posted statement that fails undoes all, also if it was on its way with the commit', async () => {
  const failed = driver.transaction(async (_, post) => {
    post(ADD, ['four']);
    post(ADD, ['one']);
    return true;
  });
  await expect(failed).rejects.toThrow(/duplicate key/);
  expect(await names()).not.toContain('four');
});

test('the connections serve on after failures', async () => {
  const fail = () => driver.transaction(send => send(ADD, ['one']));
  await Promise.allSettled(Array.from({ length: 12 }, fail));
  const ok = await Promise.all(Array.from({ length: 12 }, (_, i) => driver.transaction(send => send(ADD, [`n${i}`]))));
  expect(ok).toHaveLength(12);
});

test('a connection that is lost in the middle is an error, and the next has another', async () => {
  const lost = driver.transaction(async send => {
    await send({ name: 'suicide', text: 'select pg_terminate_backend(pg_backend_pid())' });
    return true;
  });
  await expect(lost).rejects.toThrow(/terminat/);
  expect(await names()).toContain('one');
});

test('a plan that was made for a table of few rows is made anew before it was used much more often', async () => {
  const FIND: PreparedStatement = { name: 'find-guest', text: 'select name from guest where id = $1' };
  const plan = { name: 'explain-find-guest', text: `explain execute "find-guest" (1)` };
  const em = db.database.forkTenant(null);
  await em.execute('create table guest (id int primary key, name text) with (autovacuum_enabled = false)');
  await em.execute(`insert into guest values (1, 'Ada'); analyze guest`);
  const one = new Driver(db.url, () => {}, 1);
  const readsAll = async () =>
    (await one.query<{ 'QUERY PLAN': string }>(plan)).some(row => row['QUERY PLAN'].includes('Seq Scan'));
  try {
    // After a few times by its values, a statement has a plan for all of them.
    for (let times = 0; times < 7; times += 1) await one.query(FIND, [1]);
    await em.execute(`insert into guest select n, 'Bob ' || n from generate_series(2, 20000) n`);
    expect(await readsAll()).toBe(true);
    for (let times = 0; times < 7; times += 1) await one.query(FIND, [1]);
    expect(await readsAll()).toBe(false);
  } finally {
    await one.close();
  }
});
