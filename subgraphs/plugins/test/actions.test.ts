import { newId, Viewer } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PluginHost } from '../src/index.ts';
import { BACKEND, bundleOf, codeOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

const owner = testViewer();
const guest = Viewer.anonymous;
let host: SpawnedPluginHost;
let world: World;
let installationId: string;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({
    pluginHost: host.host,
    guestActionsPerMinute: 20,
    pluginGraphql: async ({ accessToken, query }) => ({ data: { accessToken, query } }),
  });
  world.slugs.set('mia', owner.organizationId);
  await world.publish(
    owner,
    bundleOf(manifestOf({ permissions: ['events:read', 'orders:read'], hooks: ['order.confirmed'] })),
  );
  installationId = await world.install(owner, 'greeter', {
    grant: ['events:read', 'orders:read'],
    configuration: { apiKey: 'sk_test_123456' },
  });
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

const EXECUTE = `mutation ($pluginId: ID!, $action: String!, $params: JSON, $key: String, $organization: String) {
  executeAction(pluginId: $pluginId, action: $action, params: $params, idempotencyKey: $key, organization: $organization) {
    ok data error { code message retryable } durationMs requestId } }`;
const execute = (viewer: Viewer, action: string, params: unknown, more: Record<string, unknown> = {}) =>
  world.ask(viewer, EXECUTE, { pluginId: 'greeter', action, params, ...more });
const misbehave = async (how: string, more?: Record<string, unknown>) =>
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
  (await execute(owner, 'misbehave', { how }, more)).data?.executeAction as any;

describe('the checks, in their order', () => {
  test('a guest without an organization is not authenticated, whatever the action', async () => {
    expect(codeOf(await execute(guest, 'greet', { name: 'Mia' }))).toBe('UNAUTHENTICATED');
  });

  test('a guest of an organization may run its public actions only', async () => {
    const answer = await execute(guest, 'greet', { name: 'Mia' }, { organization: 'mia' });
    expect(answer.data).toMatchObject({ executeAction: { ok: true, data: { text: 'Hello Mia' } } });
    expect(codeOf(await execute(guest, 'misbehave', { how: 'ok' }, { organization: 'mia' }))).toBe('UNAUTHENTICATED');
    expect(codeOf(await execute(guest, 'nothing', {}, { organization: 'mia' }))).toBe('UNAUTHENTICATED');
  });

  test('a member of another organization is its guest', async () => {
    const stranger = testViewer();
    const asGuest = await execute(stranger, 'greet', { name: 'Leo' }, { organization: 'mia' });
    expect(asGuest.data).toMatchObject({ executeAction: { ok: true } });
    expect(codeOf(await execute(stranger, 'misbehave', { how: 'ok' }, { organization: 'mia' }))).toBe(
      'UNAUTHENTICATED',
    );
    expect(codeOf(await execute(stranger, 'greet', { name: 'Leo' }))).toBe('PLUGIN_NOT_INSTALLED');
  });

  test('an organization that does not exist looks like one without the plugin', async () => {
    expect(codeOf(await execute(guest, 'greet', {}, { organization: 'nobody' }))).toBe('PLUGIN_NOT_INSTALLED');
    expect(codeOf(await execute(owner, 'greet', {}, { pluginId: 'unknown' }))).toBe('PLUGIN_NOT_INSTALLED');
  });

  test('a caller cannot borrow a permission that only the plugin has', async () => {
    const analystToken = new Viewer({
      kind: 'api-token',
      tokenId: newId(),
      organizationId: owner.organizationId,
      scopes: ['events:read'],
    });
    const answer = await execute(analystToken, 'misbehave', { how: 'ok' });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', requiredScope: 'orders:read' });
  });

  test('plugins run no plugins', async () => {
    const { organizationId } = owner;
    const scopes = ['events:read', 'orders:read'] as const;
    const plugin = new Viewer({ kind: 'plugin', pluginId: 'greeter', installationId, organizationId, scopes });
    expect(codeOf(await execute(plugin, 'greet', { name: 'me' }))).toBe('FORBIDDEN');
  });

  test('text that no database keeps is no reason to fail in a log, and is refused in storage', async () => {
    expect((await misbehave('odd log')).ok).toBe(true);
    expect((await misbehave('odd storage')).error.code).toBe('PLUGIN_HOST_CALL_REFUSED');
  });

  test('an unknown action, and a wrong input with its paths, are refused', async () => {
    expect(codeOf(await execute(owner, 'nothing', {}))).toBe('PLUGIN_ACTION_NOT_FOUND');
    expect(codeOf(await execute(owner, 'constructor', {}))).toBe('PLUGIN_ACTION_NOT_FOUND');
    expect(codeOf(await execute(owner, 'greet', 'text'))).toBe('BAD_USER_INPUT');
    const answer = await execute(owner, 'greet', { name: 7 });
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'PLUGIN_INPUT_INVALID',
      issues: [{ path: 'params.name', message: 'must be string' }],
    });
  });

  test('a disabled plugin runs for nobody, and is offered to nobody', async () => {
    const toggle = (field: string) =>
      world.data(owner, `mutation { ${field}(installationId: "${installationId}") { enabled } }`);
    expect(await toggle('disablePlugin')).toEqual({ disablePlugin: { enabled: false } });
    expect(codeOf(await execute(owner, 'greet', { name: 'Mia' }))).toBe('PLUGIN_DISABLED');
    expect(await toggle('enablePlugin')).toEqual({ enablePlugin: { enabled: true } });
    expect((await execute(owner, 'greet', { name: 'Mia' })).errors).toBeUndefined();
  });

  test('guests who run too much are slowed down, members go on', async () => {
    const runs = await Promise.all(
      Array.from({ length: 25 }, () => execute(guest, 'greet', { name: 'x' }, { organization: 'mia' })),
    );
    const refused = runs.filter(answer => codeOf(answer) === 'PLUGIN_RATE_LIMITED');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.errors?.[0]?.extensions?.retryAfter).toBeGreaterThan(0);
    expect((await execute(owner, 'greet', { name: 'Mia' })).errors).toBeUndefined();
  });
});

/** A guest who runs the public action from an address. */
const greetFrom = (ip: string, key?: string) => {
  const variables = { pluginId: 'greeter', action: 'greet', params: { name: 'x' }, organization: 'mia', key };
  return world.subgraph.execute({ viewer: guest, query: EXECUTE, variables, requestId: newId(), client: { ip } });
};

test('an address of IPv6 is counted with all others that its subscriber may choose', async () => {
  const runs = await Promise.all(Array.from({ length: 25 }, (_, n) => greetFrom(`2001:db8:7:7::${n + 1}`)));
  expect(runs.some(answer => codeOf(answer) === 'PLUGIN_RATE_LIMITED')).toBe(true);
  expect((await greetFrom('2001:db8:7:8::1')).errors).toBeUndefined();
});

describe('how the plugin fares', () => {
  test('executeAction answers a failure, the typed mutation throws it with the same code', async () => {
    const failed = await misbehave('throw');
    expect(failed).toMatchObject({ ok: false, data: null, error: { code: 'PLUGIN_THREW' } });
    const typed = await world.ask(owner, 'mutation { greeter_misbehave(input: { how: "throw" }) { text } }');
    expect(codeOf(typed)).toBe('PLUGIN_THREW');
    expect(codeOf(await world.ask(guest, 'mutation { greeter_misbehave(input: { how: "x" }) { text } }'))).toBe(
      'UNAUTHENTICATED',
    );
  });

  test('its log names the line of the source that threw', async () => {
    // Each line of this backend comes from the line of the source with the same number.
    const mappings = BACKEND.split('\n')
      .map((_, line) => (line === 0 ? 'AAAA' : 'AACA'))
      .join(';');
    const map = { version: 3, sources: ['src/backend.ts'], names: [], mappings };
    const author = testViewer();
    const bundle = bundleOf(manifestOf({ id: 'mapped' }), BACKEND, { 'backend.js.map': JSON.stringify(map) });
    await world.publish(author, bundle);
    await world.install(author, 'mapped', { configuration: { apiKey: 'sk_test_123456' } });
    await execute(author, 'misbehave', { how: 'throw' }, { pluginId: 'mapped' });
    const data = await world.data(author, '{ installedPlugins { logs(first: 5) { edges { node { fields } } } } }');
    const thrownAt = BACKEND.split('\n').findIndex(line => line.includes('no luck')) + 1;
    expect(JSON.stringify(data)).toContain(`plugin:mapped@1.0.0/src/backend.ts:${thrownAt}:1`);
  });

  test('an answer that breaks the schema is the plugin’s failure', async () => {
    expect(await misbehave('wrong')).toMatchObject({ ok: false, error: { code: 'PLUGIN_OUTPUT_INVALID' } });
  });

  test('a host that is away is a failure that says so', async () => {
    const away = await createWorld({
      pluginHost: {
        run: async () => ({
          ok: false,
          durationMs: 1,
          error: { code: 'PLUGIN_HOST_UNAVAILABLE', message: 'gone', retryable: true },
        }),
        ready: async () => false,
      },
    });
    try {
      const configSchema = { type: 'object' };
      await away.publish(owner, bundleOf(manifestOf({ configSchema })));
      await away.install(owner, 'greeter');
      const run = () =>
        away.data(owner, EXECUTE, { pluginId: 'greeter', action: 'greet', params: { name: 'x' }, key: 'k' });
      expect((await run()).executeAction.error).toMatchObject({ code: 'PLUGIN_HOST_UNAVAILABLE', retryable: true });
      expect((await run()).executeAction.error.code).toBe('PLUGIN_HOST_UNAVAILABLE');
      await expect(away.subgraph.health.find(({ name }) => name === 'plugin-host')!.check()).rejects.toThrow();
    } finally {
      await away.close();
    }
  });

  test.each([
    ['was lost in mid-run keeps its outcome under its key, since it may have had its effects', {}, 1],
    ['never began leaves its key free', { neverRan: true }, 2],
  ] as const)('a run that %s', async (_, certainty, runs) => {
    let asked = 0;
    const error = { code: 'PLUGIN_HOST_UNAVAILABLE', message: 'gone', retryable: true, ...certainty };
    const run: PluginHost['run'] = async () => {
      asked += 1;
      return asked === 1 ? { ok: false, durationMs: 1, error } : { ok: true, durationMs: 1, data: { text: 'again' } };
    };
    const shaky = await createWorld({ pluginHost: { run, ready: async () => true } });
    try {
      await shaky.publish(owner, bundleOf(manifestOf({ configSchema: { type: 'object' } })));
      await shaky.install(owner, 'greeter');
      const call = { pluginId: 'greeter', action: 'greet', params: { name: 'x' }, key: 'k' };
      const [first, second] = [await shaky.data(owner, EXECUTE, call), await shaky.data(owner, EXECUTE, call)];
      expect(first.executeAction).toMatchObject({ ok: false, error: { code: 'PLUGIN_HOST_UNAVAILABLE' } });
      expect(asked).toBe(runs);
      if (runs === 1) expect(second).toEqual(first);
      else expect(second.executeAction).toMatchObject({ ok: true, data: { text: 'again' } });
    } finally {
      await shaky.close();
    }
  });

  test('each run is in the installation’s log and in a domain event', async () => {
    const { requestId } = await misbehave('logged');
    const { installedPlugins } = await world.data(
      owner,
      '{ installedPlugins { logs(first: 1) { edges { node { level message source requestId } } } } }',
    );
    expect(installedPlugins[0].logs.edges[0].node).toMatchObject({ level: 'INFO', source: 'misbehave', requestId });
    await expect
      .poll(() => world.events.find(event => event.requestId === requestId), SOON)
      .toMatchObject({
        name: 'plugin.action_executed',
        organizationId: owner.organizationId,
        payload: { installationId, action: 'misbehave', ok: true, errorCode: null },
      });
  });
});

describe('idempotency keys', () => {
  test('the plugin runs once for a key, and the same answer comes again', async () => {
    const key = newId();
    const first = await misbehave('count', { key });
    const [second, other] = [await misbehave('count', { key }), await misbehave('count')];
    expect(second).toEqual(first);
    expect(other.data.text).toBe(String(Number(first.data.text) + 1));
  });

  test('a key with another input is refused', async () => {
    const key = newId();
    await misbehave('a', { key });
    expect((await execute(owner, 'misbehave', { how: 'a' }, { key })).errors).toBeUndefined();
    expect(codeOf(await execute(owner, 'misbehave', { how: 'b' }, { key }))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('of two calls at once one runs, and the other is told to wait or gets its answer', async () => {
    const key = newId();
    const before = Number((await misbehave('count')).data.text);
    const answers = await Promise.all([1, 2, 3].map(() => execute(owner, 'misbehave', { how: 'count' }, { key })));
    for (const answer of answers) if (answer.errors) expect(codeOf(answer)).toBe('IDEMPOTENCY_KEY_IN_USE');
    expect(Number((await misbehave('count')).data.text)).toBe(before + 2);
  });

  test('a guest, whom nothing tells from others, needs one that is hard to guess', async () => {
    const short = await greetFrom('198.51.100.9', '1');
    expect(codeOf(short)).toBe('BAD_USER_INPUT');
    expect(short.errors?.[0]?.extensions?.issues).toMatchObject([{ path: 'idempotencyKey' }]);
    expect((await greetFrom('198.51.100.9', newId())).errors).toBeUndefined();
    expect((await execute(owner, 'greet', { name: 'Mia' }, { key: '1' })).errors).toBeUndefined();
  });

  test('a refused call leaves its key free', async () => {
    const key = newId();
    expect(codeOf(await execute(owner, 'greet', {}, { key }))).toBe('PLUGIN_INPUT_INVALID');
    expect((await execute(owner, 'greet', { name: 'Mia' }, { key })).errors).toBeUndefined();
  });
});

describe('what plugin code asks of the platform', () => {
  test('storage counts, lists and refuses what is over the quota', async () => {
    expect((await misbehave('fill')).ok).toBe(false);
    await misbehave('count');
    expect(JSON.parse((await misbehave('list')).data.text)).toEqual({ keys: ['n'], endCursor: null });
    const { installedPlugins } = await world.data(owner, '{ installedPlugins { storageBytes } }');
    expect(installedPlugins[0].storageBytes).toBeGreaterThan(0);
    expect(installedPlugins[0].storageBytes).toBeLessThan(10);
  });

  test('ctx.graphql runs with a token of the installation that holds what was granted, in the tenant', async () => {
    const answer = JSON.parse((await misbehave('graphql')).data.text);
    expect(answer.query).toBe('{ eventCount }');
    expect(world.tokens.at(-1)).toEqual({
      organizationId: owner.organizationId,
      installationId,
      pluginId: 'greeter',
      scopes: ['events:read', 'orders:read'],
    });
  });
});

test('other subgraphs run actions as a service, in the tenant of the command', async () => {
  const run = `mutation { runPluginAction(pluginId: "greeter", action: "misbehave", params: { how: "ok" }) { ok data } }`;
  const inTenant = await world.data(Viewer.service('payments', owner.organizationId), run);
  expect(inTenant.runPluginAction).toEqual({ ok: true, data: { text: 'ok' } });
  expect(codeOf(await world.ask(Viewer.service('payments', newId()), run))).toBe('PLUGIN_NOT_INSTALLED');
  expect(codeOf(await world.ask(Viewer.service('payments'), run))).toBe('FORBIDDEN');
  expect(codeOf(await world.ask(owner, run))).toBe('FORBIDDEN');
});

test('a run costs a fixed number of statements, and a list does not cost one more per installation', async () => {
  await execute(owner, 'greet', { name: 'warm' });
  const run = await countStatements(() => execute(owner, 'greet', { name: 'Mia' }));
  expect(run.statements).toBe(2);

  const list = '{ installedPlugins { id configuration configured storageBytes plugin { name } version { version } } }';
  const one = await countStatements(() => world.data(owner, list));
  for (const id of ['second', 'third']) {
    await world.publish(owner, bundleOf(manifestOf({ id })));
    const install =
      'mutation ($id: ID!, $c: [PluginRequestInput!]) { installPlugin(pluginId: $id, grant: [], consent: $c) { id } }';
    await world.data(owner, install, { id, c: await world.requestsOf(id) });
  }
  await world.data(owner, list);
  const three = await countStatements(() => world.data(owner, list));
  expect(three.result.installedPlugins).toHaveLength(3);
  expect(three.statements).toBe(one.statements);
  expect(three.statements).toBe(4);
});

test('a domain event reaches the hooks of those who listen, once, and in their tenant only', async () => {
  const payload = {
    ...{ orderId: newId(), number: 'A-77', eventId: newId(), buyer: { name: 'Leo', email: 'leo@example.com' } },
    ...{ buyerUserId: null, total: { amount: 100, currency: 'EUR' }, paymentMethod: null, promoCode: null },
    ...{ items: [], tickets: [] },
  };
  const event = (organizationId: string) => ({
    ...{ id: newId(), name: 'order.confirmed' as const, version: 1, organizationId },
    ...{
      actor: { kind: 'service', id: 'payments' },
      requestId: newId(),
      occurredAt: new Date().toISOString(),
      payload,
    },
  });
  const ours = event(owner.organizationId);
  await world.subgraph.deliver(ours);
  await world.subgraph.deliver(ours);
  await world.subgraph.deliver(event(newId()));
  const logged = async () => {
    const { installedPlugins } = await world.data(
      owner,
      '{ installedPlugins { logs(first: 100) { edges { node { source message } } } } }',
    );
    const nodes = installedPlugins.flatMap(
      (each: { logs: { edges: Array<{ node: { source: string; message: string } }> } }) => each.logs.edges,
    );
    return nodes.filter((edge: { node: { source: string } }) => edge.node.source === 'order.confirmed').length;
  };
  await expect.poll(logged, SOON).toBe(2);
  const left = () => world.database.database.orm.em.getConnection().execute('select 1 from hook_delivery');
  await expect.poll(left, SOON).toEqual([]);
  expect(await logged()).toBe(2);
});
