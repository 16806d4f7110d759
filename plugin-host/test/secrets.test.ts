import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LogLine, PluginCall } from '../src/client.ts';
import { startHost } from './start-host.ts';

const VALUE = 'sk_live/ä "quoted" 0123456789';
const BUNDLE = `
const echoed = async (ctx, url, init) => { const answer = await ctx.fetch(url, init); return { url: answer.url, headers: answer.headers.all, text: await answer.text() }; };
var __ticketbasePlugin = { backendActions: {
  send: async ({ url }, config, ctx) => echoed(ctx, url + '/p/' + ctx.secret('token') + '?q=' + ctx.secret('token'), {
    method: 'POST', headers: { 'x-token': 'Bearer ' + ctx.secret('ascii') }, body: JSON.stringify({ token: ctx.secret('ascii') }),
  }),
  header: ({ url }, config, ctx) => echoed(ctx, url, { headers: { 'x-token': ctx.secret('ascii') } }),
  bytes: async ({ url }, config, ctx) => (await ctx.fetch(url, { headers: { 'x-token': ctx.secret('ascii') }, encoding: 'base64' })).text(),
  'in-host': ({ url }, config, ctx) => ctx.fetch(url.replace('127.0.0.1', ctx.secret('ascii')), {}),
  plain: ({ url, text }, config, ctx) => echoed(ctx, url, { headers: { 'x-token': text } }),
  everywhere: async (params, config, ctx) => {
    const handle = ctx.secret('ascii');
    ctx.log.info('it is ' + handle, { handle });
    console.log(handle, JSON.stringify(config), JSON.stringify(ctx.configuration));
    await ctx.storage.set('k', handle);
    await ctx.graphql('{ a }', { handle });
    return { handle, config, hash: await ctx.crypto.hash('sha256', handle), all: Object.keys(ctx) };
  },
  'throw': (params, config, ctx) => { throw new Error('failed with ' + ctx.secret('ascii')); },
  hmac: async (params, config, ctx) => {
    const first = await ctx.crypto.hmac('sha256', 'AWS4' + ctx.secret('ascii'), '20261123');
    return [first, await ctx.crypto.hmac('sha256', first, 'eu-central-1', 'base64', 'hex')];
  },
  'wrong-hmac': (params, config, ctx) => ctx.crypto.hmac('sha256', ctx.secret('ascii'), 7),
  carried: ({ url }, config, ctx) => echoed(ctx, url + ctx.secret('token')),
  'cut-hmac': ({ encoding, before, after }, config, ctx) =>
    ctx.crypto.hmac('sha256', before + ctx.secret('ascii') + after, '', 'hex', encoding),
  missing: (params, config, ctx) => ctx.secret('constructor'),
} };`;
const ASCII = 'sk_test_0123456789abcdef';

interface Received {
  port: number;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}
const received: Received[] = [];
/** Answers all that it was sent, in the body and in a header; or leads to where `?to=` says. */
async function echo() {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { port } = server.address() as AddressInfo;
    const got = { port, url: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() };
    received.push(got);
    const to = new URL(request.url!, 'http://x').searchParams.get('to');
    if (to) response.writeHead(307, { location: to }).end();
    else response.writeHead(200, { 'x-echo': String(request.headers['x-token']) }).end(JSON.stringify(got));
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

let host: Awaited<ReturnType<typeof startHost>>;
let [ours, other] = [{} as Awaited<ReturnType<typeof echo>>, {} as Awaited<ReturnType<typeof echo>>];
beforeAll(async () => {
  host = await startHost({ development: true });
  [ours, other] = [await echo(), await echo()];
});
afterAll(async () => {
  await host?.spawned.stop();
  for (const { server } of [ours, other]) server.close().closeAllConnections();
});
beforeEach(() => void received.splice(0));

const told: unknown[] = [];
function run(name: string, params: object = {}, change: Partial<PluginCall> = {}) {
  told.splice(0);
  const hosts = [ours.url];
  return host.run(name, params, {
    ...{ pluginId: 'keeper', integrity: 'sha256-keeper', loadBundle: async () => BUNDLE },
    network: [ours.url, other.url],
    secrets: { token: { value: VALUE, hosts }, ascii: { value: ASCII, hosts } },
    onHostCall: async (...call) => void told.push(call),
    onLog: (line: LogLine) => void told.push(line),
    ...change,
  });
}
const dataOf = async (running: ReturnType<typeof run>) => {
  const result = await running;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
  return result.data as any;
};

test('the host gets the value in path, query, header and body; the code gets it in none of its answers', async () => {
  const data = await dataOf(run('send', { url: ours.url }));
  const [request] = received;
  expect(new URL(request!.url, 'http://x').searchParams.get('q')).toBe(VALUE);
  expect(decodeURIComponent(request!.url.split('?')[0]!)).toBe(`/p/${VALUE}`);
  expect(request!.headers['x-token']).toBe(`Bearer ${ASCII}`);
  expect(JSON.parse(request!.body)).toEqual({ token: ASCII });
  const shown = JSON.stringify(data);
  for (const form of [VALUE, ASCII, encodeURIComponent(VALUE), JSON.stringify(VALUE).slice(1, -1)])
    expect(shown).not.toContain(form);
  expect(data.headers['x-echo']).toBe('Bearer ••••••••');
});

test('a host that answers it in bytes tells nothing either, and the rest of its bytes are as they were', async () => {
  const bytes = Buffer.from(await dataOf(run('bytes', { url: ours.url })), 'base64').toString();
  expect(bytes).toContain('"x-token":"••••••••"');
  expect(bytes).not.toContain(ASCII);
  expect(JSON.parse(bytes).headers.host).toBe(new URL(ours.url).host);
});

test('logs, storage, GraphQL, hashes, results, configuration and errors hold a handle at most', async () => {
  const data = await dataOf(run('everywhere', {}, { configuration: { plain: 1 } }));
  expect(data.config).toEqual({ plain: 1 });
  expect(data.handle).toMatch(/^secret-[0-9a-f]{32}$/);
  expect(told.length).toBeGreaterThanOrEqual(4);
  for (const shown of [JSON.stringify(data), JSON.stringify(told)]) expect(shown).not.toContain(ASCII);
  const failed = await run('throw');
  expect(JSON.stringify([failed, told])).not.toContain(ASCII);
});

test('a declared host that the setting is not for gets no request', async () => {
  expect(await run('header', { url: other.url })).toMatchObject({
    ok: false,
    error: { code: 'PLUGIN_FETCH_REFUSED', message: 'the setting ascii may not be sent to 127.0.0.1' },
  });
  expect(received).toEqual([]);
});

test('a redirect to such a host is not followed; one within the host is', async () => {
  const away = await run('header', { url: `${ours.url}/?to=${encodeURIComponent(`${other.url}/`)}` });
  expect(away).toMatchObject({ ok: false, error: { code: 'PLUGIN_FETCH_REFUSED' } });
  expect(received.map(({ port }) => port)).toEqual([Number(new URL(ours.url).port)]);
  await dataOf(run('header', { url: `${ours.url}/?to=${encodeURIComponent('/here')}` }));
  expect(received.at(-1)).toMatchObject({ url: '/here', headers: { 'x-token': ASCII } });
});

test('a redirect by which one host would tell another the value is not followed', async () => {
  const open = (to: string) => `${ours.url}/?to=${encodeURIComponent(to)}`;
  const away = await run('carried', { url: open(`${other.url}/?told=`) });
  expect(away).toMatchObject({
    error: { code: 'PLUGIN_FETCH_REFUSED', message: 'the setting token may not be sent to 127.0.0.1' },
  });
  expect(received.map(({ port }) => port)).toEqual([Number(new URL(ours.url).port)]);
  await dataOf(run('carried', { url: open('/kept?told=') }));
  expect(received.at(-1)!.url).toMatch(/^\/kept/);
});

test('a handle names no host', async () => {
  const result = await run('in-host', { url: ours.url });
  expect(result).toMatchObject({ ok: false, error: { code: 'PLUGIN_FETCH_REFUSED' } });
  expect(JSON.stringify(result)).not.toContain(ASCII);
});

test('the handle of an earlier call is a text like any other', async () => {
  const { handle } = await dataOf(run('everywhere'));
  await dataOf(run('plain', { url: ours.url, text: handle }));
  expect(received.at(-1)!.headers['x-token']).toBe(handle);
});

test('an HMAC takes it for a key, and another HMAC its bytes', async () => {
  const first = createHmac('sha256', `AWS4${ASCII}`).update('20261123').digest();
  const second = createHmac('sha256', first).update('eu-central-1').digest('base64');
  expect(await dataOf(run('hmac'))).toEqual([first.toString('hex'), second]);
  const wrong = await run('wrong-hmac');
  expect(wrong).toMatchObject({ ok: false, error: { code: 'PLUGIN_HOST_CALL_REFUSED' } });
  expect(JSON.stringify(wrong)).not.toContain(ASCII);
});

test.each([
  ['hex', 'ab', ''],
  ['hex', 'a', ''],
  ['base64', '', ''],
  ['base64', 'YWI=', ''],
  ['base64url', '=', ''],
])('an HMAC is no way to a part of it: a key in %s is taken whole or not at all', async (encoding, before, after) => {
  const result = await run('cut-hmac', { encoding, before, after });
  expect(result).toMatchObject({ ok: false, error: { code: 'PLUGIN_HOST_CALL_REFUSED' } });
});

test('a setting that is not set, or no secret, has no handle', async () => {
  expect(await run('missing')).toMatchObject({
    ok: false,
    error: { message: 'there is no secret setting constructor' },
  });
  expect((await run('header', { url: ours.url }, { secrets: {} })).ok).toBe(false);
});
