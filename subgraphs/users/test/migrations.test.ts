import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usersDatabase } from '../src/index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ name: 'users', ...usersDatabase });
});
afterAll(() => db.close());

test('the entities are what the migrations make', async () => {
  // `safe`: constraints and indexes are the migrations' own, and nothing is to be dropped for an entity's sake.
  const sql = await db.database.orm.schema.getUpdateSchemaSQL({ safe: true, wrap: false });
  console.log(sql);
  expect(sql).toBe('');
});
