import { globSync } from 'node:fs';
import path from 'node:path';
import { newId } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, SOON, type World } from './plugins-world.ts';

const PLUGINS = path.resolve(import.meta.dirname, '../../../plugins');
const folders = globSync('*/plugin.json', { cwd: PLUGINS }).map(file => path.dirname(file));
const owner = testViewer();
const graphqlCalls: string[] = [];

let host: SpawnedPluginHost;
let world: World;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({
    pluginHost: host.host,
    pluginGraphql: async ({ query }) => {
      graphqlCalls.push(query);
      // Before anything leaves this machine.
      if (query.includes('event('))
        return { errors: [{ message: 'Not now.', extensions: { code: 'SERVICE_UNAVAILABLE' } }] };
      return { data: { events: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } } };
    },
  });
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

async function publish(folder: string) {
  const built = await buildPlugin(path.join(PLUGINS, folder));
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  const published = await world.publish(owner, built.archive);
  expect(published.errors).toBeUndefined();
  return built.manifest;
}

test('there are first-party plugins', () => {
  expect(folders).toEqual(expect.arrayContaining(['attendee-export', 'discord-alerts', 'offline-payments']));
});

test.each(folders.filter(folder => folder !== 'attendee-export' && folder !== 'discord-alerts'))(
  '%s goes from its folder into an organization',
  async folder => {
    const { id, permissions } = await publish(folder);
    const { installPlugin } = await world.data(
      owner,
      `mutation ($id: ID!, $grant: [String!]!, $consent: [PluginRequestInput!]) {
        installPlugin(pluginId: $id, grant: $grant, consent: $consent) { version { status } } }`,
      { id, grant: permissions, consent: await world.requestsOf(id) },
    );
    expect(installPlugin.version.status).toBe('PUBLISHED');
  },
);

test('attendee-export runs by its schedule, under the organization’s grants', async () => {
  const viewer = testViewer();
  const { permissions } = await publish('attendee-export');
  const id = await world.install(viewer, 'attendee-export', {
    grant: permissions,
    configuration: { region: 'eu-central-1', bucket: 'lists', accessKeyId: 'AKIA', secretAccessKey: 'not-a-real-one' },
  });
  await world.database.database
    .forkTenant(null)
    .execute('update plugin_schedule set next_run_at = now() where installation_id = ?', [id]);
  const lastRun = async () => {
    const { installedPlugins } = await world.data(
      viewer,
      '{ installedPlugins { schedules { name lastRun { ok error { message } } } } }',
    );
    return installedPlugins[0].schedules;
  };
  await expect.poll(lastRun, SOON).toEqual([{ name: 'hourly', lastRun: { ok: true, error: null } }]);
  expect(graphqlCalls.some(query => query.includes('events('))).toBe(true);
});

test('discord-alerts is told of an order, and tried again when the platform does not answer it', async () => {
  const viewer = testViewer();
  const { permissions } = await publish('discord-alerts');
  const id = await world.install(viewer, 'discord-alerts', {
    grant: permissions,
    configuration: { webhook: '42/never-to-be-seen' },
  });
  const order = {
    ...{ orderId: newId(), number: 'A-77', eventId: newId(), buyer: { name: 'Leo', email: 'leo@example.com' } },
    ...{ buyerUserId: null, total: { amount: 100, currency: 'EUR' }, paymentMethod: null, promoCode: null },
  };
  await world.subgraph.deliver({
    ...{ id: newId(), name: 'order.confirmed', version: 1, organizationId: viewer.organizationId, requestId: newId() },
    actor: { kind: 'service', id: 'payments' },
    ...{ occurredAt: new Date().toISOString(), payload: { ...order, items: [], tickets: [] } },
  });
  const waiting = () =>
    world.database.database
      .forkTenant(null)
      .execute<{ attempts: number; error: { code: string; message: string } | null }[]>(
        'select attempts, error from hook_delivery where installation_id = ?',
        [id],
      );
  await expect
    .poll(waiting, SOON)
    .toMatchObject([{ attempts: 1, error: { code: 'PLUGIN_HOST_CALL_REFUSED', message: 'Not now.' } }]);
});
