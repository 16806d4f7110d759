import { Viewer } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

const BACKEND = `var __ticketbasePlugin = { backendActions: {
  'take-call': async (call, config, ctx) => {
    const count = ((await ctx.storage.get('count')) ?? 0) + 1;
    await ctx.storage.set('count', count);
    if (call.body === 'throw') throw new Error('not today');
    if (call.body === 'busy') return { status: 503 };
    if (call.body === 'odd') return { status: 'fine' };
    if (call.body === 'slow') await ctx.sleep(2_000);
    return { status: 202, body: JSON.stringify({ count, body: call.body, encoding: call.encoding, webhook: call.webhook, signature: call.headers['x-signature'] }) };
  },
} };`;

const owner = testViewer();
const gateway = Viewer.service('gateway');
let host: SpawnedPluginHost;
let world: World;
let installationId: string;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 1 });
  world = await createWorld({ pluginHost: host.host });
  const manifest = manifestOf({
    configSchema: { type: 'object' },
    actions: { 'take-call': {} },
    webhooks: { provider: { action: 'take-call' } },
  });
  await world.publish(owner, bundleOf(manifest, BACKEND));
  installationId = await world.install(owner, 'greeter');
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

interface Address {
  installation: string;
  webhook: string;
  secret: string;
}

async function address(): Promise<Address> {
  const { installedPlugins } = await world.data(owner, '{ installedPlugins { id webhooks { name url } } }');
  const [installed] = installedPlugins;
  expect(installed.webhooks).toEqual([{ name: 'provider', url: expect.any(String) }]);
  const [, installation, webhook, secret] =
    /^https:\/\/tickets\.example\.org\/webhooks\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(installed.webhooks[0].url)!;
  expect(installation).toBe(installed.id);
  return { installation: installation!, webhook: webhook!, secret: secret! };
}

async function call(to: Address, body: string | Buffer, headers: Record<string, string> = {}) {
  const { receiveWebhook } = await world.data(
    gateway,
    'mutation ($input: ReceiveWebhookInput!) { receiveWebhook(input: $input) { status body retryAfter } }',
    { input: { ...to, headers, body: Buffer.from(body).toString('base64') } },
  );
  return receiveWebhook as { status: number; body: string | null; retryAfter: number | null };
}

const runs = async () => {
  const [row] = await world.database.database
    .forkTenant(owner.organizationId)
    .execute<{ value: number }[]>(`select value from plugin_key_value where installation_id = ? and key = 'count'`, [
      installationId,
    ]);
  return row?.value ?? 0;
};

test('a call reaches the plugin byte for byte, with its headers, and the plugin answers it', async () => {
  const to = await address();
  const { status, body } = await call(to, '{ "paid":  true }\n', { 'x-signature': 't=1,v1=abc' });
  expect(status).toBe(202);
  expect(JSON.parse(body!)).toMatchObject({
    ...{ body: '{ "paid":  true }\n', encoding: 'utf8' },
    ...{ webhook: 'provider', signature: 't=1,v1=abc' },
  });
  const bytes = Buffer.from([0xff, 0x00, 0xfe]);
  expect(JSON.parse((await call(to, bytes)).body!)).toMatchObject({
    body: bytes.toString('base64'),
    encoding: 'base64',
  });
});

test('the same body has one effect and one answer, however often it comes, under whatever signature', async () => {
  const to = await address();
  const before = await runs();
  const first = await call(to, 'order 1', { 'x-signature': 'first' });
  const again = await Promise.all(
    Array.from({ length: 10 }, (_, index) => call(to, 'order 1', { 'x-signature': `again ${index}` })),
  );
  expect(again).toEqual(Array(10).fill(first));
  expect(await runs()).toBe(before + 1);
});

test('ten calls at once with the same body have one effect; those that come meanwhile are asked to come again', async () => {
  const to = await address();
  const before = await runs();
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(to, 'slow')));
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
  expect(answers.filter(({ status, retryAfter }) => status === 409 && retryAfter! > 0)).toHaveLength(9);
  expect((await call(to, 'slow')).status).toBe(202);
  expect(await runs()).toBe(before + 1);
});

test.each([
  ['throw', 500],
  ['busy', 503],
  ['odd', 500],
])(
  'a call that the plugin could not take (%s) is answered so that it comes again, and then runs again',
  async (body, status) => {
    const to = await address();
    const before = await runs();
    expect((await call(to, body)).status).toBe(status);
    expect((await call(to, body)).status).toBe(status);
    expect(await runs()).toBe(before + 2);
  },
);

test('an address that leads nowhere is a 404, whatever is wrong with it, and nothing runs', async () => {
  const to = await address();
  const before = await runs();
  const wrong: Partial<Address>[] = [
    { secret: 'x'.repeat(to.secret.length) },
    { secret: '' },
    { webhook: 'other' },
    { webhook: 'toString' },
    { installation: '0198c0de-0000-7000-8000-000000000001' },
    { installation: 'nothing' },
  ];
  for (const change of wrong) expect([change, (await call({ ...to, ...change }, 'x')).status]).toEqual([change, 404]);
  const enable = (on: boolean) =>
    world.data(owner, `mutation ($id: ID!) { ${on ? 'enable' : 'disable'}Plugin(installationId: $id) { id } }`, {
      id: installationId,
    });
  await enable(false);
  expect((await call(to, 'x')).status).toBe(404);
  await enable(true);
  expect(await runs()).toBe(before);
  expect((await call(to, 'x')).status).toBe(202);
});

test('new addresses make the old ones lead nowhere', async () => {
  const old = await address();
  await world.data(owner, 'mutation ($id: ID!) { rotateWebhookAddresses(installationId: $id) { id } }', {
    id: installationId,
  });
  expect((await call(old, 'after rotation')).status).toBe(404);
  expect((await call(await address(), 'after rotation')).status).toBe(202);
});

test('only those who manage plugins see the addresses; nobody but the gateway hands calls in', async () => {
  const analyst = testViewer({ role: 'MANAGER', organizationId: owner.organizationId });
  const seen = await world.ask(analyst, '{ installedPlugins { webhooks { url } } }');
  expect(codeOf(seen)).toBe('FORBIDDEN');
  const input = { ...(await address()), headers: {}, body: '' };
  const taken = await world.ask(
    owner,
    'mutation ($input: ReceiveWebhookInput!) { receiveWebhook(input: $input) { status } }',
    { input },
  );
  expect(codeOf(taken)).toBe('FORBIDDEN');
});

test('the secret of an address is neither in the database nor in a log', async () => {
  const { secret } = await address();
  const rows = await world.database.database
    .forkTenant(owner.organizationId)
    .execute('select to_jsonb(i) as row from plugin_installation i where organization_id = ?', [owner.organizationId]);
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(world.logLines.join('\n')).not.toContain(secret);
});
