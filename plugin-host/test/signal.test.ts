import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectPluginHost, type LogLine, type PluginCall } from '../src/client.ts';
import { SIGNAL_BUNDLE } from './signal-plugin.ts';
import { codeOf, startHost } from './start-host.ts';

/** Long enough for a busy machine to do what comes after the signal. */
const NOTICE_MS = 20_000;

let started: Awaited<ReturnType<typeof startHost>>;
let server: Server;
let url: string;
let requests: { path: string; closed: Promise<unknown>; isClosed(): boolean }[];
beforeAll(async () => {
  started = await startHost({
    development: true,
    limits: { wallMs: 60_000, noticeMs: NOTICE_MS, fetchMs: 60_000, cpuMs: 800 },
  });
  // Answers nothing but that a call has started, and sees who hangs up.
  server = createServer((request, response) => {
    const closed = once(response, 'close');
    requests.push({ path: request.url!, closed, isClosed: () => response.closed });
    if (request.url === '/started') response.end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await started?.spawned.stop();
  server?.close().closeAllConnections();
});
beforeEach(() => {
  requests = [];
});

const call = (change: Partial<PluginCall>) => ({
  ...{
    pluginId: 'signal',
    integrity: 'sha256-signal',
    loadBundle: async () => SIGNAL_BUNDLE,
    network: [url],
    ...change,
  },
});

/** Runs an action that stores `started` and then waits, whose caller cancels it when it has. */
async function cancelled(action: string, change: Partial<PluginCall> = {}) {
  const caller = new AbortController();
  const stored: string[] = [];
  const logs: LogLine[] = [];
  const onHostCall = async (_name: string, args: unknown) => {
    const { key } = args as { key: string };
    stored.push(key);
    if (key === 'started') caller.abort();
    return null;
  };
  const options = { signal: caller.signal, onHostCall, onLog: (line: LogLine) => logs.push(line), ...change };
  const result = await started.run(action, { url }, call(options));
  return { result, stored, logs };
}

/** Another tenant’s call is served as if nothing had happened. */
const expectUnharmed = async () =>
  expect(codeOf(await started.run('echo', {}, { organizationId: 'org-b' }))).toBe('ok');

describe('code that listens to ctx.signal', () => {
  const heard = [['abort', true, true], 'an object', 'onabort'];
  const seen = { before: [false, null], heard, aborted: true, isError: true, thrown: true, same: true };

  test('is told when its caller gives up, and ends tidily: what it stores and answers then counts', async () => {
    const { result, stored } = await cancelled('tidy');
    expect(result).toMatchObject({ ok: true, data: { ...seen, name: 'AbortError', code: 'PLUGIN_CANCELLED' } });
    expect(stored).toEqual(['started', 'tidied']);
    // Without it there is nothing to be told by.
    const control = await cancelled('no-signal');
    expect(control.result).toMatchObject({ ok: false, error: { code: 'PLUGIN_CANCELLED', retryable: true } });
    expect(control.stored).toEqual(['started']);
  });

  test('is told before its time is over', async () => {
    const limits = { wallMs: 5_000, noticeMs: 4_000 };
    const stored: unknown[] = [];
    const onHostCall = async (_name: string, args: unknown) => void stored.push((args as { key: string }).key);
    const result = await started.run('tidy', {}, call({ limits, onHostCall }));
    expect(result).toMatchObject({ ok: true, data: { ...seen, name: 'TimeoutError', code: 'PLUGIN_TIMEOUT' } });
    expect(result.durationMs).toBeGreaterThan(900);
    expect(stored).toEqual(['started', 'tidied']);
    const control = await started.run('no-signal', {}, call({ limits: { ...limits, wallMs: 3_000 }, onHostCall }));
    expect(codeOf(control)).toBe('PLUGIN_TIMEOUT');
    expect(stored).toEqual(['started', 'tidied', 'started']);
  });

  test('of a call that is shorter than the notice has half of its time to work', async () => {
    const result = await started.run('tidy', {}, call({ limits: { wallMs: 2_000 } }));
    expect(result.durationMs).toBeGreaterThan(900);
  });

  test.each([
    ['its caller gives up', {}, 'PLUGIN_CANCELLED'],
    ['its time is almost over', { limits: { wallMs: 2_000 }, onHostCall: async () => null }, 'PLUGIN_TIMEOUT'],
  ])('and throws the reason when %s ends as it would have', async (_, change, code) => {
    expect((await cancelled('throw-reason', change)).result).toMatchObject({
      ok: false,
      error: { code, retryable: true },
    });
  });

  test('and goes on regardless is ended at the limit all the same', async () => {
    const { result } = await cancelled('not-heeded', { limits: { noticeMs: 300 } });
    expect(codeOf(result)).toBe('PLUGIN_CANCELLED');
    const late = await started.run('not-heeded', {}, call({ limits: { wallMs: 600 } }));
    expect(codeOf(late)).toBe('PLUGIN_TIMEOUT');
    await expectUnharmed();
  });

  test('is told when the client of the host is gone', async () => {
    const client = connectPluginHost(started.spawned.access);
    const run = { organizationId: 'org-a', version: '1.0.0', kind: 'action', name: 'tell', params: { url } } as const;
    const rest = { configuration: {}, requestId: 'r', onHostCall: async () => null, onLog: () => {} };
    const lost = client.run({ ...run, ...rest, ...call({}) } as PluginCall);
    await expect.poll(() => requests.map(each => each.path), { timeout: 20_000 }).toEqual(['/started']);
    await client.close();
    expect(codeOf(await lost)).toBe('PLUGIN_HOST_UNAVAILABLE');
    await expect.poll(() => requests.map(each => each.path), { timeout: 20_000 }).toEqual(['/started', '/told']);
    await expectUnharmed();
  });
});

describe('a request', () => {
  test('with ctx.signal is ended by it, at the other end too, while the call goes on', async () => {
    const caller = new AbortController();
    const ended: unknown[] = [];
    const onHostCall = async (_name: string, args: unknown) => {
      ended.push((args as { value: unknown }).value);
      await requests[0]!.closed;
      return null;
    };
    const running = started.run('fetch-with', { url }, call({ signal: caller.signal, onHostCall }));
    await expect.poll(() => requests.length, { timeout: 20_000 }).toBe(1);
    caller.abort();
    // A signal that has fired lets no request begin.
    expect(await running).toMatchObject({ ok: true, data: 'AbortError' });
    expect(ended).toEqual([['AbortError', true]]);
    expect(requests).toHaveLength(1);
  });

  test('without it goes on until the call ends', async () => {
    const caller = new AbortController();
    const closed: boolean[] = [];
    const onHostCall = async () => {
      closed.push(requests[0]!.isClosed());
      return null;
    };
    const running = started.run('fetch-without', { url }, call({ signal: caller.signal, onHostCall }));
    await expect.poll(() => requests.length, { timeout: 20_000 }).toBe(1);
    caller.abort();
    expect(await running).toMatchObject({ ok: true, data: 'done' });
    expect(closed).toEqual([false]);
    await requests[0]!.closed;
  });
});

test('a sleep with ctx.signal ends with it, and frees its place', async () => {
  expect((await cancelled('sleeps')).result).toMatchObject({ ok: true, data: ['AbortError'] });
});

describe('of hostile code', () => {
  test('listeners that throw keep no other from being told, and are told of in the log', async () => {
    const { result, logs } = await cancelled('listener-throws');
    expect(result).toMatchObject({ ok: true, data: ['the last'] });
    expect(logs).toHaveLength(5);
    expect(logs[0]).toMatchObject({
      ...{ level: 'error', message: 'a listener of ctx.signal threw' },
      fields: { stack: expect.stringMatching(/^TypeError: mine\n.*plugin:signal@/) },
    });
    expect(JSON.stringify(logs)).not.toMatch(/plugin-host|node_modules|file:/);
    await expectUnharmed();
  });

  test.each([
    ['listener-rejects', 'PLUGIN_THREW'],
    ['listener-loops', 'PLUGIN_CPU_LIMIT'],
    ['calls-after', 'PLUGIN_CPU_LIMIT'],
    ['listener-bomb', 'PLUGIN_MEMORY_LIMIT'],
  ])('%s ends as %s', async (action, code) => {
    const { result } = await cancelled(action, { limits: { memoryMb: 16, cpuMs: 300 } });
    expect(codeOf(result)).toBe(code);
    await expectUnharmed();
  });

  test.each([
    ['many-listeners', 20_000],
    ['listener-adds', 2],
    ['overwrites', ['TypeError,TypeError,TypeError,TypeError,TypeError', true, 'object']],
    ['foreign-signals', [0, ['TypeError'], 'slept']],
  ])('%s comes to nothing', async (action, data) => {
    expect((await cancelled(action)).result).toMatchObject({ ok: true, data });
    await expectUnharmed();
  });
});
