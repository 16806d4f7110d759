import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { queryPlans, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from './plugins-world.ts';

// The lists that the API offers, on 3,000 plugins of which 30 of 6,000 installations, with most of the log, are one organization's.
const owner = testViewer();
let host: SpawnedPluginHost;
let world: World;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({ pluginHost: host.host });
  const em = world.database.database.forkTenant(null);
  const manifest = JSON.stringify({ name: 'p', extensions: [], actions: {}, permissions: [] });
  await em.execute(
    `insert into plugin (id, name, description, author, category, owner_organization_id)
     select 'p' || n, 'Plugin ' || md5(n::text), 'About it', 'Someone', 'OTHER', gen_random_uuid() from generate_series(1, 3000) n`,
  );
  await em.execute(
    `insert into plugin_version (id, plugin_id, version, status, manifest, integrity, published_at)
     select gen_random_uuid(), id, '1.0.0', 'PUBLISHED', ?::jsonb, 'sha256-x', now() from plugin`,
    [manifest],
  );
  await em.execute('update plugin p set latest_version_id = v.id from plugin_version v where v.plugin_id = p.id');
  await em.execute(
    `insert into plugin_installation (id, organization_id, plugin_id, version_id, enabled, granted_permissions, configuration, sealed_configuration)
     select gen_random_uuid(), case when n <= 3000 and n % 100 = 0 then ?::uuid else gen_random_uuid() end, v.plugin_id, v.id, true, '[]', '{}', '{}'
       from (select *, row_number() over () as number from plugin_version) v join generate_series(1, 6000) n on n % 3000 = v.number % 3000`,
    [owner.organizationId],
  );
  await em.execute(
    `insert into plugin_log (id, organization_id, installation_id, level, message, source, request_id, at)
     select gen_random_uuid(), i.organization_id, i.id, 'info', 'It ran', 'action', 'r', now() - n * interval '1 second'
       from plugin_installation i, generate_series(1, case when i.organization_id = ? then 500 else 2 end) n`,
    [owner.organizationId],
  );
  await em.execute('analyze');
}, 120_000);
afterAll(async () => {
  await world.close();
  await host?.stop();
});

test.each([
  ['the marketplace', 'plugin_name', '{ plugins(first: 20) { edges { node { id name } } } }'],
  [
    'its plugins of a category',
    'plugin_name',
    '{ plugins(first: 20, filter: { category: OTHER }) { edges { node { id } } } }',
  ],
  ['a plugin', 'plugin_pkey', '{ plugin(id: "p17") { id versions { version } } }'],
  [
    'what is installed, with its log',
    'plugin_log_newest',
    '{ installedPlugins { id logs(first: 5) { edges { node { message } } } } }',
  ],
])('%s comes from %s', async (_, index, query) => {
  const plans = await queryPlans(world.database.database, () => world.data(owner, query));
  expect(plans.filter(plan => plan.scanned.length > 0)).toEqual([]);
  expect(plans.flatMap(plan => plan.indexes)).toContain(index);
});

test('a log without its index is noticed (control)', async () => {
  await world.database.database.forkTenant(null).execute('drop index plugin_log_newest');
  const plans = await queryPlans(world.database.database, () =>
    world.data(owner, '{ installedPlugins { logs(first: 5) { edges { node { message } } } } }'),
  );
  expect(plans.flatMap(plan => plan.scanned)).toContain('plugin_log');
});
