import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PluginRequest, PluginRequestKind } from '../src/consent/plugin-request.ts';
import type { PluginHost } from '../src/index.ts';
import { bundleOf, codeOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

// Nothing is run in this file.
const idleHost: PluginHost = { run: async () => ({ ok: true, data: {}, durationMs: 0 }), ready: async () => true };
const publisher = testViewer();
let world: World;
beforeAll(async () => {
  world = await createWorld({ pluginHost: idleHost });
});
afterAll(() => world?.close());

type Person = ReturnType<typeof testViewer>;
const INSTALL = `mutation ($plugin: ID!, $version: String, $grant: [String!]!, $consent: [PluginRequestInput!]) {
  installPlugin(pluginId: $plugin, version: $version, grant: $grant, consent: $consent) { id } }`;
const UPGRADE = `mutation ($id: ID!, $version: String!, $grant: [String!], $consent: [PluginRequestInput!]) {
  upgradePlugin(installationId: $id, version: $version, grant: $grant, consent: $consent) { id } }`;
const STATE = `query ($id: ID!) { pluginInstallation(id: $id) {
  grantedPermissions consented { kind name } version { version permissions requests { kind name } } } }`;
const upgrade = (viewer: Person, id: string, version: string, consent?: readonly PluginRequest[], grant?: string[]) =>
  world.ask(viewer, UPGRADE, { id, version, consent, grant });
const stateOf = async (viewer: Person, id: string) => (await world.data(viewer, STATE, { id })).pluginInstallation;
const detailsOf = (answer: Awaited<ReturnType<typeof upgrade>>) => answer.errors?.[0]?.extensions;
const request = (kind: PluginRequestKind, name: string): PluginRequest => ({ kind, name });
const host = (name: string) => request('HOST', name);

/** What an installation asks for at first, and what each kind of widening adds to it. */
const BASE = {
  ...{ permissions: ['orders:read'], network: ['a.example'], hooks: ['order.placed'] },
  actions: { sync: { input: { type: 'object' } }, take: {} },
  webhooks: {},
  configSchema: { type: 'object', properties: { key: { type: 'string', sensitive: true } } },
  secrets: { key: { hosts: [] as string[] } },
  extensions: [{ target: 'ORDER_DETAIL', component: 'Card', input: 'ui/card.graphql' }],
  build: { backend: 'src/backend.ts', frontend: 'src/index.tsx' },
};
const CARD = '{ order { number } }';
const BACKEND = `var __ticketbasePlugin = { backendActions: { sync: () => ({}), take: () => ({}) },
  hooks: { 'order.placed': () => {}, 'order.refunded': () => {} } };`;

async function publish(id: string, version: string, change: object = {}, card = CARD): Promise<void> {
  const bundle = bundleOf(manifestOf({ ...BASE, id, version, ...change }), BACKEND, {
    'frontend.js': 'export const Card = () => null; export const More = () => null;',
    'ui/card.graphql': card,
  });
  const { errors } = await world.publish(publisher, bundle);
  if (errors) throw new Error(JSON.stringify(errors));
}
async function installed(plugin: string, version: string): Promise<{ viewer: Person; id: string }> {
  const viewer = testViewer();
  const consent = await world.requestsOf(plugin, version);
  const { installPlugin } = await world.data(viewer, INSTALL, { plugin, version, grant: BASE.permissions, consent });
  return { viewer, id: installPlugin.id };
}

const WIDENINGS: [string, object, string | undefined, PluginRequest[], string[]][] = [
  ['a scope', { permissions: ['orders:read', 'events:read'] }, undefined, [], ['events:read']],
  ['a host', { network: ['a.example', 'b.example'] }, undefined, [host('b.example')], []],
  ['a hook', { hooks: ['order.placed', 'order.refunded'] }, undefined, [request('HOOK', 'order.refunded')], []],
  ['a field', {}, '{ order { number buyer } }', [request('FIELD', 'Order.buyer')], []],
  ['a webhook', { webhooks: { office: { action: 'take' } } }, undefined, [request('WEBHOOK', 'office')], []],
  [
    'a place',
    { extensions: [...BASE.extensions, { target: 'PAYMENT_METHODS', component: 'More' }] },
    undefined,
    [request('COMPONENT', 'PAYMENT_METHODS More')],
    [],
  ],
  [
    'guests who call it',
    { actions: { ...BASE.actions, sync: { input: { type: 'object' }, public: true } } },
    undefined,
    [request('PUBLIC_ACTION', 'sync')],
    [],
  ],
  [
    'a schedule',
    { schedules: { nightly: { cron: '0 3 * * *', timeZone: 'UTC', action: 'sync' } } },
    undefined,
    [request('SCHEDULE', '0 3 * * * UTC sync')],
    [],
  ],
  ['where a secret goes', { secrets: { key: {} } }, undefined, [request('SECRET_HOST', 'key a.example')], []],
  [
    'code that gets a secret',
    { secrets: {} },
    undefined,
    [request('SECRET_IN_CODE', 'key'), request('SECRET_HOST', 'key a.example')],
    [],
  ],
];

describe.each(WIDENINGS.map((each, index) => [...each, index] as const))('%s more', (...widening) => {
  const [, change, card, requests, scopes, index] = widening;
  const plugin = `wide-${index}`;
  beforeAll(async () => {
    await publish(plugin, '1.0.0');
    await publish(plugin, '1.1.0', change, card);
  });

  test('is asked of who upgrades; with consent the same upgrade goes through', async () => {
    const { viewer, id } = await installed(plugin, '1.0.0');
    const before = await stateOf(viewer, id);
    const refusal = { code: 'PERMISSIONS_NOT_GRANTED', missing: scopes, requests };
    expect(detailsOf(await upgrade(viewer, id, '1.1.0'))).toEqual(refusal);
    // All but one thing is not enough.
    const some = await upgrade(viewer, id, '1.1.0', requests.slice(1), scopes.slice(1));
    expect(codeOf(some)).toBe('PERMISSIONS_NOT_GRANTED');
    expect(await stateOf(viewer, id)).toEqual(before);

    // What the refusal names is what there is to consent to.
    expect((await upgrade(viewer, id, '1.1.0', requests, scopes)).errors).toBeUndefined();
    const after = await stateOf(viewer, id);
    expect(after.version.version).toBe('1.1.0');
    expect(after.consented).toEqual(after.version.requests);
    expect(after.grantedPermissions).toEqual(after.version.permissions);
  });

  test('is asked of who installs', async () => {
    const viewer = testViewer();
    const variables = {
      plugin,
      version: '1.1.0',
      grant: BASE.permissions,
      consent: await world.requestsOf(plugin, '1.0.0'),
    };
    const refused = await world.ask(viewer, INSTALL, variables);
    expect(detailsOf(refused)).toEqual({ code: 'PERMISSIONS_NOT_GRANTED', missing: scopes, requests });
    expect((await world.data(viewer, '{ installedPlugins { id } }')).installedPlugins).toEqual([]);
    const whole = {
      ...variables,
      grant: [...BASE.permissions, ...scopes],
      consent: [...variables.consent, ...requests],
    };
    expect((await world.ask(viewer, INSTALL, whole)).errors).toBeUndefined();
  });

  test('is given up by who goes back, and asked again of who returns', async () => {
    const { viewer, id } = await installed(plugin, '1.0.0');
    expect((await upgrade(viewer, id, '1.1.0', requests, scopes)).errors).toBeUndefined();
    expect((await upgrade(viewer, id, '1.0.0')).errors).toBeUndefined();
    expect((await stateOf(viewer, id)).consented).toEqual(await world.requestsOf(plugin, '1.0.0'));
    expect(codeOf(await upgrade(viewer, id, '1.1.0'))).toBe('PERMISSIONS_NOT_GRANTED');
    expect((await upgrade(viewer, id, '1.1.0', requests, scopes)).errors).toBeUndefined();
  });
});

describe('an organization', () => {
  beforeAll(async () => {
    await publish('moving', '1.0.0');
    await publish('moving', '1.1.0', { network: ['b.example'] });
    await publish('moving', '1.2.0', { network: ['a.example', 'c.example'] });
  });

  test('cannot consent to what the version does not ask for', async () => {
    const { viewer, id } = await installed('moving', '1.0.0');
    const refused = await upgrade(viewer, id, '1.1.0', [host('b.example'), host('evil.example')]);
    expect(detailsOf(refused)).toEqual({
      code: 'BAD_USER_INPUT',
      issues: [{ path: 'consent.1', message: 'The plugin does not ask for HOST evil.example.' }],
    });
    expect((await stateOf(viewer, id)).version.version).toBe('1.0.0');
  });

  test('installed before consents were kept has consented to what it runs with', async () => {
    const { viewer, id } = await installed('moving', '1.0.0');
    const sql = 'update plugin_installation set consented = null where id = ?';
    await world.database.database.forkTenant(null).execute(sql, [id]);
    const state = await stateOf(viewer, id);
    expect(state.consented).toEqual(state.version.requests);
    expect(detailsOf(await upgrade(viewer, id, '1.2.0'))).toMatchObject({ requests: [host('c.example')] });
    expect((await upgrade(viewer, id, '1.2.0', [host('c.example')])).errors).toBeUndefined();
  });

  test('finds in its activity log what was consented to, and by whom', async () => {
    const { viewer, id } = await installed('moving', '1.0.0');
    await upgrade(viewer, id, '1.2.0', [host('c.example')]);
    const told = () =>
      world.events
        .filter(
          ({ organizationId, name }) => organizationId === viewer.organizationId && /installed|upgraded/.test(name),
        )
        .map(({ name, actor, payload }) => ({ name, actor: actor.id, payload }));
    const consented = await world.requestsOf('moving', '1.0.0');
    await expect.poll(told, SOON).toMatchObject([
      { name: 'plugin.installed', actor: viewer.userId, payload: { grantedPermissions: ['orders:read'], consented } },
      {
        ...{ name: 'plugin.upgraded', actor: viewer.userId },
        payload: { previousVersion: '1.0.0', grantedPermissions: [], consented: [host('c.example')] },
      },
    ]);
  });
});

describe('of two administrators who upgrade at once', () => {
  test('the later one consents to what that means after the earlier one, or is refused', async () => {
    const { viewer, id } = await installed('moving', '1.0.0');
    const other = testViewer({ organizationId: viewer.organizationId });
    const em = world.database.database.forkTenant(null);
    const waiting = async (): Promise<number> => {
      const [row] = await world.database.database.forkTenant(null).execute<{ n: number }[]>(
        `select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%plugin_installation%'`,
      );
      return row!.n;
    };
    let both: Promise<Awaited<ReturnType<typeof upgrade>>[]> | undefined;
    // Both have read the installation with version 1.0.0, and wait for its row one behind the other.
    await em.transactional(async holder => {
      await holder.execute('select 1 from plugin_installation where id = ? for update', [id]);
      const first = upgrade(viewer, id, '1.1.0', [host('b.example')]);
      await expect.poll(waiting, SOON).toBe(1);
      const second = upgrade(other, id, '1.2.0', [host('c.example')]);
      await expect.poll(waiting, SOON).toBe(2);
      both = Promise.all([first, second]);
    });
    const [first, second] = await both!;
    expect(first!.errors).toBeUndefined();
    // 1.1.0 gave up a.example, which 1.0.0 had and 1.2.0 has.
    expect(detailsOf(second!)).toEqual({
      ...{ code: 'PERMISSIONS_NOT_GRANTED', missing: [], requests: [host('a.example')] },
    });
    expect(await stateOf(viewer, id)).toMatchObject({
      version: { version: '1.1.0' },
      consented: expect.arrayContaining([host('b.example')]),
    });
  });

  test('alone the later one would have gone through (control)', async () => {
    const { viewer, id } = await installed('moving', '1.0.0');
    expect((await upgrade(viewer, id, '1.2.0', [host('c.example')])).errors).toBeUndefined();
  });
});
