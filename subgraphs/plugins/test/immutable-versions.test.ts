import { createTestDatabase } from '@ticketbase/testing';
import { expect, test } from 'vitest';
import { pluginsDatabase } from '../src/index.ts';

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
