import { Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PluginHost } from '../src/index.ts';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

// Nothing is run in this file.
const idleHost: PluginHost = { run: async () => ({ ok: true, data: {}, durationMs: 0 }), ready: async () => true };
const QUERY = 'query Detail($orderId: ID!) { order(id: $orderId) { number } }';
const owner = testViewer();
const calls: unknown[] = [];

let world: World;
beforeAll(async () => {
  world = await createWorld({
    pluginHost: idleHost,
    pluginGraphql: async ({ query, variables, accessToken }) => {
      calls.push({ query, variables, accessToken });
      if (variables?.orderId === 'missing')
        return { data: null, errors: [{ message: 'The order was not found.', extensions: { code: 'NOT_FOUND' } }] };
      return { data: { order: { number: 'A-1' } } };
    },
  });
  const manifest = manifestOf({
    permissions: ['orders:read', 'events:read'],
    configSchema: { type: 'object' },
    extensions: [{ target: 'ORDER_DETAIL', component: 'Card', input: 'ui/card.graphql' }],
    build: { backend: 'src/backend.ts', frontend: 'src/index.tsx' },
  });
  const files = { 'frontend.js': 'export const Card = () => null;', 'ui/card.graphql': QUERY };
  await world.publish(owner, bundleOf(manifest, undefined, files));
  await world.install(owner, 'greeter', { grant: ['orders:read', 'events:read'] });
});
afterAll(() => world?.close());

const input = (viewer: Viewer, context: unknown) =>
  world.ask(viewer, 'query ($c: JSON!) { extensions(target: ORDER_DETAIL) { input(context: $c) } }', { c: context });

test('a component gets what its query asks for, with the context as variables', async () => {
  expect((await input(owner, { orderId: 'o1' })).data).toEqual({
    extensions: [{ input: { order: { number: 'A-1' } } }],
  });
  expect(calls.at(-1)).toMatchObject({ query: QUERY, variables: { orderId: 'o1' } });
  expect(world.tokens.at(-1)).toMatchObject({ scopes: ['orders:read', 'events:read'] });
});

test('the query runs without scopes that the viewer does not hold', async () => {
  const { organizationId } = owner;
  const scanner = testViewer({ role: 'SCANNER', organizationId });
  await input(scanner, { orderId: 'o1' });
  expect(world.tokens.at(-1)).toMatchObject({ scopes: ['events:read'], organizationId });
});

test('a query that fails says why, and a context that is no object is refused', async () => {
  const failed = await input(owner, { orderId: 'missing' });
  expect(failed.errors?.[0]?.extensions).toEqual({ code: 'EXTENSION_INPUT_FAILED', reason: 'NOT_FOUND' });
  expect(codeOf(await input(owner, 'text'))).toBe('BAD_USER_INPUT');
});

test('a disabled plugin shows nothing, nor does anything show to guests of the administration', async () => {
  expect(codeOf(await input(Viewer.anonymous, {}))).toBe('UNAUTHENTICATED');
  const [{ id }] = (await world.data(owner, '{ installedPlugins { id } }')).installedPlugins;
  await world.data(owner, `mutation { disablePlugin(installationId: "${id}") { id } }`);
  expect((await input(owner, { orderId: 'o1' })).data).toEqual({ extensions: [] });
  await world.data(owner, `mutation { enablePlugin(installationId: "${id}") { id } }`);
});

test('all places together are read with one statement', async () => {
  const query = '{ extensionPoints { target extensions { component integrity installation { id } } } }';
  const { result, statements } = await countStatements(() => world.data(owner, query));
  const filled = result.extensionPoints.filter((point: { extensions: unknown[] }) => point.extensions.length > 0);
  expect(filled.map((point: { target: string }) => point.target)).toEqual(['ORDER_DETAIL']);
  expect(statements).toBe(1);
});
