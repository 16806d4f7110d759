import { Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PluginHost, SupergraphCaller } from '../src/index.ts';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

// Nothing is run in this file.
const idleHost: PluginHost = { run: async () => ({ ok: true, data: {}, durationMs: 0 }), ready: async () => true };
const owner = testViewer();
type Call = Parameters<SupergraphCaller>[0];
const calls: Call[] = [];
let answer: (call: Call) => Awaited<ReturnType<SupergraphCaller>>;

/** Answers each field of the operation by its alias. */
const byAlias = (value: (alias: string) => unknown) => (call: Call) => {
  const [operation] = parse(call.query).definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('There is no operation.');
  const aliases = operation.selectionSet.selections.map(field => (field.kind === 'Field' ? field.alias!.value : ''));
  return { data: Object.fromEntries(aliases.map(alias => [alias, value(alias)])) };
};

let world: World;
beforeAll(async () => {
  world = await createWorld({
    pluginHost: idleHost,
    pluginGraphql: async call => {
      calls.push(call);
      return answer(call);
    },
  });
  await publishCard(
    'greeter',
    '{ order { number ...Sum } organization { id } } fragment Sum on Order { event { title } }',
    ['orders:read', 'events:read'],
  );
});
afterAll(() => world?.close());
beforeEach(() => {
  calls.length = 0;
  answer = byAlias(alias => ({ of: alias }));
});

const componentsManifest = (id: string, permissions: string[], change: Record<string, unknown> = {}) =>
  manifestOf({
    id,
    permissions,
    configSchema: { type: 'object' },
    actions: {},
    extensions: [{ target: 'ORDER_DETAIL', component: 'Card', input: 'ui/card.graphql' }],
    build: { frontend: 'src/index.tsx' },
    ...change,
  });
const componentsBundle = (manifest: Record<string, unknown>, query: string) =>
  bundleOf(manifest, undefined, { 'frontend.js': 'export const Card = () => null;', 'ui/card.graphql': query });

async function publishCard(id: string, query: string, permissions: string[]) {
  const { errors } = await world.publish(owner, componentsBundle(componentsManifest(id, permissions), query));
  if (errors) throw new Error(JSON.stringify(errors));
  return world.install(owner, id, { grant: permissions });
}
const uninstall = (id: string) =>
  world.data(owner, 'mutation ($id: ID!) { uninstallPlugin(installationId: $id) }', { id });

const input = (viewer: Viewer, context: unknown) =>
  world.ask(viewer, 'query ($c: JSON!) { extensions(target: ORDER_DETAIL) { input(context: $c) } }', { c: context });

test('a component gets what its query on the context selects, under the scopes that its fields need', async () => {
  answer = byAlias(alias => (alias.endsWith('order') ? { number: 'A-1', event: { title: 'Gala' } } : { id: 'o' }));
  expect((await input(owner, { orderId: 'o1' })).data).toEqual({
    extensions: [{ input: { order: { number: 'A-1', event: { title: 'Gala' } }, organization: { id: 'o' } } }],
  });
  expect(calls).toHaveLength(1);
  expect(calls[0]!.variables).toEqual({ orderId: 'o1' });
  expect(calls[0]!.query.replace(/\s+/g, ' ')).toBe(
    'query ExtensionInputs($orderId: ID!) { c0_order: order(id: $orderId) { number ...c0_Sum } c0_organization: viewerOrganization { id } } fragment c0_Sum on Order { event { title } }',
  );
  // The plugin was granted events:read, too, which nothing that is selected needs.
  expect(world.tokens.at(-1)).toMatchObject({ scopes: ['orders:read'] });
});

test('the query runs without scopes that the viewer does not hold', async () => {
  const { organizationId } = owner;
  await input(testViewer({ role: 'SCANNER', organizationId }), { orderId: 'o1' });
  expect(world.tokens.at(-1)).toMatchObject({ scopes: [], organizationId });
});

test('components of a page that may see the same are one operation, with three statements and one token', async () => {
  const second = await publishCard('second', 'query Q { order { ...F } } fragment F on Order { number }', [
    'orders:read',
  ]);
  const third = await publishCard('third', '{ order { event { analytics } } }', ['orders:read', 'analytics:read']);
  answer = byAlias(alias => ({ answered: alias }));
  const tokens = world.tokens.length;
  const { result, statements } = await countStatements(() => input(owner, { orderId: 'o1' }));
  expect(result.data).toEqual({
    extensions: [
      { input: { order: { answered: 'c0_order' }, organization: { answered: 'c0_organization' } } },
      { input: { order: { answered: 'c1_order' } } },
      { input: { order: { answered: 'c0_order' } } },
    ],
  });
  // What needs another scope is asked for apart: nobody's grant is lent to another plugin.
  expect(calls.map(({ query }) => query.match(/c\d_order/g))).toEqual([['c0_order', 'c1_order'], ['c0_order']]);
  expect(world.tokens.slice(tokens).map(({ scopes }) => scopes)).toEqual([
    ['orders:read'],
    ['analytics:read', 'orders:read'],
  ]);
  expect(statements).toBe(1);
  await uninstall(second);
  await uninstall(third);
});

test('a query that fails says why and leaves the others whole, also when nothing came back for all', async () => {
  const second = await publishCard('other', '{ order { event { id } } }', ['orders:read']);
  const query =
    'query ($c: JSON!) { extensions(target: ORDER_DETAIL) { installation { plugin { id } } input(context: $c) } }';
  answer = call => ({
    ...byAlias(() => null)(call),
    errors: [{ message: 'The order was not found.', path: ['c0_order'], extensions: { code: 'NOT_FOUND' } }],
  });
  const partly = await world.ask(owner, query, { c: { orderId: 'o1' } });
  expect(partly.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['extensions', 0, 'input'], { code: 'EXTENSION_INPUT_FAILED', reason: 'NOT_FOUND' }],
  ]);
  expect(calls).toHaveLength(1);

  answer = call =>
    call.query.includes('number')
      ? { errors: [{ message: 'Too much was asked for.', extensions: { code: 'QUERY_TOO_COSTLY' } }] }
      : byAlias(() => ({ id: 'e' }))(call);
  const alone = await world.ask(owner, query, { c: { orderId: 'o1' } });
  expect((alone.data as { extensions: { input: unknown }[] }).extensions.map(each => each.input)).toEqual([
    null,
    { order: { id: 'e' } },
  ]);
  expect(alone.errors?.map(({ extensions }) => extensions?.reason)).toEqual(['QUERY_TOO_COSTLY']);
  await uninstall(second);
});

test('what is said about the place is checked', async () => {
  for (const context of ['text', null, [], {}, { orderId: 7 }, { orderId: '' }, { orderId: 'x'.repeat(3_000) }])
    expect(codeOf(await input(owner, context)), JSON.stringify(context)).toBe('BAD_USER_INPUT');
  expect(calls).toEqual([]);
});

test('one request is no more operations than a page has places, however many aliases it has', async () => {
  const aliases = Array.from({ length: 40 }, (_, number) => `a${number}: input(context: { orderId: "o${number}" })`);
  const { data, errors } = await world.ask(owner, `{ extensions(target: ORDER_DETAIL) { ${aliases.join(' ')} } }`);
  expect(calls).toHaveLength(10);
  expect(errors).toHaveLength(30);
  expect(new Set(errors!.map(({ extensions }) => extensions?.code))).toEqual(new Set(['BAD_USER_INPUT']));
  const [shown] = (data as { extensions: object[] }).extensions;
  expect(Object.values(shown!).filter(each => each !== null)).toHaveLength(10);
});

test('what the page itself knows is not asked of the supergraph', async () => {
  const manifest = componentsManifest('door-card', ['events:read', 'tickets:check_in'], {
    extensions: [
      { target: 'CHECK_IN', component: 'Door', input: 'ui/card.graphql' },
      { target: 'PAYMENT_METHODS', component: 'Pay', input: 'ui/pay.graphql' },
    ],
  });
  const files = {
    'frontend.js': 'export const Door = 1, Pay = 1;',
    'ui/card.graphql': '{ __typename event { title } last: ticket { id } }',
    'ui/pay.graphql': '{ chosen: method __typename }',
  };
  expect((await world.publish(owner, bundleOf(manifest, undefined, files))).errors).toBeUndefined();
  const id = await world.install(owner, 'door-card', { grant: ['events:read', 'tickets:check_in'] });
  const at = (target: string, context: object) =>
    world.data(owner, `query ($c: JSON!) { extensions(target: ${target}) { input(context: $c) } }`, { c: context });
  answer = byAlias(() => ({ title: 'Gala' }));
  expect(await at('CHECK_IN', { eventId: 'e1' })).toEqual({
    extensions: [{ input: { __typename: 'CheckInContext', event: { title: 'Gala' }, last: null } }],
  });
  expect(calls.map(({ query }) => query.includes('ticket'))).toEqual([false]);
  await at('CHECK_IN', { eventId: 'e1', code: 'ABC' });
  expect(calls.at(-1)).toMatchObject({ variables: { eventId: 'e1', code: 'ABC' } });
  calls.length = 0;
  expect(await at('PAYMENT_METHODS', { cartToken: 't', method: 'card' })).toEqual({
    extensions: [{ input: { chosen: 'card', __typename: 'PaymentMethodsContext' } }],
  });
  expect(calls).toEqual([]);
  await uninstall(id);
});

test('a query that does not fit its place, or that no permission covers, is refused with its place; nothing changes', async () => {
  const publish = (query: string) =>
    world.publish(owner, componentsBundle(componentsManifest('refused-card', []), query));
  const refused = await publish('{\n  order { numbr }\n}');
  expect(codeOf(refused)).toBe('PLUGIN_EXTENSION_QUERY_INVALID');
  expect(refused.errors?.[0]?.extensions?.issues).toEqual([
    { path: 'ui/card.graphql:2:11', message: expect.stringContaining('Did you mean "number"') },
  ]);
  const uncovered = await publish('{ order { number buyer } }');
  expect(uncovered.errors?.[0]?.extensions?.issues).toEqual([
    {
      path: 'ui/card.graphql:1:3',
      message: expect.stringContaining('OrderDetailContext.order needs the permission orders:read'),
    },
    { path: 'ui/card.graphql:1:18', message: expect.stringContaining('Order.buyer needs the permission orders:read') },
  ]);
  expect(await world.data(owner, '{ plugin(id: "refused-card") { id } }')).toEqual({ plugin: null });
});

test('a version tells what each of its components sees', async () => {
  const query =
    '{ plugin(id: "greeter") { latest { extensions { query scopes fields { type field description scope } } } } }';
  const { plugin } = await world.data(owner, query);
  const [extension] = plugin.latest.extensions;
  expect(extension.query).toContain('fragment Sum');
  expect(extension.scopes).toEqual(['orders:read']);
  expect(extension.fields).toContainEqual({
    type: 'Order',
    field: 'number',
    description: 'What people call it by.',
    scope: null,
  });
});

test('clients find out what components may query', async () => {
  const query =
    '{ extensionContexts extensionPoints { target contextType contextSDL exampleQuery variables { name required } } }';
  const { extensionContexts, extensionPoints } = await world.data(Viewer.anonymous, query);
  expect(extensionPoints).toHaveLength(9);
  for (const { contextType, contextSDL } of extensionPoints) {
    expect(contextSDL).toContain(`type ${contextType} {`);
    expect(extensionContexts).toContain(contextSDL);
  }
  expect(extensionPoints.find((each: { target: string }) => each.target === 'CHECK_IN').variables).toEqual([
    { name: 'eventId', required: true },
    { name: 'code', required: false },
  ]);
});

test('a disabled plugin shows nothing, nor does anything show to guests of the administration', async () => {
  expect(codeOf(await input(Viewer.anonymous, {}))).toBe('UNAUTHENTICATED');
  const { installedPlugins } = await world.data(owner, '{ installedPlugins { id plugin { id } } }');
  const { id } = installedPlugins.find(({ plugin }: { plugin: { id: string } }) => plugin.id === 'greeter');
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
