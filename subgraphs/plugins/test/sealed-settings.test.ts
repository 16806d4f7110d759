import { Viewer } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf, createWorld, manifestOf, type World } from './plugins-world.ts';

const SECRET = 'sk_live_4242424242424242';
const MASK = '••••••••';
const CONFIGURE = `mutation ($id: ID!, $c: JSON!) { configurePlugin(installationId: $id, configuration: $c) { configuration } }`;
const UPGRADE = `mutation ($id: ID!, $version: String!, $consent: [PluginRequestInput!]) {
  upgradePlugin(installationId: $id, version: $version, consent: $consent) { configured configuration } }`;
const SHOWN = '{ extensions(target: PAYMENT_METHODS, organization: "mia") { component configuration } }';

const owner = testViewer();
let host: SpawnedPluginHost;
let world: World;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({ pluginHost: host.host });
  world.slugs.set('mia', owner.organizationId);
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

/** A version with a component in the shop, whose buyers see what is not sensitive. */
const publish = (id: string, version: string, properties: object, more: object = {}) => {
  const shape = { configSchema: { type: 'object', properties, ...more }, actions: {}, hooks: [], permissions: [] };
  const extensions = [{ target: 'PAYMENT_METHODS', component: `Pay_${id}` }];
  const build = { backend: 'src/backend.ts', frontend: 'src/index.tsx' };
  const manifest = manifestOf({ id, version, ...shape, extensions, build });
  return world.publish(owner, bundleOf(manifest, undefined, { 'frontend.js': 'export const Pay = () => null;' }));
};

/** Upgrades with consent to all that the version asks for. */
const upgrade = async (pluginId: string, id: string, version: string) =>
  world.data(owner, UPGRADE, { id, version, consent: await world.requestsOf(pluginId, version) });

const buyersSee = async (id: string) => {
  const { extensions } = await world.data(Viewer.anonymous, SHOWN);
  return (extensions as { component: string; configuration: unknown }[]).find(
    ({ component }) => component === `Pay_${id}`,
  )?.configuration;
};

test.each([
  ['calls sensitive no more', 'frank', { token: { type: 'string' }, mood: { type: 'string' } }],
  ['does not know any more', 'renamed', { apiKey: { type: 'string', sensitive: true }, mood: { type: 'string' } }],
])('a secret that an upgraded version %s stays one, until it is given anew', async (_, id, properties) => {
  await publish(id, '1.0.0', { token: { type: 'string', sensitive: true }, mood: { type: 'string' } });
  const installation = await world.install(owner, id, { configuration: { token: SECRET, mood: 'calm' } });
  await publish(id, '1.1.0', properties);
  const { upgradePlugin } = await upgrade(id, installation, '1.1.0');
  expect(upgradePlugin).toEqual({ configured: true, configuration: { token: MASK, mood: 'calm' } });
  expect(await buyersSee(id)).toEqual({ mood: 'calm' });

  const configure = async (c: object) => (await world.data(owner, CONFIGURE, { id: installation, c })).configurePlugin;
  expect(await configure({ token: MASK, mood: 'glad' })).toEqual({ configuration: { token: MASK, mood: 'glad' } });
  expect(await buyersSee(id)).toEqual({ mood: 'glad' });
  const open = { token: 'for everyone', mood: 'glad' };
  expect(await configure(open)).toEqual({ configuration: open });
});

test('settings that an upgraded version refuses keep it from nothing, are told to nobody, and are there again on the way back', async () => {
  const strict = { additionalProperties: false };
  const before = { token: { type: 'string', sensitive: true }, mood: { type: 'string' }, tone: { type: 'string' } };
  await publish('strict', '1.0.0', before, strict);
  const configuration = { token: SECRET, mood: 'calm', tone: 'warm' };
  const id = await world.install(owner, 'strict', { configuration });
  await publish('strict', '1.1.0', { mood: { type: 'string' } }, strict);
  const upgraded = await upgrade('strict', id, '1.1.0');
  expect(upgraded.upgradePlugin).toEqual({ configured: true, configuration: { mood: 'calm' } });
  expect(await buyersSee('strict')).toEqual({ mood: 'calm' });
  const back = await upgrade('strict', id, '1.0.0');
  expect(back.upgradePlugin).toEqual({ configured: true, configuration: { token: MASK, mood: 'calm', tone: 'warm' } });

  await upgrade('strict', id, '1.1.0');
  const { configurePlugin } = await world.data(owner, CONFIGURE, { id, c: { mood: 'glad' } });
  expect(configurePlugin).toEqual({ configuration: { mood: 'glad' } });
  const forgotten = await upgrade('strict', id, '1.0.0');
  expect(forgotten.upgradePlugin.configuration).toEqual({ mood: 'glad' });
});
