import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { pluginsDatabase } from '../src/index.ts';

/** Indexes, constraints and sequences are the migrations' own; tables of the kit are the kit's. */
const DELIBERATE =
  /^(drop index|alter table "plugins"."\w+" drop constraint|alter table "plugins"."(outbox|inbox|idempotency_key)")/;

async function differences(database: TestDatabase['database']): Promise<string[]> {
  const sql = await database.orm.schema.getUpdateSchemaSQL({ safe: true, wrap: false });
  const statements = sql.split('\n').filter(line => line.trim() !== '');
  return statements.filter(statement => !DELIBERATE.test(statement));
}

test('the entities are what the migrations make, and a column that differs is noticed', async () => {
  const { database, close } = await createTestDatabase(pluginsDatabase);
  try {
    expect(await differences(database)).toEqual([]);
    await database.forkTenant(null).execute('alter table plugin_log alter column message type varchar(10)');
    expect(await differences(database)).toEqual([expect.stringContaining('"message"')]);
  } finally {
    await close();
  }
});

test('the database itself refuses to change the code of a published version', async () => {
  const { database, close } = await createTestDatabase(pluginsDatabase);
  try {
    const connection = database.orm.em.getConnection();
    await connection.execute(`insert into plugin (id, name, description, author, category, owner_organization_id)
      values ('a', 'A', '', 'A', 'OTHER', gen_random_uuid())`);
    await connection.execute(`insert into plugin_version (id, plugin_id, version, status, manifest, integrity)
      values (gen_random_uuid(), 'a', '1.0.0', 'SUBMITTED', '{}', 'sha256-x')`);
    await connection.execute(`update plugin_version set status = 'REJECTED'`);
    await expect(connection.execute(`update plugin_version set integrity = 'sha256-y'`)).rejects.toThrow(
      /never changes/,
    );
  } finally {
    await close();
  }
});
