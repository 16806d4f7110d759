import { newId } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tidy } from '../src/housekeeping.ts';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

const BACKEND = `var __ticketbasePlugin = {
  backendActions: {
    note: async ({ note }, { apiKey }, ctx) => {
      if (note) await ctx.storage.set('note', note);
      return { note: await ctx.storage.get('note'), key: apiKey.length };
    },
  },
  onUninstall: async (reason, ctx) => {
    await ctx.storage.set('goodbye', true);
    if (ctx.configuration.mood === 'throw') throw new Error('I would rather stay');
    if (ctx.configuration.mood === 'hang') await new Promise(() => { void ctx.sleep(60_000); });
  },
};`;
const manifest = manifestOf({
  ...{ id: 'keeper', lifecycle: ['onUninstall'], permissions: ['events:read'] },
  configSchema: {
    ...{ type: 'object', required: ['apiKey'] },
    properties: { apiKey: { type: 'string', sensitive: true }, mood: { type: 'string' } },
  },
  actions: { note: { input: { type: 'object', properties: { note: { type: 'string' } } } } },
});

let host: SpawnedPluginHost;
let world: World;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1, limits: { wallMs: 2_000 } });
  world = await createWorld({ pluginHost: host.host });
  await world.publish(testViewer(), bundleOf(manifest, BACKEND));
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

type Person = ReturnType<typeof testViewer>;
const install = (viewer: Person, mood = 'fine') =>
  world.install(viewer, 'keeper', { grant: ['events:read'], configuration: { apiKey: 'sk_test_1', mood } });
const note = async (viewer: Person, params = {}) =>
  (
    await world.data(
      viewer,
      'mutation ($params: JSON) { executeAction(pluginId: "keeper", action: "note", params: $params) { data } }',
      { params },
    )
  ).executeAction.data;
const uninstall = (viewer: Person, id: string) =>
  world.data(viewer, 'mutation ($id: ID!) { uninstallPlugin(installationId: $id) }', { id });
const RESTORE = `mutation ($id: ID!) { restorePlugin(installationId: $id) {
  id enabled configured configuration grantedPermissions version { version } } }`;
const removedOf = async (viewer: Person) =>
  (await world.data(viewer, '{ uninstalledPlugins { id version uninstalledAt deletedAt plugin { name } } }'))
    .uninstalledPlugins;
const sql = <Row>(statement: string, values: unknown[]) =>
  world.database.database.forkTenant(null).execute<Row[]>(statement, values);
const stored = async (id: string) =>
  (await sql<{ key: string }>('select key from plugin_key_value where installation_id = ? order by key', [id])).map(
    ({ key }) => key,
  );

test('what was removed comes back with grants, settings and data, disabled, under its id', async () => {
  const viewer = testViewer();
  const id = await install(viewer);
  await note(viewer, { note: 'long ladder' });
  expect(await uninstall(viewer, id)).toEqual({ uninstallPlugin: true });
  expect(await stored(id)).toEqual(['goodbye', 'note']);
  const [removed] = await removedOf(viewer);
  expect(removed).toMatchObject({ id, version: '1.0.0', plugin: { name: 'Greeter' } });
  const days = (Date.parse(removed.deletedAt) - Date.parse(removed.uninstalledAt)) / 86_400_000;
  expect(days).toBe(30);

  const { restorePlugin } = await world.data(viewer, RESTORE, { id });
  expect(restorePlugin).toEqual({
    ...{ id, enabled: false, configured: true, configuration: { apiKey: '••••••••', mood: 'fine' } },
    ...{ grantedPermissions: ['events:read'], version: { version: '1.0.0' } },
  });
  await world.data(viewer, 'mutation ($id: ID!) { enablePlugin(installationId: $id) { id } }', { id });
  expect(await note(viewer)).toEqual({ note: 'long ladder', key: 'sk_test_1'.length });
  expect(await removedOf(viewer)).toEqual([]);
});

test.each(['throw', 'hang'])(
  'a goodbye that fails (%s) is in the log and keeps nobody from removing the plugin',
  async mood => {
    const viewer = testViewer();
    const id = await install(viewer, mood);
    const since = Date.now();
    expect(await uninstall(viewer, id)).toEqual({ uninstallPlugin: true });
    expect(Date.now() - since).toBeLessThan(8_000);
    expect((await world.data(viewer, '{ installedPlugins { id } }')).installedPlugins).toEqual([]);
    const lines = await sql<{ message: string }>(
      `select message from plugin_log where installation_id = ? and source = 'onUninstall'`,
      [id],
    );
    expect(lines.some(({ message }) => message.startsWith('onUninstall failed after'))).toBe(true);
  },
);

test('nothing is restored after 30 days, though nobody has tidied yet; then the rows are deleted', async () => {
  const viewer = testViewer();
  const id = await install(viewer);
  await uninstall(viewer, id);
  await sql(`update plugin_installation set uninstalled_at = now() - interval '30 days 1 minute' where id = ?`, [id]);
  expect(await removedOf(viewer)).toEqual([]);
  expect(codeOf(await world.ask(viewer, RESTORE, { id }))).toBe('NOT_FOUND');
  await tidy(world.database.database);
  expect(await stored(id)).toEqual([]);
  expect(await sql('select 1 from plugin_installation where id = ?', [id])).toEqual([]);
});

test('it is restored by those only who could install it, in its organization, and not beside another', async () => {
  const viewer = testViewer();
  const id = await install(viewer);
  expect(codeOf(await world.ask(viewer, RESTORE, { id }))).toBe('NOT_FOUND');
  await uninstall(viewer, id);
  expect(codeOf(await world.ask(testViewer(), RESTORE, { id }))).toBe('NOT_FOUND');
  expect(codeOf(await world.ask(viewer, RESTORE, { id: newId() }))).toBe('NOT_FOUND');
  const { organizationId } = viewer;
  const manager = testViewer({ organizationId, role: 'MANAGER' });
  expect(codeOf(await world.ask(manager, RESTORE, { id }))).toBe('FORBIDDEN');
  const poor = testViewer({ organizationId, scopes: ['plugins:read', 'plugins:manage'] });
  expect((await world.ask(poor, RESTORE, { id })).errors?.[0]?.extensions).toEqual({
    code: 'FORBIDDEN',
    requiredScope: 'events:read',
  });
  const anew = await install(viewer);
  expect(codeOf(await world.ask(viewer, RESTORE, { id }))).toBe('ALREADY_INSTALLED');
  await uninstall(viewer, anew);
  expect(codeOf(await world.ask(viewer, RESTORE, { id }))).toBeUndefined();
});
