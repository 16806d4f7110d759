import { once } from 'node:events';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startOwnProcess } from './own-process.ts';
import { bundleOf, codeOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

/** Version 1 keeps a name, version 2 its two halves; 3 throws, 4 never ends, in the middle of the work. */
const BACKEND = `
const halves = async (ctx, both) => {
  await ctx.storage.set('first', both.split(' ')[0]);
  await ctx.storage.delete('name');
  await ctx.storage.set('last', both.split(' ')[1]);
};
var __ticketbasePlugin = {
  backendActions: {
    keep: async ({ key, value, wait }, config, ctx) => {
      if (wait) await ctx.sleep(wait);
      await ctx.storage.set(key, value);
      return ctx.storage.list({});
    },
  },
  onUpgrade: async ({ from, to }, ctx) => {
    ctx.log.info('from ' + from + ' to ' + to);
    if (to === '1.0.0') {
      await ctx.storage.set('name', (await ctx.storage.get('first')) + ' ' + (await ctx.storage.get('last')));
      await ctx.storage.delete('first');
      await ctx.storage.delete('last');
      return;
    }
    await halves(ctx, await ctx.storage.get('name'));
    if (to === '3.0.0') throw new Error('cannot go on');
    if (to === '4.0.0') await new Promise(() => { void ctx.sleep(60_000); });
    if (to === '5.0.0') await ctx.sleep(5_000);
    if (to === '6.0.0') await ctx.storage.set('big', 'x'.repeat(1024 * 1024));
  },
};`;
const input = {
  ...{ type: 'object', required: ['key', 'value'] },
  properties: { key: { type: 'string' }, value: { type: 'string' }, wait: { type: 'integer' } },
};
const manifest = (version: string, change: object = {}) =>
  manifestOf({
    ...{ id: 'names', version, configSchema: { type: 'object' }, actions: { keep: { input } } },
    lifecycle: version === '1.0.0' ? [] : ['onUpgrade'],
    ...change,
  });

let host: SpawnedPluginHost;
let world: World;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 2, limits: { wallMs: 8_000 } });
  world = await createWorld({ pluginHost: host.host });
  const publisher = testViewer();
  for (const version of ['1.0.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0', '6.0.0'])
    await world.publish(publisher, bundleOf(manifest(version), BACKEND));
  await world.publish(publisher, bundleOf(manifest('7.0.0', { permissions: ['events:read'] }), BACKEND));
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

type Person = ReturnType<typeof testViewer>;
const UPGRADE = `mutation ($id: ID!, $version: String!, $grant: [String!]) {
  upgradePlugin(installationId: $id, version: $version, grant: $grant) { version { version } } }`;
const upgrade = (viewer: Person, id: string, version: string, grant: string[] = []) =>
  world.ask(viewer, UPGRADE, { id, version, grant });
const keep = (viewer: Person, params: object) =>
  world.ask(
    viewer,
    `mutation ($params: JSON) { executeAction(pluginId: "names", action: "keep", params: $params) { ok data error { code message } } }`,
    { params },
  );
async function installFirst(): Promise<{ viewer: Person; id: string }> {
  const viewer = testViewer();
  const { installPlugin } = await world.data(
    viewer,
    'mutation { installPlugin(pluginId: "names", version: "1.0.0", grant: []) { id } }',
  );
  await world.data(viewer, 'mutation ($id: ID!) { enablePlugin(installationId: $id) { id } }', installPlugin);
  await keep(viewer, { key: 'name', value: 'Ada Lovelace' });
  return { viewer, id: installPlugin.id };
}
const sql = <Row>(statement: string, values: unknown[]) =>
  world.database.database.forkTenant(null).execute<Row[]>(statement, values);
async function stateOf(id: string, table = 'plugin_key_value') {
  const rows = await sql<{ key: string; value: unknown }>(
    `select key, value from ${table} where installation_id = ? order by key`,
    [id],
  );
  const [{ version } = { version: '' }] = await sql<{ version: string }>(
    'select version from plugin_version where id = (select version_id from plugin_installation where id = ?)',
    [id],
  );
  return { version, stored: Object.fromEntries(rows.map(({ key, value }) => [key, value])) };
}
const BEFORE = { version: '1.0.0', stored: { name: 'Ada Lovelace' } };
const isBegun = async (id: string) => (await stateOf(id, 'plugin_staged_value')).stored.first === 'Ada';

test('an upgrade adapts what is stored; a downgrade asks the newer version to undo it', async () => {
  const { viewer, id } = await installFirst();
  expect((await upgrade(viewer, id, '2.0.0')).errors).toBeUndefined();
  expect(await stateOf(id)).toEqual({ version: '2.0.0', stored: { first: 'Ada', last: 'Lovelace' } });
  expect((await upgrade(viewer, id, '1.0.0')).errors).toBeUndefined();
  expect(await stateOf(id)).toEqual(BEFORE);
  expect((await stateOf(id, 'plugin_staged_value')).stored).toEqual({});
  const { installedPlugins } = await world.data(
    viewer,
    '{ installedPlugins { logs(first: 10) { edges { node { source message } } } } }',
  );
  const lines = installedPlugins[0].logs.edges.map(({ node }: { node: { message: string } }) => node.message);
  expect(lines).toEqual(expect.arrayContaining(['from 1.0.0 to 2.0.0', 'from 2.0.0 to 1.0.0']));
});

test.each([
  ['throws', '3.0.0', 'PLUGIN_THREW'],
  ['never ends', '4.0.0', 'PLUGIN_TIMEOUT'],
  ['stores more than it may', '6.0.0', 'PLUGIN_HOST_CALL_REFUSED'],
])('an upgrade that %s in the middle leaves version and storage as they were', async (_, version, failure) => {
  const { viewer, id } = await installFirst();
  const { errors } = await upgrade(viewer, id, version);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'PLUGIN_UPGRADE_FAILED', failure });
  expect(await stateOf(id)).toEqual(BEFORE);
  expect((await stateOf(id, 'plugin_staged_value')).stored).toEqual({});
  expect((await keep(viewer, { key: 'k', value: 'v' })).data).toMatchObject({ executeAction: { ok: true } });
  expect((await upgrade(viewer, id, '2.0.0')).errors).toBeUndefined();
});

test('a process that is killed in the middle leaves version and storage as they were, and the next upgrade works', async () => {
  const { viewer, id } = await installFirst();
  const child = await startOwnProcess(new URL('./upgrading-process.ts', import.meta.url), {
    ...{ config: world.config, identity: viewer.identity },
    ...{ query: UPGRADE, variables: { id, version: '5.0.0' } },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await expect.poll(() => isBegun(id), { timeout: 30_000 }).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await stateOf(id)).toEqual(BEFORE);
  expect(codeOf(await upgrade(viewer, id, '2.0.0'))).toBe('PLUGIN_UPGRADE_RUNNING');
  // Its half minute is over.
  await sql('update plugin_installation set upgrading_until = now() where id = ?', [id]);
  expect((await keep(viewer, { key: 'name', value: 'Grace Hopper' })).data).toMatchObject({
    executeAction: { ok: true },
  });
  expect((await upgrade(viewer, id, '2.0.0')).errors).toBeUndefined();
  expect(await stateOf(id)).toEqual({ version: '2.0.0', stored: { first: 'Grace', last: 'Hopper' } });
});

test('while an upgrade is under way the plugin stands still, and nothing of the older version is lost', async () => {
  const { viewer, id } = await installFirst();
  const late = keep(viewer, { key: 'late', value: 'v', wait: 3_000 });
  await expect.poll(async () => (await stateOf(id)).stored, SOON).toEqual(BEFORE.stored);
  const upgrading = upgrade(viewer, id, '5.0.0');
  await expect.poll(() => isBegun(id), SOON).toBe(true);
  expect((await keep(viewer, { key: 'k', value: 'v' })).errors?.[0]?.extensions).toEqual({
    code: 'PLUGIN_UPGRADE_RUNNING',
    retryAfter: 30,
  });
  expect(codeOf(await upgrade(viewer, id, '2.0.0'))).toBe('PLUGIN_UPGRADE_RUNNING');
  // It began before and would write behind the copy's back: it is told so, instead of losing what it wrote.
  expect((await late).data).toMatchObject({
    executeAction: { ok: false, error: { code: 'PLUGIN_HOST_CALL_REFUSED' } },
  });
  expect((await upgrading).errors).toBeUndefined();
  expect(await stateOf(id)).toEqual({ version: '5.0.0', stored: { first: 'Ada', last: 'Lovelace' } });
  expect((await keep(viewer, { key: 'k', value: 'v' })).data).toMatchObject({ executeAction: { ok: true } });
});

test('an upgrade whose time ran out does not take the place of what was written since', async () => {
  const { viewer, id } = await installFirst();
  const upgrading = upgrade(viewer, id, '5.0.0');
  await expect.poll(() => isBegun(id), SOON).toBe(true);
  await sql('update plugin_installation set upgrading_until = now() where id = ?', [id]);
  await keep(viewer, { key: 'since', value: 'v' });
  expect(codeOf(await upgrading)).toBe('PLUGIN_UPGRADE_FAILED');
  expect(await stateOf(id)).toEqual({ version: '1.0.0', stored: { ...BEFORE.stored, since: 'v' } });
});

test('an upgrade that asks for more than was granted runs nothing until that is granted', async () => {
  const { viewer, id } = await installFirst();
  const refused = await upgrade(viewer, id, '7.0.0');
  expect(refused.errors?.[0]?.extensions).toEqual({
    ...{ code: 'PERMISSIONS_NOT_GRANTED', missing: ['events:read'], requests: [] },
  });
  expect(await stateOf(id)).toEqual(BEFORE);
  expect((await upgrade(viewer, id, '7.0.0', ['events:read'])).errors).toBeUndefined();
  expect((await stateOf(id)).stored).toEqual({ first: 'Ada', last: 'Lovelace' });
});
