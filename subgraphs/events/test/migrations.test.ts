import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsDatabase } from '../src/index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ name: 'events', ...eventsDatabase });
});
afterAll(() => db.close());

/**
 * What only the migrations know: indexes, constraints and their functions, the generated column of the text search
 * (which no entity reads), and the tables of the kit, which are the kit's.
 */
const DELIBERATE =
  /^(drop (index|function|table if exists "events"."outbox)|alter table "events"."(\w+" drop constraint|event" drop column "search"|outbox|inbox|idempotency_key))/;

async function differences(): Promise<string[]> {
  const sql = await db.database.orm.schema.getUpdateSchemaSQL({ safe: false, wrap: false });
  const statements = sql.split('\n').filter(line => line.trim() !== '');
  return statements.filter(statement => !DELIBERATE.test(statement));
}

test('the entities are what the migrations make', async () => {
  expect(await differences()).toEqual([]);
});

test('a column that differs is noticed (control)', async () => {
  await db.database.forkTenant(null).execute('alter table ticket_type alter column max_per_order type bigint');
  expect(await differences()).toEqual([expect.stringContaining('"max_per_order"')]);
});
