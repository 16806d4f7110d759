import { newId, Viewer } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PluginInstallationEntity } from '../src/installation/installation.entity.ts';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

const [ours, theirs] = [testViewer(), testViewer()];

let host: SpawnedPluginHost;
let world: World;
let theirId: string;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({ pluginHost: host.host });
  const extensions = [{ target: 'DASHBOARD_WIDGET', component: 'Card' }];
  const build = { backend: 'src/backend.ts', frontend: 'src/index.tsx' };
  const manifest = manifestOf({
    extensions,
    build,
    configSchema: { type: 'object', properties: { note: { type: 'string' } } },
  });
  await world.publish(ours, bundleOf(manifest, undefined, { 'frontend.js': 'export const Card = 1;' }));
  theirId = await world.install(theirs, 'greeter');
  await world.data(
    theirs,
    `mutation { executeAction(pluginId: "greeter", action: "misbehave", params: { how: "count" }) { ok } }`,
  );
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

const row = async () => {
  const rows = await world.database.database.orm.em.getConnection().execute('select * from plugin_installation');
  return JSON.stringify(rows);
};

test('what another organization installed is in no list, reference or extension', async () => {
  expect(await world.data(ours, '{ installedPlugins { id } extensions(target: DASHBOARD_WIDGET) { id } }')).toEqual({
    installedPlugins: [],
    extensions: [],
  });
  const { extensions } = await world.data(theirs, '{ extensions(target: DASHBOARD_WIDGET) { id } }');
  expect(extensions).toHaveLength(1);
  const references = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on PluginInstallation { id } ... on Extension { id } } }`;
  const r = [
    { __typename: 'PluginInstallation', id: theirId },
    { __typename: 'PluginInstallation', id: 'not an id' },
    { __typename: 'Extension', id: extensions[0].id },
    { __typename: 'Extension', id: 'not.an.id' },
  ];
  for (const viewer of [ours, Viewer.anonymous])
    expect((await world.data(viewer, references, { r }))._entities).toEqual([null, null, null, null]);
  expect((await world.data(theirs, references, { r }))._entities).toEqual([
    { id: theirId },
    null,
    { id: extensions[0].id },
    null,
  ]);
});

test.each([
  ['configurePlugin(installationId: $id, configuration: { note: "ours" }) { id }'],
  ['upgradePlugin(installationId: $id, version: "1.0.0") { id }'],
  ['enablePlugin(installationId: $id) { id }'],
  ['disablePlugin(installationId: $id) { id }'],
  ['uninstallPlugin(installationId: $id)'],
])('%s answers for another organization’s id as for one that does not exist', async field => {
  const before = await row();
  const mutation = `mutation ($id: ID!) { ${field} }`;
  const foreign = await world.ask(ours, mutation, { id: theirId });
  const missing = await world.ask(ours, mutation, { id: newId() });
  expect(codeOf(foreign)).toBe('NOT_FOUND');
  expect({ ...foreign.errors?.[0] }).toEqual({ ...missing.errors?.[0] });
  expect(codeOf(await world.ask(ours, mutation, { id: 'not an id' }))).toBe('NOT_FOUND');
  expect(await row()).toBe(before);
});

test('actions run in the viewer’s organization, and see its storage only', async () => {
  const count =
    'mutation { executeAction(pluginId: "greeter", action: "misbehave", params: { how: "count" }) { ok data } }';
  expect(codeOf(await world.ask(ours, count))).toBe('PLUGIN_NOT_INSTALLED');
  expect(
    (await world.data(Viewer.service('payments', ours.organizationId), '{ paymentMethodsForService { id } }'))
      .paymentMethodsForService,
  ).toEqual([]);
  await world.install(ours, 'greeter');
  expect((await world.data(ours, count)).executeAction.data).toEqual({ text: '1' });
  expect((await world.data(theirs, count)).executeAction.data).toEqual({ text: '2' });
});

test('with the filter off the other organization’s rows are there (control)', async () => {
  const em = world.database.database.fork(ours);
  expect(await em.findOne(PluginInstallationEntity, { id: theirId })).toBeNull();
  expect(await em.findOne(PluginInstallationEntity, { id: theirId }, { filters: { tenant: false } })).not.toBeNull();
});
