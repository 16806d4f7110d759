import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PluginHost } from '../src/index.ts';
import { bundleOf, codeOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

// Nothing is run in this file.
const idleHost: PluginHost = {
  run: async () => ({ ok: true, data: { text: '' }, durationMs: 0 }),
  ready: async () => true,
};
const owner = testViewer();
let world: World;
beforeAll(async () => {
  world = await createWorld({ pluginHost: idleHost });
  await world.publish(owner, bundleOf(manifestOf({ permissions: ['orders:read'] })));
  await world.publish(owner, bundleOf(manifestOf({ version: '2.0.0', permissions: ['orders:read', 'events:read'] })));
});
afterAll(() => world?.close());

const ASKED =
  '{ kind: PUBLIC_ACTION, name: "greet" }, { kind: SECRET, name: "apiKey" }, { kind: SECRET_IN_CODE, name: "apiKey" }';
const INSTALL = `mutation ($version: String, $grant: [String!]!) {
  installPlugin(pluginId: "greeter", version: $version, grant: $grant, consent: [${ASKED}]) { id enabled grantedPermissions version { version } } }`;
const UPGRADE = `mutation ($id: ID!, $version: String!, $grant: [String!]) {
  upgradePlugin(installationId: $id, version: $version, grant: $grant) { grantedPermissions version { version } } }`;
const names = () => world.events.filter(event => event.organizationId !== null).map(event => event.name);

test('an installation is granted all that the version asks for, nothing more, and no more than its installer holds', async () => {
  const viewer = testViewer();
  const missing = await world.ask(viewer, INSTALL, { version: '2.0.0', grant: ['orders:read'] });
  expect(missing.errors?.[0]?.extensions).toEqual({
    ...{ code: 'PERMISSIONS_NOT_GRANTED', missing: ['events:read'], requests: [] },
  });
  const unasked = await world.ask(viewer, INSTALL, { version: '1.0.0', grant: ['orders:read', 'orders:refund'] });
  expect(unasked.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'grant.1' }] });
  const installer = testViewer({ organizationId: viewer.organizationId, scopes: ['plugins:manage', 'plugins:read'] });
  const beyond = await world.ask(installer, INSTALL, { version: '1.0.0', grant: ['orders:read'] });
  expect(beyond.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN', requiredScope: 'orders:read' });
  expect(codeOf(await world.ask(viewer, INSTALL, { version: '9.9.9', grant: [] }))).toBe(
    'PLUGIN_VERSION_NOT_AVAILABLE',
  );
  expect((await world.data(viewer, '{ installedPlugins { id } }')).installedPlugins).toEqual([]);
});

test('installing again is refused, also when two do it at once', async () => {
  const viewer = testViewer();
  const install = () => world.ask(viewer, INSTALL, { version: '1.0.0', grant: ['orders:read'] });
  const codes = (await Promise.all([install(), install(), install()])).map(codeOf);
  expect(codes.filter(code => code === undefined)).toHaveLength(1);
  expect(codes.filter(code => code === 'ALREADY_INSTALLED')).toHaveLength(2);
  const again = await install();
  expect(again.errors?.[0]?.extensions?.installationId).toEqual(expect.any(String));
});

test('an upgrade asks only for what widened; a downgrade takes back what is not asked for any more', async () => {
  const viewer = testViewer();
  const { installPlugin } = await world.data(viewer, INSTALL, { version: '1.0.0', grant: ['orders:read'] });
  const { id } = installPlugin;
  const refused = await world.ask(viewer, UPGRADE, { id, version: '2.0.0' });
  expect(refused.errors?.[0]?.extensions).toEqual({
    ...{ code: 'PERMISSIONS_NOT_GRANTED', missing: ['events:read'], requests: [] },
  });
  const { upgradePlugin } = await world.data(viewer, UPGRADE, { id, version: '2.0.0', grant: ['events:read'] });
  expect(upgradePlugin).toEqual({ version: { version: '2.0.0' }, grantedPermissions: ['orders:read', 'events:read'] });
  const back = await world.data(viewer, UPGRADE, { id, version: '1.0.0' });
  expect(back.upgradePlugin.grantedPermissions).toEqual(['orders:read']);
});

test('what is uninstalled is gone for everyone, and can be installed anew', async () => {
  const viewer = testViewer();
  const grant = ['orders:read', 'events:read'];
  const { installPlugin } = await world.data(viewer, INSTALL, { grant });
  expect(installPlugin.version).toEqual({ version: '2.0.0' });
  const gone = 'mutation ($id: ID!) { uninstallPlugin(installationId: $id) }';
  expect(await world.data(viewer, gone, { id: installPlugin.id })).toEqual({ uninstallPlugin: true });
  expect(codeOf(await world.ask(viewer, gone, { id: installPlugin.id }))).toBe('NOT_FOUND');
  expect((await world.data(viewer, '{ installedPlugins { id } }')).installedPlugins).toEqual([]);
  expect((await world.data(viewer, INSTALL, { grant })).installPlugin.id).not.toBe(installPlugin.id);
  await expect.poll(names, SOON).toContain('plugin.uninstalled');
});

test.each([
  ['a member without the scope', testViewer({ role: 'MANAGER' }), 'FORBIDDEN'],
  ['a guest', Viewer.anonymous, 'UNAUTHENTICATED'],
])('%s installs and changes nothing', async (_, viewer, code) => {
  expect(codeOf(await world.ask(viewer, INSTALL, { grant: [] }))).toBe(code);
  expect(codeOf(await world.ask(viewer, UPGRADE, { id: newId(), version: '2.0.0' }))).toBe(code);
});

test('the settings must fit the version’s schema, and every fault is named', async () => {
  const viewer = testViewer();
  const { installPlugin } = await world.data(viewer, INSTALL, { version: '1.0.0', grant: ['orders:read'] });
  const configure = (configuration: unknown) =>
    world.ask(
      viewer,
      'mutation ($id: ID!, $c: JSON!) { configurePlugin(installationId: $id, configuration: $c) { id } }',
      {
        id: installPlugin.id,
        c: configuration,
      },
    );
  expect((await configure({})).errors?.[0]?.extensions).toEqual({
    code: 'BAD_USER_INPUT',
    issues: [{ path: 'configuration.apiKey', message: 'is required' }],
  });
  expect(codeOf(await configure([]))).toBe('BAD_USER_INPUT');
  expect(codeOf(await configure({ apiKey: 7 }))).toBe('BAD_USER_INPUT');
  expect(codeOf(await configure({ apiKey: 'long enough' }))).toBeUndefined();
});

test('every place of the user interface says what a component there can have', async () => {
  const { extensionPoints } = await world.data(
    Viewer.anonymous,
    '{ extensionPoints { target surface description contextType contextSDL exampleQuery extensions { id } } }',
  );
  expect(extensionPoints).toHaveLength(9);
  for (const point of extensionPoints) {
    expect(point.contextSDL).toContain(`type ${point.contextType} {`);
    expect(point.exampleQuery).toMatch(/^query /);
    expect(point.extensions).toEqual([]);
  }
});

test('a deprecated version runs where it is installed, with the reason beside it, and is installed nowhere else', async () => {
  const publisher = testViewer();
  const publish = (version: string) => world.publish(publisher, bundleOf(manifestOf({ id: 'ageing', version })));
  for (const version of ['1.0.0', '1.1.0']) expect((await publish(version)).errors).toBeUndefined();
  const viewer = testViewer();
  const install = (who: Viewer, version: string | null) =>
    world.ask(
      who,
      `mutation ($version: String) {
        installPlugin(pluginId: "ageing", version: $version, grant: [], consent: [${ASKED}]) { id version { version } } }`,
      { version },
    );
  const installed = (await install(viewer, '1.0.0')).data?.installPlugin as { id: string };
  const deprecate = (who: Viewer, reason = 'Use 1.1: it loses no notes.', version = '1.0.0') =>
    world.ask(
      who,
      'mutation ($version: String!, $reason: String!) { deprecatePluginVersion(pluginId: "ageing", version: $version, reason: $reason) { status deprecationReason } }',
      { version, reason },
    );
  expect(codeOf(await deprecate(testViewer()))).toBe('NOT_FOUND');
  expect(codeOf(await deprecate(testViewer({ role: 'MANAGER', organizationId: publisher.organizationId })))).toBe(
    'FORBIDDEN',
  );
  expect(codeOf(await deprecate(publisher, ' '))).toBe('BAD_USER_INPUT');
  expect((await deprecate(publisher)).data?.deprecatePluginVersion).toEqual({
    status: 'DEPRECATED',
    deprecationReason: 'Use 1.1: it loses no notes.',
  });
  expect(codeOf(await deprecate(publisher))).toBe('PLUGIN_REVIEW_NOT_POSSIBLE');

  const refused = await install(testViewer(), '1.0.0');
  expect(refused.errors?.[0]?.extensions).toEqual({
    code: 'PLUGIN_VERSION_DEPRECATED',
    reason: 'Use 1.1: it loses no notes.',
  });
  expect((await install(testViewer(), null)).data?.installPlugin).toMatchObject({ version: { version: '1.1.0' } });
  const shown = await world.data(viewer, '{ installedPlugins { version { version status deprecationReason } } }');
  expect(shown.installedPlugins[0].version).toMatchObject({
    status: 'DEPRECATED',
    deprecationReason: 'Use 1.1: it loses no notes.',
  });
  expect((await world.ask(viewer, UPGRADE, { id: installed.id, version: '1.1.0' })).errors).toBeUndefined();
  expect(codeOf(await world.ask(viewer, UPGRADE, { id: installed.id, version: '1.0.0' }))).toBe(
    'PLUGIN_VERSION_DEPRECATED',
  );
});

test('a version for another platform is neither published nor installed, and changes nothing', async () => {
  const refusal = { code: 'PLUGIN_PLATFORM_INCOMPATIBLE', asked: '^2.0.0', platform: '1.0.0' };
  const published = await world.publish(owner, bundleOf(manifestOf({ id: 'futuristic', platform: '^2.0.0' })));
  expect(published.errors?.[0]?.extensions).toEqual(refusal);
  expect((await world.data(owner, '{ plugin(id: "futuristic") { id } }')).plugin).toBeNull();
  // One that was published when the platform was another.
  await world.database.database.forkTenant(null).execute(
    `insert into plugin_version select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'version', '0.1.0',
       'manifest', jsonb_set(v.manifest, '{platform}', '"^2.0.0"')))).* from plugin_version v
      where plugin_id = 'greeter' and version = '1.0.0'`,
  );
  const viewer = testViewer();
  const installed = await world.ask(viewer, INSTALL, { version: '0.1.0', grant: ['orders:read'] });
  expect(installed.errors?.[0]?.extensions).toEqual(refusal);
  const { installPlugin } = await world.data(viewer, INSTALL, { version: '1.0.0', grant: ['orders:read'] });
  const changed = await world.ask(viewer, UPGRADE, { id: installPlugin.id, version: '0.1.0' });
  expect(changed.errors?.[0]?.extensions).toEqual(refusal);
});
