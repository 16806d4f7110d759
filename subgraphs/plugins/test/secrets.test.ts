import { newId, Viewer } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

const SECRET = 'sk_live_4242424242424242';
const owner = testViewer();
const answers: unknown[] = [];

let host: SpawnedPluginHost;
let world: World;
let id: string;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({ pluginHost: host.host });
  world.slugs.set('mia', owner.organizationId);
  await world.publish(owner, bundleOf(manifestOf()));
  id = await world.install(owner, 'greeter', { configuration: { apiKey: 'the first value' } });
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

const ask = async (query: string, variables?: Record<string, unknown>, viewer: Viewer = owner) => {
  const answer = await world.ask(viewer, query, variables);
  answers.push(answer);
  return answer;
};
const INSTALL = `mutation ($pluginId: ID!, $version: String, $consent: [PluginRequestInput!]) {
  installPlugin(pluginId: $pluginId, version: $version, grant: [], consent: $consent) { id } }`;
const CONFIGURE = `mutation ($id: ID!, $c: JSON!) { configurePlugin(installationId: $id, configuration: $c) { configuration } }`;
const EXECUTE = `mutation ($how: String!, $key: String) {
  executeAction(pluginId: "greeter", action: "misbehave", params: { how: $how }, idempotencyKey: $key) { ok data error { code message } } }`;

test('a sensitive setting stands in no answer, log line, domain event or column', async () => {
  const set = await ask(CONFIGURE, { id, c: { apiKey: SECRET, greeting: 'Hi' } });
  expect(set.data).toEqual({ configurePlugin: { configuration: { apiKey: '••••••••', greeting: 'Hi' } } });
  // Refusals that look at the value, and code that gives it away.
  await ask(CONFIGURE, { id, c: { apiKey: SECRET, greeting: 'much longer than it may be' } });
  await ask(CONFIGURE, { id, c: { apiKey: SECRET, unknown: SECRET.length } });
  await ask(EXECUTE, { how: 'throw' });
  await ask(EXECUTE, { how: 'leak', key: newId() });
  await ask('mutation { greeter_misbehave(input: { how: "throw" }) { text } }');
  await ask(`{ installedPlugins { configuration logs(first: 100) { edges { node { level message fields } } } } }`);
  await ask(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on PluginInstallation { configuration } } }`, {
    r: [{ __typename: 'PluginInstallation', id }],
  });
  await expect.poll(() => world.events.filter(event => event.name === 'plugin.action_executed').length, SOON).toBe(3);

  expect(JSON.stringify(answers)).toContain('no luck with ••••••••');
  expect(JSON.stringify(answers)).toContain('the key is ••••••••');
  for (const [where, text] of Object.entries({
    answers: JSON.stringify(answers),
    log: world.logLines.join('\n'),
    events: JSON.stringify(world.events),
    database: await everyColumn(),
  })) {
    expect(text.length, where).toBeGreaterThan(100);
    expect(text, where).not.toContain(SECRET);
  }
  expect(world.events.findLast(event => event.name === 'plugin.configured')?.payload).toMatchObject({
    changed: ['apiKey', 'greeting'],
  });
});

test('the search finds what is stored in the clear (control)', async () => {
  await ask(CONFIGURE, { id, c: { apiKey: SECRET, greeting: 'open-greeting-42' } });
  expect(await everyColumn()).toContain('open-greeting-42');
});

test('a kept result of an idempotent run does not show what the plugin answered', async () => {
  const how = 'answer-with-the-account-42';
  await ask(EXECUTE, { how, key: newId() });
  const rows = await sql('select result::text from idempotency_key');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(how);
});

test('a mask that is sent back keeps the value, a new value replaces it, and a lone mask is no value', async () => {
  const sealed = async () => {
    const [row] = await sql('select sealed_configuration as s from plugin_installation');
    return (row as { s: Record<string, unknown> }).s.apiKey;
  };
  const before = await sealed();
  await ask(CONFIGURE, { id, c: { apiKey: '••••••••', greeting: 'Bye' } });
  expect(await sealed()).toEqual(before);
  await ask(CONFIGURE, { id, c: { apiKey: 'another value' } });
  expect(await sealed()).not.toEqual(before);

  const stranger = testViewer();
  const consent = await world.requestsOf('greeter');
  const { installPlugin } = await world.data(stranger, INSTALL, { pluginId: 'greeter', consent });
  const refused = await ask(CONFIGURE, { id: installPlugin.id, c: { apiKey: '••••••••' } }, stranger);
  expect(refused.errors?.[0]?.extensions).toEqual({
    code: 'BAD_USER_INPUT',
    issues: [{ path: 'configuration.apiKey', message: 'is required' }],
  });
});

test('a setting that an upgrade makes sensitive is encrypted by it', async () => {
  const schema = (sensitive: boolean) => ({
    type: 'object',
    properties: { token: { type: 'string', ...(sensitive ? { sensitive } : {}) } },
  });
  for (const [version, sensitive] of [
    ['1.0.0', false],
    ['1.1.0', true],
  ] as const)
    await world.publish(owner, bundleOf(manifestOf({ id: 'careful', version, configSchema: schema(sensitive) })));
  const before = { pluginId: 'careful', version: '1.0.0', consent: await world.requestsOf('careful', '1.0.0') };
  const { installPlugin } = await world.data(owner, INSTALL, before);
  const configured = await world.ask(owner, CONFIGURE, { id: installPlugin.id, c: { token: 'was-open-before-77' } });
  expect(configured.data).toEqual({ configurePlugin: { configuration: { token: 'was-open-before-77' } } });
  expect(await everyColumn()).toContain('was-open-before-77');
  const upgrade = `mutation ($id: ID!, $consent: [PluginRequestInput!]) {
    upgradePlugin(installationId: $id, version: "1.1.0", consent: $consent) { configuration configured } }`;
  const upgraded = await world.data(owner, upgrade, {
    ...{ id: installPlugin.id, consent: await world.requestsOf('careful', '1.1.0') },
  });
  expect(upgraded.upgradePlugin).toEqual({ configuration: { token: '••••••••' }, configured: true });
  expect(await everyColumn()).not.toContain('was-open-before-77');
});

test('a guest sees no settings of an installation that a component leads to', async () => {
  const ui = manifestOf({
    id: 'shown',
    extensions: [{ target: 'PAYMENT_METHODS', component: 'Pay' }],
    build: { backend: 'src/backend.ts', frontend: 'src/index.tsx' },
  });
  await world.publish(owner, bundleOf(ui, undefined, { 'frontend.js': 'export const Pay = () => null;' }));
  await world.install(owner, 'shown', { configuration: { apiKey: SECRET, greeting: 'Hello' } });
  const at = (fields: string) =>
    world.ask(Viewer.anonymous, `{ extensions(target: PAYMENT_METHODS, organization: "mia") { ${fields} } }`);
  const shown = await at(
    'component integrity moduleUrl configuration input(context: {}) installation { id plugin { name } }',
  );
  const [extension] = (shown.data as { extensions: Array<Record<string, unknown>> }).extensions;
  expect(extension).toMatchObject({ component: 'Pay', configuration: { greeting: 'Hello' }, input: {} });
  const module = await fetch(extension!.moduleUrl as string);
  const bytes = new Uint8Array(await module.arrayBuffer());
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64');
  expect(extension!.integrity).toBe(`sha256-${digest}`);
  expect(module.headers.get('content-type')).toContain('javascript');
  for (const field of ['configuration', 'grantedPermissions', 'storageBytes', 'logs { totalCount }', 'configured'])
    expect((await at(`installation { ${field} }`)).errors?.[0]?.extensions?.code, field).toBe('FORBIDDEN');
  const admin = await world.ask(Viewer.anonymous, '{ extensions(target: ORDER_DETAIL, organization: "mia") { id } }');
  expect(admin.data).toEqual({ extensions: [] });
});

const sql = (statement: string) => world.database.database.orm.em.getConnection().execute(statement);

async function everyColumn(): Promise<string> {
  const tables = await sql(`select table_name as name from information_schema.tables where table_schema = 'plugins'`);
  const texts = [];
  for (const { name } of tables as unknown as Array<{ name: string }>)
    texts.push(JSON.stringify(await sql(`select to_jsonb(t) as row from "${name}" t`)));
  return texts.join('\n');
}

test('a setting that the manifest names in secrets is known to the plugin as a handle only, and complete without it', async () => {
  const backend = `var __ticketbasePlugin = { backendActions: {
    tell: async (params, config, ctx) => {
      await ctx.storage.set('k', [config, ctx.secret('apiKey')]);
      ctx.log.info(ctx.secret('apiKey'), { config });
      return { config, same: ctx.configuration, handle: ctx.secret('apiKey') };
    },
  } };`;
  const secrets = { apiKey: { hosts: ['api.example.com'] } };
  const manifest = manifestOf({ id: 'discreet', network: ['api.example.com'], secrets, actions: { tell: {} } });
  expect((await world.publish(owner, bundleOf(manifest, backend))).errors).toBeUndefined();
  await world.install(owner, 'discreet', { configuration: { apiKey: SECRET, greeting: 'Hi' } });
  const { executeAction } = await world.data(
    owner,
    'mutation { executeAction(pluginId: "discreet", action: "tell") { ok data } }',
  );
  expect(executeAction).toEqual({
    ok: true,
    data: {
      config: { greeting: 'Hi' },
      same: { greeting: 'Hi' },
      handle: expect.stringMatching(/^secret-[0-9a-f]{32}$/),
    },
  });
  expect(await everyColumn()).not.toContain(SECRET);
});

test('whoever is to consent sees which secrets a version takes, and the only hosts that each may go to', async () => {
  const secret = (title?: string) => ({ type: 'string', sensitive: true, ...(title && { title }) });
  const manifest = manifestOf({
    id: 'keys',
    network: ['api.example.com', 'files.example.com'],
    configSchema: {
      type: 'object',
      properties: { open: { type: 'string' }, key: secret('Key'), signing: secret(), token: secret(), shown: secret() },
    },
    secrets: { key: { hosts: ['api.example.com'] }, signing: { hosts: [] }, token: {} },
  });
  await world.publish(owner, bundleOf(manifest));
  const { plugin } = await world.data(
    testViewer(),
    '{ plugin(id: "keys") { latest { secrets { name title withheld hosts } schedules { name } } } }',
  );
  expect(plugin.latest).toEqual({
    secrets: [
      { name: 'key', title: 'Key', withheld: true, hosts: ['api.example.com'] },
      { name: 'shown', title: 'shown', withheld: false, hosts: ['api.example.com', 'files.example.com'] },
      { name: 'token', title: 'token', withheld: true, hosts: ['api.example.com', 'files.example.com'] },
      { name: 'signing', title: 'signing', withheld: true, hosts: [] },
    ],
    schedules: [],
  });
});
