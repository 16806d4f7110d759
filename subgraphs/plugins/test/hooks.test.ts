import { type AnyDomainEvent, newId } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf, codeOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

const BACKEND = `
const told = async (event, ctx) => {
  const { mood, slowly } = ctx.configuration;
  if (slowly) await ctx.sleep(9_000);
  if (mood === event.name) throw new Error('not in the mood for ' + event.name);
  const seen = (await ctx.storage.get('seen:' + event.payload.orderId)) ?? [];
  await ctx.storage.set('seen:' + event.payload.orderId, [...seen, event.name]);
};
var __ticketbasePlugin = { hooks: { 'order.placed': told, 'order.confirmed': told } };`;
const manifest = manifestOf({
  ...{ id: 'listener', actions: {}, permissions: ['orders:read'], hooks: ['order.placed', 'order.confirmed'] },
  configSchema: { type: 'object', properties: { mood: { type: 'string' }, slowly: { type: 'boolean' } } },
});

let host: SpawnedPluginHost;
let world: World;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 2 });
  world = await createWorld({ pluginHost: host.host });
  await world.publish(testViewer(), bundleOf(manifest, BACKEND));
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

const listen = (viewer: ReturnType<typeof testViewer>, configuration: object = {}) =>
  world.install(viewer, 'listener', { grant: ['orders:read'], configuration });
const sql = <Row>(statement: string, values: unknown[] = []) =>
  world.database.database.forkTenant(null).execute<Row[]>(statement, values);
const seen = async (orderId: string) =>
  (await sql<{ value: string[] }>('select value from plugin_key_value where key = ?', [`seen:${orderId}`]))[0]?.value ??
  [];

function tell(organizationId: string, name: 'order.placed' | 'order.confirmed', orderId = newId()) {
  const order = {
    ...{ orderId, number: 'A-77', eventId: newId(), buyer: { name: 'Leo', email: 'leo@example.com' } },
    ...{ buyerUserId: null, total: { amount: 100, currency: 'EUR' }, paymentMethod: null, promoCode: null, items: [] },
  };
  const payload =
    name === 'order.placed' ? { ...order, instructions: null, paymentReference: null } : { ...order, tickets: [] };
  const event = {
    ...{ id: newId(), name, version: 1, organizationId, actor: { kind: 'service', id: 'payments' } },
    ...{ requestId: newId(), occurredAt: new Date().toISOString(), payload },
  } as AnyDomainEvent;
  return world.subgraph.deliver(event);
}
const waiting = (installation: string) =>
  sql<{ attempts: number; error: { code: string } | null; failed_at: string | null }>(
    'select attempts, error, failed_at from hook_delivery where installation_id = ? order by position',
    [installation],
  );
const dueNow = (installation: string, attempts?: number) =>
  sql(
    `update hook_delivery set next_attempt_at = now() - interval '1 second', attempts = coalesce(?::int, attempts)
      where installation_id = ? and claimed_until is null`,
    [attempts ?? null, installation],
  );
async function untilFailedForGood(installation: string) {
  await expect.poll(async () => (await waiting(installation))[0]?.error, SOON).toMatchObject({ code: 'PLUGIN_THREW' });
  await dueNow(installation, 5);
  await expect.poll(async () => (await waiting(installation))[0]?.failed_at, SOON).toEqual(expect.any(String));
}

test('a plugin with many slow hooks keeps neither another organization nor another plugin waiting', async () => {
  const crowd = testViewer();
  const slow = await listen(crowd, { slowly: true });
  for (let n = 0; n < 40; n += 1) await tell(crowd.organizationId, 'order.placed');
  await expect
    .poll(async () => (await waiting(slow)).filter(({ attempts }) => attempts > 0).length, SOON)
    .toBeGreaterThan(0);
  const other = testViewer();
  await listen(other);
  const order = newId();
  await tell(other.organizationId, 'order.placed', order);
  await expect.poll(() => seen(order), { timeout: 8_500 }).toEqual(['order.placed']);
  const begun = (await waiting(slow)).filter(({ attempts }) => attempts > 0);
  expect(begun.length).toBeLessThanOrEqual(3);
  await world.data(crowd, 'mutation ($id: ID!) { uninstallPlugin(installationId: $id) }', { id: slow });
});

test('what happens to one order comes in its order, also when the first of it fails; another order goes ahead', async () => {
  const viewer = testViewer();
  const id = await listen(viewer, { mood: 'order.placed' });
  const [order, another] = [newId(), newId()];
  await tell(viewer.organizationId, 'order.placed', order);
  await tell(viewer.organizationId, 'order.confirmed', order);
  await tell(viewer.organizationId, 'order.confirmed', another);
  await expect.poll(() => seen(another), SOON).toEqual(['order.confirmed']);
  expect(await seen(order)).toEqual([]);
  await expect.poll(async () => (await waiting(id)).map(({ attempts }) => attempts), SOON).toEqual([1, 0]);
  await configure(viewer, id, {});
  await dueNow(id);
  await expect.poll(() => seen(order), SOON).toEqual(['order.placed', 'order.confirmed']);
  await expect.poll(() => waiting(id), SOON).toEqual([]);
});

test('a delivery whose process died is made by another once its claim has run out', async () => {
  const viewer = testViewer();
  const id = await listen(viewer, { mood: 'order.placed' });
  const order = newId();
  await tell(viewer.organizationId, 'order.placed', order);
  await expect.poll(async () => (await waiting(id))[0]?.error, SOON).toBeTruthy();
  await configure(viewer, id, {});
  await sql(
    `update hook_delivery set next_attempt_at = now(), claimed_until = now() + interval '3 seconds' where installation_id = ?`,
    [id],
  );
  expect(await seen(order)).toEqual([]);
  await expect.poll(() => seen(order), SOON).toEqual(['order.placed']);
});

test('what fails for good is shown with its reason, holds up nothing any more, and runs again when someone says so', async () => {
  const viewer = testViewer();
  const id = await listen(viewer, { mood: 'order.placed' });
  const order = newId();
  await tell(viewer.organizationId, 'order.placed', order);
  await tell(viewer.organizationId, 'order.confirmed', order);
  await untilFailedForGood(id);
  await expect.poll(() => seen(order), SOON).toEqual(['order.confirmed']);

  const [failed] = await failedOf(viewer);
  expect(failed).toMatchObject({
    ...{ event: 'order.placed', attempts: 6 },
    error: { code: 'PLUGIN_THREW', message: 'not in the mood for order.placed' },
  });
  expect(codeOf(await world.ask(testViewer(), REPLAY, { id: failed.id }))).toBe('NOT_FOUND');
  expect(codeOf(await world.ask(testViewer({ role: 'MANAGER' }), REPLAY, { id: failed.id }))).toBe('FORBIDDEN');

  await configure(viewer, id, {});
  expect(await world.data(viewer, REPLAY, { id: failed.id })).toEqual({ replayFailedHook: true });
  await expect.poll(() => seen(order), SOON).toEqual(['order.confirmed', 'order.placed']);
  expect(await failedOf(viewer)).toEqual([]);
  expect(codeOf(await world.ask(viewer, REPLAY, { id: failed.id }))).toBe('NOT_FOUND');
});

test('all that failed runs again at once, in the order of the events', async () => {
  const viewer = testViewer();
  const id = await listen(viewer, { mood: 'order.placed' });
  const orders = [newId(), newId(), newId()];
  for (const order of orders) await tell(viewer.organizationId, 'order.placed', order);
  await expect.poll(async () => (await waiting(id)).every(({ error }) => error), SOON).toBe(true);
  await dueNow(id, 5);
  await expect.poll(async () => (await failedOf(viewer)).length, SOON).toBe(3);
  const { installedPlugins } = await world.data(
    viewer,
    `{ installedPlugins { failedHooks(first: 2) { totalCount pageInfo { hasNextPage } edges { node { id } } } } }`,
  );
  expect(installedPlugins[0].failedHooks).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  await configure(viewer, id, {});
  const all = 'mutation ($id: ID!) { replayFailedHooks(installationId: $id) }';
  expect(await world.data(viewer, all, { id })).toEqual({ replayFailedHooks: 3 });
  for (const order of orders) await expect.poll(() => seen(order), SOON).toEqual(['order.placed']);
  expect(await world.data(viewer, all, { id })).toEqual({ replayFailedHooks: 0 });
});

test('what waits while a plugin is disabled is told when it is enabled again', async () => {
  const viewer = testViewer();
  const id = await listen(viewer, { mood: 'order.placed' });
  const order = newId();
  await tell(viewer.organizationId, 'order.placed', order);
  await expect.poll(async () => (await waiting(id))[0]?.error, SOON).toBeTruthy();
  await world.data(viewer, 'mutation ($id: ID!) { disablePlugin(installationId: $id) { id } }', { id });
  await configure(viewer, id, {});
  await dueNow(id);
  const witness = testViewer();
  await listen(witness);
  const theirs = newId();
  await tell(witness.organizationId, 'order.placed', theirs);
  await expect.poll(() => seen(theirs), SOON).toEqual(['order.placed']);
  expect(await seen(order)).toEqual([]);
  await world.data(viewer, 'mutation ($id: ID!) { enablePlugin(installationId: $id) { id } }', { id });
  await expect.poll(() => seen(order), SOON).toEqual(['order.placed']);
});

const TRY = `mutation ($id: ID!, $event: String!, $payload: JSON!) {
  runPluginHook(installationId: $id, event: $event, payload: $payload) { ok error { code message } requestId } }`;
const placed = (orderId: string) => ({
  ...{ orderId, number: 'A-77', eventId: newId(), buyer: { name: 'Leo', email: 'leo@example.com' } },
  ...{ buyerUserId: null, total: { amount: 100, currency: 'EUR' }, paymentMethod: null, promoCode: null, items: [] },
  ...{ instructions: null, paymentReference: null },
});

test('a hook that is tried by hand hears of what did not happen once, and says how it fared', async () => {
  const viewer = testViewer();
  const id = await listen(viewer);
  const order = newId();
  const given = { id, event: 'order.placed', payload: placed(order) };
  const { runPluginHook } = await world.data(viewer, TRY, given);
  expect(runPluginHook).toMatchObject({ ok: true, error: null });
  expect(await seen(order)).toEqual(['order.placed']);
  expect(await waiting(id)).toEqual([]);

  await configure(viewer, id, { mood: 'order.placed' });
  const failed = await world.data(viewer, TRY, given);
  expect(failed.runPluginHook).toMatchObject({
    ok: false,
    error: { code: 'PLUGIN_THREW', message: 'not in the mood for order.placed' },
  });
  expect(await waiting(id)).toEqual([]);
});

test('a hook is tried by nobody else, of nothing else, and with nothing that the event cannot say', async () => {
  const viewer = testViewer();
  const id = await listen(viewer);
  const order = newId();
  const given = { id, event: 'order.placed', payload: placed(order) };
  const refused = async (who: typeof viewer, change: object = {}) =>
    (await world.ask(who, TRY, { ...given, ...change })).errors?.[0]?.extensions;
  expect(await refused(testViewer())).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused(testViewer({ role: 'MANAGER' }))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await refused(viewer, { event: 'order.refunded' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused(viewer, { payload: { ...given.payload, number: 7 } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    issues: [{ path: 'payload.number' }],
  });
  await world.data(viewer, 'mutation ($id: ID!) { disablePlugin(installationId: $id) { id } }', { id });
  expect(await refused(viewer)).toMatchObject({ code: 'PLUGIN_DISABLED' });
  expect(await seen(order)).toEqual([]);
});

const REPLAY = 'mutation ($id: ID!) { replayFailedHook(id: $id) }';
const configure = (viewer: ReturnType<typeof testViewer>, id: string, configuration: object) =>
  world.data(
    viewer,
    'mutation ($id: ID!, $configuration: JSON!) { configurePlugin(installationId: $id, configuration: $configuration) { id } }',
    { id, configuration },
  );
async function failedOf(viewer: ReturnType<typeof testViewer>) {
  const { installedPlugins } = await world.data(
    viewer,
    `{ installedPlugins { failedHooks(first: 10) { edges { node { id event attempts occurredAt failedAt requestId error { code message } } } } } }`,
  );
  return installedPlugins[0].failedHooks.edges.map(({ node }: { node: { id: string } }) => node);
}
