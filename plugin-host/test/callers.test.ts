import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LogLine, PluginCall, PluginResult } from '../src/client.ts';
import { CALLERS_BUNDLE } from './callers-plugin.ts';
import { codeOf, startHost } from './start-host.ts';

/*
 * What a call leaves in its context is found by the next one of the same caller, and by nobody else. Each test whose point is that
 * something is not found has first seen that it is found where it may be.
 */

let started: Awaited<ReturnType<typeof startHost>>;
beforeAll(async () => {
  started = await startHost({ limits: { cpuMs: 400, memoryMb: 32 } });
});
afterAll(() => started.spawned.stop());

/** Each test has an isolate of its own. */
let organizationId = '';
let tests = 0;
beforeEach(() => {
  organizationId = `org-${tests++}`;
});

const run = (name: string, params: unknown = {}, change: Partial<PluginCall> = {}): Promise<PluginResult> =>
  started.run(name, params, {
    ...{ organizationId, pluginId: 'callers', integrity: 'sha256-callers', caller: 'ada' },
    ...{ loadBundle: async () => CALLERS_BUNDLE, ...change },
  });
async function dataOf(running: Promise<PluginResult>): Promise<unknown> {
  const result = await running;
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.data;
}
/** What this call finds that an earlier one left; it leaves `text`. */
async function found(text: string, change: Partial<PluginCall> = {}): Promise<string | null> {
  const { before } = (await dataOf(run('remember', { text }, change))) as { before: string | null };
  return before;
}
/** Calls until contexts are kept, and sees that they are. */
async function expectKept(change: Partial<PluginCall> = {}): Promise<void> {
  await found('first', change);
  await found('second', change);
  expect(await found('by ada', change)).toBe('second');
}

describe('the next call of the same caller', () => {
  test('finds what the last one left, and one of a caller whom nobody named finds nothing', async () => {
    await expectKept();
    expect(await found('again')).toBe('by ada');
    for (const text of ['a', 'b', 'c']) expect(await found(text, { caller: undefined })).toBeNull();
  });

  test.each<[string, Partial<PluginCall>]>([
    ['of another caller', { caller: 'grace' }],
    ['of nobody in particular', { caller: undefined }],
    ['of another tenant', { organizationId: 'another' }],
    ['of another plugin', { pluginId: 'another' }],
    ['of another bundle', { integrity: 'sha256-another' }],
    ['of another version with the same bundle', { version: '2.0.0' }],
    ['with other settings', { configuration: { currency: 'EUR' } }],
    ['with a handle of a secret', { secrets: { token: { value: 'hunter2', hosts: [] } } }],
    ['that tells a hook', { kind: 'hook', name: 'order.confirmed', params: { text: 'event' } }],
  ])('finds it, and a call %s does not', async (_, change) => {
    await expectKept();
    expect(await found('by somebody else', change)).toBeNull();
  });

  test.each<[string, Partial<PluginCall>]>([
    ['of another caller', { caller: 'grace' }],
    ['of nobody in particular', { caller: undefined }],
    ['with a handle of a secret', { secrets: { token: { value: 'hunter2', hosts: [] } } }],
    ['that tells a hook', { kind: 'hook', name: 'order.confirmed', params: { text: 'event' } }],
  ])('finds nothing of a call %s', async (_, change) => {
    await expectKept();
    await found('by somebody else', change);
    expect([null, 'by ada']).toContain(await found('mine'));
  });

  test('finds what was done to globals and built-ins, and nobody else does', async () => {
    await expectKept();
    expect(await dataOf(run('pollute'))).toBe('done');
    expect(await dataOf(run('look'))).toEqual({ push: 0, leak: 'yes' });
    expect(await dataOf(run('look', {}, { caller: 'grace' }))).toEqual({ push: 2, leak: null });
    expect(await dataOf(run('look'))).toEqual({ push: 2, leak: null });
  });

  test('never meets it while it runs: calls at once do not share a context', async () => {
    await expectKept();
    const waiting = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const onHostCall = async () => {
      asked.resolve();
      await waiting.promise;
    };
    const first = run('ask', { calls: 1 }, { onHostCall });
    await asked.promise;
    expect(await found('beside it')).toBeNull();
    waiting.resolve();
    expect(await dataOf(first)).toBe('done');
  });
});

describe('a context is given up', () => {
  test('after a call that failed', async () => {
    await expectKept();
    expect(codeOf(await run('fail', { text: 'failed' }))).toBe('PLUGIN_THREW');
    expect(await found('next')).toBeNull();
  });

  test('after a call that left the platform something to answer, and its answer reaches nobody', async () => {
    await expectKept();
    const late = Promise.withResolvers<void>();
    const asked: string[] = [];
    const onHostCall = async (name: string) => {
      asked.push(name);
      await late.promise;
      return null;
    };
    expect(codeOf(await run('leave-waiting', { text: 'left' }, { onHostCall }))).toBe('ok');
    late.resolve();
    expect(await found('next')).toBeNull();
    // What it went on with would be asked on the same way, before the answers to these.
    await expectKept();
    expect(asked).toEqual(['storage.get']);
  });

  test('after a call that was given up and ended by itself', async () => {
    await expectKept();
    const given = new AbortController();
    const running = run('give-up', { text: 'given up' }, { signal: given.signal });
    setTimeout(() => given.abort(), 50);
    expect(codeOf(await running)).not.toBe('PLUGIN_THREW');
    expect(await found('next')).toBeNull();
  });

  test.each([
    ['out of time', 'give-up', 'PLUGIN_TIMEOUT', { wallMs: 200, noticeMs: 1 }],
    ['over its processor time', 'loop', 'PLUGIN_CPU_LIMIT', {}],
  ])('after a call that was %s', async (_, name, code, limits) => {
    await expectKept();
    const ended = codeOf(await run(name, { text: 'late' }, { limits }));
    expect(['ok', code]).toContain(ended);
    expect(await found('next')).toBeNull();
  });

  test('when calls together have filled a quarter of the memory, each with little', async () => {
    const hoarded: unknown[] = [];
    for (let call = 0; call < 16; call += 1) hoarded.push(await dataOf(run('hoard', { text: 'x', megabytes: 2 })));
    expect(hoarded.slice(1, 4)).toEqual([1, 2, 3]);
    // 32 MB in all are as much as the isolate may have.
    expect(Math.max(...(hoarded as number[]))).toBeLessThan(6);
    expect(codeOf(await run('hoard', { text: 'x', megabytes: 64 }))).toBe('PLUGIN_MEMORY_LIMIT');
    expect(await found('next')).toBeNull();
  });

  test('after a thousand calls', async () => {
    const counts: number[] = [];
    for (let call = 0; call < 1_010; call += 1) {
      const { count } = (await dataOf(run('remember', { text: 'x' }))) as { count: number };
      counts.push(count);
    }
    expect(Math.max(...counts)).toBe(1_000);
    expect(counts.at(-1)).toBeLessThan(20);
  });
});

describe('what an earlier call of the same caller was given', () => {
  test('works while that call runs', async () => {
    const went = 'went through';
    expect(await dataOf(run('use-kept', {}, { network: ['example.com'], fetchBy: 'client' }))).toMatchObject({
      ...{ graphql: went, storage: went, crypto: went, sleep: went, log: went, signal: went },
    });
  });

  test.each([[false], [true]])('is dead once it has ended, asked for its signal: %s', async listen => {
    await expectKept();
    const asked: string[] = [];
    const lines: LogLine[] = [];
    await dataOf(run('keep-ctx', { listen }, { requestId: 'the first' }));
    const change: Partial<PluginCall> = {
      ...{ requestId: 'the second', network: ['example.com'], fetchBy: 'client' },
      onHostCall: async name => void asked.push(name),
      onLog: line => void lines.push(line),
    };
    expect(await dataOf(run('use-kept', {}, change))).toEqual({
      ...{
        fetch: 'CALL_ENDED',
        graphql: 'CALL_ENDED',
        storage: 'CALL_ENDED',
        crypto: 'CALL_ENDED',
        sleep: 'CALL_ENDED',
      },
      ...{
        log: 'CALL_ENDED',
        signal: listen ? 'went through' : 'CALL_ENDED',
        theirSignal: listen ? 'TypeError' : 'went through',
      },
      requests: ['the first', 'the second'],
    });
    expect(asked).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('is dead for what that call left behind, too, when a later one wakes it', async () => {
    await expectKept();
    const asked: string[] = [];
    const onHostCall = async (name: string) => void asked.push(name);
    await dataOf(run('leave-promise', { text: 'left' }, { onHostCall }));
    expect(await dataOf(run('resume-promise', {}, { onHostCall }))).toBe('CALL_ENDED');
    expect(asked).toEqual(['storage.get']);
  });
});

describe('each call in a kept context', () => {
  test('has all its log lines, of which those of loading are told once', async () => {
    const told: string[][] = [];
    for (let call = 0; call < 4; call += 1) {
      const lines: string[] = [];
      const onLog = ({ message }: LogLine) => void lines.push(message);
      expect(codeOf(await run('log', { lines: 60 }, { onLog, limits: { logLines: 100 } }))).toBe('ok');
      told.push(lines);
    }
    expect(told.map(lines => lines.filter(line => line.startsWith('line ')).length)).toEqual([60, 60, 60, 60]);
    expect(told.at(-1)).toHaveLength(60);
    const lines: string[] = [];
    const onLog = ({ message }: LogLine) => void lines.push(message);
    await run('log', { lines: 150 }, { onLog, limits: { logLines: 100 } });
    expect(lines).toHaveLength(101);
  });

  test('has all its calls to the platform', async () => {
    await expectKept();
    const limits = { hostCallsInFlight: 10 };
    for (let call = 0; call < 3; call += 1) expect(codeOf(await run('ask', { calls: 10 }, { limits }))).toBe('ok');
    expect(codeOf(await run('ask', { calls: 11 }, { limits }))).toBe('PLUGIN_HOST_CALL_REFUSED');
  });
});
