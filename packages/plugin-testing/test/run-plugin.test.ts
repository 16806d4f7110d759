import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAction, runHook } from '../src/index.ts';

const BACKEND = `
export const backendActions = {
  rate: async ({ currency }, configuration, ctx) => {
    const url = 'https://api.example.com/rates/' + currency;
    const answer = await ctx.fetch(url, { headers: { authorization: 'Bearer ' + configuration.key } });
    if (!answer.ok) throw new Error('no rate: ' + answer.status);
    const { rate } = await answer.json();
    await ctx.storage.set('rate/' + currency, rate);
    return { rate, at: new Date().toISOString() };
  },
  leak: (params, configuration, ctx) => ctx.fetch('https://elsewhere.example.org/'),
  whoami: async (params, configuration, ctx) => {
    const answer = await ctx.fetch('https://api.example.com/me', { headers: { authorization: ctx.secret('pin') } });
    const raw = await ctx.fetch('https://api.example.com/me/raw', { encoding: 'base64' });
    return { text: await answer.text(), header: answer.headers.get('x-you-sent'), raw: await raw.text() };
  },
  escape: () => ({ rate: typeof process, at: typeof require }),
  events: async (params, configuration, ctx) => ctx.graphql('{ events { id } }'),
  count: async (params, configuration, ctx) => [
    await ctx.storage.compareAndSet('n', null, 1),
    await ctx.storage.compareAndSet('n', 2, 3),
    await ctx.storage.compareAndSet('n', 1, 2),
    await ctx.storage.get('n'),
  ],
  copy: async (params, configuration, ctx) => {
    let page = (await ctx.storage.get('page')) ?? 0;
    try {
      for (; ; page += 1) await ctx.fetch('https://api.example.com/pages/' + page, { signal: ctx.signal });
    } catch (error) {
      if (error !== ctx.signal.reason) throw error;
      await ctx.storage.set('page', page);
      return error.name + ' at ' + page;
    }
  },
  keys: (params, configuration, ctx) => ctx.storage.list({ prefix: 'a', first: 1 }),
};
export const hooks = {
  'order.refunded': async (event, ctx) => {
    ctx.log.warn('refunded', { order: event.payload.number });
    await ctx.storage.set('last', event.id);
  },
};
`;
const RATE = {
  input: { type: 'object', required: ['currency'], properties: { currency: { type: 'string' } } },
  output: {
    type: 'object',
    required: ['rate', 'at'],
    properties: { rate: { type: 'number' }, at: { type: 'string' } },
  },
};
const MANIFEST = {
  ...{ id: 'rates', name: 'Rates', version: '1.0.0', author: 'TicketBase', category: 'OTHER' },
  ...{ permissions: ['orders:read'], network: ['api.example.com'], hooks: ['order.refunded'] },
  configSchema: {
    type: 'object',
    properties: { key: { type: 'string', sensitive: true, minLength: 3 }, pin: { type: 'string', sensitive: true } },
  },
  secrets: { pin: {} },
  actions: {
    rate: RATE,
    escape: { output: RATE.output },
    leak: {},
    whoami: {},
    events: {},
    keys: {},
    count: {},
    copy: {},
  },
  build: { backend: 'backend.js' },
};
const given = { configuration: { key: 'k3y' } };
const recorded = { url: 'https://api.example.com/rates/EUR', body: { rate: 1.5 } };
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'plugin-testing-'));
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, 'plugin.json'), JSON.stringify(MANIFEST));
  await writeFile(path.join(dir, 'backend.js'), BACKEND);
});
afterAll(() => rm(dir, { recursive: true }));

describe('runAction', () => {
  test('fires ctx.signal when the test says so, and lets the code end tidily', async () => {
    const caller = new AbortController();
    const fetch = ({ url }: { url: string }) => {
      if (!url.endsWith('/2')) return {};
      caller.abort();
      return new Promise<never>(() => {});
    };
    const run = await runAction(dir, 'copy', {}, { ...given, fetch, signal: caller.signal });
    expect(run).toMatchObject({ ok: true, data: 'AbortError at 2', storage: { page: 2 } });
    const first = AbortSignal.abort();
    const never = await runAction(dir, 'copy', {}, { ...given, fetch, signal: first });
    expect(never).toMatchObject({ ok: false, error: { code: 'PLUGIN_CANCELLED' }, storage: {} });
  });

  test('answers requests from what was recorded, at the time that was given, and shows what is left behind', async () => {
    const run = await runAction(
      dir,
      'rate',
      { currency: 'EUR' },
      { ...given, fetch: [recorded], now: '2026-03-01T12:00:00Z', storage: { old: 1 } },
    );
    expect(run).toEqual({
      ok: true,
      data: { rate: 1.5, at: '2026-03-01T12:00:00.000Z' },
      logs: [],
      storage: { old: 1, 'rate/EUR': 1.5 },
      requests: [{ method: 'GET', url: recorded.url, headers: { authorization: 'Bearer k3y' } }],
    });
  });

  test.each([
    [
      'a request that nothing was recorded for',
      'rate',
      { currency: 'EUR' },
      { ...given, fetch: [{ ...recorded, method: 'POST' }] },
      'PLUGIN_THREW',
    ],
    [
      'a request to a host that the manifest does not declare',
      'leak',
      {},
      { ...given, fetch: [{ url: 'https://elsewhere.example.org/' }] },
      'PLUGIN_FETCH_REFUSED',
    ],
    ['input that breaks the schema', 'rate', {}, given, 'PLUGIN_INPUT_INVALID'],
    ['output that breaks the schema', 'escape', {}, given, 'PLUGIN_OUTPUT_INVALID'],
    [
      'settings that break the schema',
      'rate',
      { currency: 'EUR' },
      { configuration: { key: 'x' } },
      'PLUGIN_NOT_CONFIGURED',
    ],
    ['an action that is not there', 'paint', {}, given, 'PLUGIN_ACTION_NOT_FOUND'],
    ['graphql that the test does not answer', 'events', {}, given, 'PLUGIN_HOST_CALL_REFUSED'],
  ] as const)('refuses %s', async (_, action, params, world, code) => {
    const run = await runAction(dir, action, params, world);
    expect(run.ok ? 'ok' : run.error.code).toBe(code);
  });

  test('shows in the log the line of the source that threw', async () => {
    const run = await runAction(dir, 'rate', { currency: 'EUR' }, { ...given, fetch: [{ ...recorded, status: 500 }] });
    const thrownAt = BACKEND.split('\n').findIndex(line => line.includes('no rate')) + 1;
    expect(run).toMatchObject({ ok: false, error: { code: 'PLUGIN_THREW', message: 'no rate: 500' } });
    expect(run.logs.at(-1)?.fields?.stack).toContain(`plugin:rates@1.0.0/backend.js:${thrownAt}:`);
  });

  test('gives each recorded answer once', async () => {
    const fetch = [{ ...recorded, status: 503 }, recorded];
    const run = await runAction(dir, 'rate', { currency: 'EUR' }, { ...given, fetch });
    expect(run).toMatchObject({ ok: false, error: { message: expect.stringContaining('no rate: 503') } });
  });

  test('shows the code no secret that a host tells back, as the platform does', async () => {
    const told = (text: string) => ({ body: `you are ${text}`, headers: { 'X-You-Sent': text } });
    const seen: (string | undefined)[] = [];
    const run = await runAction(
      dir,
      'whoami',
      {},
      {
        configuration: { pin: 'p1n-of-mine' },
        fetch: ({ headers }) => {
          seen.push(headers.authorization);
          return told('p1n-of-mine');
        },
      },
    );
    expect(seen).toEqual(['p1n-of-mine', undefined]);
    const mask = '••••••••';
    const raw = Buffer.from(`you are ${mask}`).toString('base64');
    expect(run).toMatchObject({ ok: true, data: { text: `you are ${mask}`, header: mask, raw } });
  });

  test('lets the test answer graphql', async () => {
    const graphql = (query: string) => ({ events: [{ id: query.length }] });
    expect(await runAction(dir, 'events', {}, { ...given, graphql })).toMatchObject({
      ok: true,
      data: { events: [{ id: 17 }] },
    });
  });

  test('sets what is still as expected, as the platform does', async () => {
    const run = await runAction(dir, 'count', {}, given);
    expect(run).toMatchObject({ ok: true, data: [true, false, true, 2], storage: { n: 2 } });
  });

  test('lists stored keys in pages, as the platform does', async () => {
    const run = await runAction(dir, 'keys', {}, { ...given, storage: { b: 1, ab: 1, aa: 1 } });
    expect(run).toMatchObject({ ok: true, data: { keys: ['aa'], endCursor: 'aa' } });
  });

  test('names file and line of what does not build', async () => {
    await writeFile(path.join(dir, 'backend.js'), 'export const = 1;');
    await expect(runAction(dir, 'rate')).rejects.toThrow(/^backend\.js:1:\d+: /);
    await writeFile(path.join(dir, 'backend.js'), BACKEND);
  });
});

describe('runHook', () => {
  test('tells a hook of an event', async () => {
    const event = { id: '0198c0de-0000-7000-8000-000000000009', payload: { number: 'HH-1' } };
    const run = await runHook(dir, 'order.refunded', event as never, given);
    expect(run).toMatchObject({
      ok: true,
      storage: { last: event.id },
      logs: [{ level: 'warn', message: 'refunded', fields: { order: 'HH-1' } }],
    });
  });

  test('tells of no event that the manifest does not name', async () => {
    const run = await runHook(dir, 'order.placed', { payload: {} } as never, given);
    expect(run.ok ? 'ok' : run.error.code).toBe('PLUGIN_ACTION_NOT_FOUND');
  });
});
