import { newId } from '@ticketbase/kernel';
import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KEPT_LINES, tidy } from '../src/housekeeping.ts';
import { pluginsDatabase } from '../src/index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(pluginsDatabase);
});
afterAll(() => db.close());

const sql = (statement: string, values: unknown[] = []) =>
  db.database.orm.em.getConnection().execute<Array<Record<string, unknown>>>(statement, values);
const count = async (table: string) => Number((await sql(`select count(*) from ${table}`))[0]?.count);

test('deletes what is of no more use, and nothing else', async () => {
  await sql(`insert into plugin (id, name, description, author, category, owner_organization_id)
    values ('a', 'A', '', 'A', 'OTHER', gen_random_uuid())`);
  const version = newId();
  await sql(
    `insert into plugin_version (id, plugin_id, version, status, manifest, integrity)
     values (?, 'a', '1.0.0', 'SUBMITTED', '{}', 'sha256-x')`,
    [version],
  );
  const install = (uninstalled: string | null) => {
    const id = newId();
    return sql(
      `insert into plugin_installation (id, organization_id, plugin_id, version_id, enabled, granted_permissions,
         configuration, sealed_configuration, uninstalled_at)
       values (?, gen_random_uuid(), 'a', ?, true, '[]', '{}', '{}', now() - ?::interval)`,
      [id, version, uninstalled],
    ).then(() => id);
  };
  const [kept, recent, old] = [await install(null), await install('29 days'), await install('31 days')];
  for (const id of [kept, recent, old])
    await sql(
      `insert into plugin_key_value (installation_id, key, organization_id, value, bytes)
       values (?, 'k', gen_random_uuid(), '1', 2)`,
      [id],
    );
  await sql(
    `insert into plugin_log (id, organization_id, installation_id, level, message, source, request_id, at)
     select gen_random_uuid(), gen_random_uuid(), ?, 'info', n::text, 's', 'r', now() - make_interval(secs => n)
       from generate_series(1, ?) as n`,
    [kept, KEPT_LINES + 5],
  );
  for (const age of ['40 days', '35 days'])
    await sql(
      `insert into supergraph_release (id, sdl, input_hash, version_ids, created_at)
       values (gen_random_uuid(), 's', 'h', '[]', now() - ?::interval)`,
      [age],
    );

  const stage = (id: string, ago: string) =>
    sql(
      `with upgrade as (update plugin_installation set upgrade_id = gen_random_uuid(), upgrading_until = now() - ?::interval where id = ?)
       insert into plugin_staged_value (installation_id, key, organization_id, value, bytes) values (?, 'k', gen_random_uuid(), '1', 2)`,
      [ago, id, id],
    );
  await stage(kept, '2 hours');
  await stage(recent, '-10 seconds');
  for (const failed of ['40 days', '29 days', null])
    await sql(
      `insert into hook_delivery (id, organization_id, installation_id, event_id, event, failed_at)
       values (gen_random_uuid(), gen_random_uuid(), ?, gen_random_uuid(), '{}', now() - ?::interval)`,
      [kept, failed],
    );

  await tidy(db.database);

  expect(await count('plugin_installation')).toBe(2);
  expect(await count('plugin_key_value')).toBe(2);
  expect(await count('plugin_log')).toBe(KEPT_LINES);
  const [line] = await sql('select max(message::int) as oldest from plugin_log');
  expect(line?.oldest).toBe(KEPT_LINES);
  expect(await count('supergraph_release')).toBe(1);
  expect(await sql('select installation_id from plugin_staged_value')).toEqual([{ installation_id: recent }]);
  expect(await count('hook_delivery')).toBe(2);
});
