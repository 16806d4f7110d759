import { createTestDatabase, type TestDatabase, testViewer } from '@ticketbase/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

let caller: TestDatabase;
let called: TestDatabase;
const viewer = testViewer();

beforeEach(async () => {
  caller = await createTestDatabase({ name: 'payments', entities: [], migrations: [] });
  called = await createTestDatabase({ name: 'events', entities: [], migrations: [] });
});
afterEach(async () => {
  await caller.close();
  await called.close();
});

test('a database that is asked inside a transaction of another answers from its own connection', async () => {
  const role = async (db: TestDatabase) => {
    const [row] = await db.database.fork(viewer).execute<[{ name: string }]>('select current_user as name');
    return row.name;
  };
  const expected = await role(called);
  const seen = await caller.database.fork(viewer).transactional(() => role(called));
  expect(seen).toBe(expected);
});
