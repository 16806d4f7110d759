import { Viewer } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf, createWorld, manifestOf, type World } from './plugins-world.ts';

/** Greets whom it was told of before, which it keeps in a variable of the module. */
const BACKEND = `let last = 'nobody';
var __ticketbasePlugin = { backendActions: { greet: ({ name }) => { const text = last; last = name; return { text }; } } };`;
const EXECUTE = `mutation ($params: JSON, $organization: String) {
  executeAction(pluginId: "greeter", action: "greet", params: $params, organization: $organization) { ok data } }`;

const ada = testViewer();
const organizationId = ada.organizationId;
let host: SpawnedPluginHost;
let world: World;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({ pluginHost: host.host });
  world.slugs.set('mia', organizationId);
  const { actions } = manifestOf() as { actions: Record<string, unknown> };
  const shape = { configSchema: { type: 'object', properties: {} }, hooks: [], permissions: [] };
  await world.publish(ada, bundleOf(manifestOf({ ...shape, actions: { greet: actions.greet } }), BACKEND));
  await world.install(ada, 'greeter');
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

async function lastSeenBy(viewer: Viewer, name: string, organization?: string): Promise<unknown> {
  const { executeAction } = await world.data(viewer, EXECUTE, { params: { name }, organization });
  const { ok, data } = executeAction as { ok: boolean; data: { text: string } };
  expect(ok).toBe(true);
  return data.text;
}

test('a person’s action finds what that person’s last one left, and nobody else’s does', async () => {
  await lastSeenBy(ada, 'A buyer of Ada’s');
  await lastSeenBy(ada, 'A buyer of Ada’s');
  expect(await lastSeenBy(ada, 'A buyer of Ada’s')).toBe('A buyer of Ada’s');

  const token = new Viewer({ kind: 'api-token', tokenId: 't', organizationId, scopes: [] });
  const others: Viewer[] = [testViewer({ organizationId }), token, Viewer.service('payments', organizationId)];
  for (const other of others) expect(await lastSeenBy(other, 'Another’s buyer')).toBe('nobody');
  for (const other of [Viewer.anonymous, testViewer()])
    expect(await lastSeenBy(other, 'A buyer', 'mia')).toBe('nobody');
});

test('guests, tokens and the platform itself find nothing of their own either', async () => {
  const token = new Viewer({ kind: 'api-token', tokenId: 't', organizationId, scopes: [] });
  for (const viewer of [Viewer.anonymous, token, Viewer.service('payments', organizationId)])
    for (let call = 0; call < 3; call += 1) expect(await lastSeenBy(viewer, 'A buyer', 'mia')).toBe('nobody');
});
