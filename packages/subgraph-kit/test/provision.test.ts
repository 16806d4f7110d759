import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase } from '@ticketbase/embedded';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provisionSchema } from '../src/database/provision.ts';

const server = process.env.TEST_POSTGRES_URL!;
const suffix = randomBytes(6).toString('hex');
const roles = { payments: `test_payments_${suffix}`, events: `test_events_${suffix}` };
const database = `provision_${suffix}`;
let adminUrl: string;
let urls: { payments: string; events: string };

beforeAll(async () => {
  adminUrl = await createDatabase(server, database);
  const provision = (name: 'payments' | 'events') =>
    provisionSchema({ adminUrl, name, role: roles[name], password: `secret of ${name}` });
  urls = { payments: await provision('payments'), events: await provision('events') };
  await as(urls.events, 'create table ticket (code text)');
  await as(urls.events, `insert into ticket values ('7QXK')`);
});
afterAll(async () => {
  await dropDatabase(server, database);
  for (const role of Object.values(roles)) await as(server, `drop role if exists ${role}`);
});

async function as(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** What PostgreSQL says of insufficient privileges. */
const DENIED = '42501';

test('the role of a subgraph has its own schema, by name and without', async () => {
  expect(await as(urls.events, 'select code from ticket')).toEqual([{ code: '7QXK' }]);
  expect(await as(urls.events, 'select code from events.ticket')).toEqual([{ code: '7QXK' }]);
});

test.each([
  ['reads', 'select code from events.ticket'],
  ['writes', `insert into events.ticket values ('0000')`],
  ['empties', 'truncate events.ticket'],
  ['makes something in', 'create table events.mine (id int)'],
  ['drops', 'drop schema events cascade'],
  ['becomes the role of', `set role ${roles.events}`],
  ['lets itself into', `grant ${roles.events} to ${roles.payments}`],
])('it never %s another', async (_, statement) => {
  await expect(as(urls.payments, statement)).rejects.toMatchObject({ code: DENIED });
});

test.each([
  ['what all share', 'create table public.meeting_place (id int)'],
  ['a schema', 'create schema mine'],
  ['a role', `create role someone_${suffix}`],
  ['a database', `create database elsewhere_${suffix}`],
])('it makes no %s', async (_, statement) => {
  await expect(as(urls.payments, statement)).rejects.toMatchObject({ code: DENIED });
});

test('control: a role that was let into the other one reads there', async () => {
  await as(adminUrl, `grant ${roles.events} to ${roles.payments}`);
  expect(await as(urls.payments, 'select code from events.ticket')).toEqual([{ code: '7QXK' }]);
  await as(adminUrl, `revoke ${roles.events} from ${roles.payments}`);
});
