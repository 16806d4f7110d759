import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogLine } from '../src/client.ts';
import { codeOf, startHost } from './start-host.ts';

let started: Awaited<ReturnType<typeof startHost>>;
beforeAll(async () => {
  started = await startHost({ limits: { cpuMs: 300, wallMs: 15_000, memoryMb: 32 } });
});
afterAll(() => started.spawned.stop());

/** The next calls, of the same tenant and of another, are served as if nothing had happened. */
async function expectUnharmed() {
  for (const organizationId of ['org-a', 'org-b']) {
    const result = await started.run('echo', { a: 1 }, { organizationId });
    expect(result).toMatchObject({ ok: true, data: { params: { a: 1 }, tenant: organizationId } });
  }
}

describe('code that uses too much ends at its limit, and the next call is served', () => {
  test.each([
    ['loop', 'PLUGIN_CPU_LIMIT'],
    ['microtask-loop', 'PLUGIN_CPU_LIMIT'],
    ['loop-behind-answer', 'PLUGIN_CPU_LIMIT'],
    ['regex', 'PLUGIN_CPU_LIMIT'],
    ['throw-looping-getter', 'PLUGIN_CPU_LIMIT'],
    ['array-bomb', 'PLUGIN_MEMORY_LIMIT'],
    ['async-bomb', 'PLUGIN_MEMORY_LIMIT'],
    ['buffer-bomb', 'PLUGIN_MEMORY_LIMIT'],
    ['map-bomb', 'PLUGIN_MEMORY_LIMIT'],
    ['never', 'PLUGIN_TIMEOUT'],
    ['huge-result', 'PLUGIN_RESULT_TOO_LARGE'],
    ['huge-result-bytes', 'PLUGIN_RESULT_TOO_LARGE'],
  ])('%s ends as %s', async (action, code) => {
    expect(codeOf(await started.run(action))).toBe(code);
    await expectUnharmed();
  });

  test('a call that waits past the wall limit ends as PLUGIN_TIMEOUT', async () => {
    const result = await started.run('sleep', { ms: 30_000 }, { limits: { wallMs: 200 } });
    expect(codeOf(result)).toBe('PLUGIN_TIMEOUT');
    expect(result.durationMs).toBeLessThan(10_000);
    await expectUnharmed();
  });

  test('an operation that V8 cannot interrupt costs its worker, which is replaced', async () => {
    expect(codeOf(await started.run('unstoppable'))).toBe('PLUGIN_CPU_LIMIT');
    const served = async () => codeOf(await started.run('echo'));
    await expect.poll(served).toBe('ok');
    await expectUnharmed();
  });

  test('a call may ask for less than the host allows, not for more', async () => {
    const result = await started.run('loop', {}, { limits: { cpuMs: 60_000, wallMs: 60_000 } });
    expect(codeOf(result)).toBe('PLUGIN_CPU_LIMIT');
    expect(result.durationMs).toBeLessThan(30_000);
  });
});

describe('what a plugin throws', () => {
  test.each([
    ['throw', 'TypeError: no such seat'],
    ['throw-string', 'plain text'],
    ['throw-nothing', 'undefined'],
    ['throw-symbol', 'Symbol(odd)'],
    ['throw-getters', 'an error that cannot be read'],
    ['throw-proxy', 'an error that cannot be read'],
    ['recursion', 'RangeError: Maximum call stack size exceeded'],
  ])('%s becomes PLUGIN_THREW with a plain message', async (action, message) => {
    expect(await started.run(action)).toMatchObject({ ok: false, error: { code: 'PLUGIN_THREW', message } });
    await expectUnharmed();
  });

  test('a message is cut to a readable length', async () => {
    const result = await started.run('throw-huge');
    expect(result.ok ? 0 : result.error.message.length).toBe(2_000);
  });

  test('an answer that is not JSON is the plugin’s fault', async () => {
    expect(codeOf(await started.run('circular-result'))).toBe('PLUGIN_THREW');
  });

  test('the stack goes to the plugin’s log and names no file of the host', async () => {
    const lines: LogLine[] = [];
    await started.run('throw', {}, { onLog: line => lines.push(line) });
    expect(lines[0]).toMatchObject({ level: 'error', message: 'action throw threw' });
    expect(lines[0]?.fields?.stack).toMatch(/plugin:hostile@1\.0\.0\/backend\.js/);
    expect(lines[0]?.fields?.stack).not.toMatch(/plugin-host|node_modules|file:/);
  });
});

describe('code that tries to leave its isolate', () => {
  test('sees nothing of Node and no shared memory', async () => {
    expect(await started.run('globals')).toMatchObject({ ok: true, data: [] });
  });

  test.each([
    [
      'escape-constructor',
      { ok: false, error: { code: 'PLUGIN_THREW', message: expect.stringMatching(/process is not defined/) } },
    ],
    ['escape-global', { ok: true, data: 'undefined' }],
    ['escape-ctx', { ok: true, data: 'undefinedundefined' }],
    [
      'escape-stack',
      { ok: true, data: { runtimeFrames: expect.toSatisfy(count => count > 0), functions: 0, receivers: 0 } },
    ],
    ['escape-callee', { ok: true, data: 'TypeError' }],
    ['ctx-types', { ok: true, data: [] }],
  ])('%s finds nothing', async (action, expected) => {
    expect(await started.run(action)).toMatchObject(expected);
  });

  test('what it changes in the built-ins ends with its call', async () => {
    // The call itself sees its changes, and the platform's own use of the built-ins does not.
    expect(await started.run('pollute')).toMatchObject({ ok: true, data: 'yes,yes,0,"forged"' });
    expect(await started.run('look')).toMatchObject({
      ok: true,
      data: { polluted: null, leak: null, json: '{"a":1}', push: 2 },
    });
    await expectUnharmed();
  });

  test('a bundle that loops when it is loaded ahead of a call harms no call but its own', async () => {
    const turns = Date.now() + 4_000;
    const bundle = `console.warn('loaded'); if (Date.now() > ${turns}) for (;;);
      var __ticketbasePlugin = { backendActions: { wait: (params, config, ctx) => ctx.sleep(params.ms) } };`;
    const lines: string[] = [];
    const change = {
      ...{ integrity: 'sha256-turns', loadBundle: async () => bundle, limits: { cpuMs: 300 } },
      onLog: ({ message }: { message: string }) => void lines.push(message),
    };
    await started.run('wait', { ms: 1 }, change);
    await started.run('wait', { ms: 1 }, change);
    // What was loaded ahead serves this call, and tells its log; while the call waits, the bundle's time comes.
    expect(codeOf(await started.run('wait', { ms: turns - Date.now() + 100 }, change))).toBe('ok');
    expect(lines).toEqual(['loaded', 'loaded', 'loaded']);
    const [own, other] = await Promise.all([started.run('wait', { ms: 1 }, change), started.run('echo')]);
    expect([codeOf(own), codeOf(other)]).toEqual(['PLUGIN_CPU_LIMIT', 'ok']);
    await expectUnharmed();
  });

  test('params and settings with hostile keys stay plain data', async () => {
    const params = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}');
    const result = await started.run('echo', params);
    expect(result.ok && JSON.stringify((result.data as { params: unknown }).params)).toBe(JSON.stringify(params));
  });
});

describe('what a call writes and asks for', () => {
  test('log lines beyond the limit are dropped, and the last one says so', async () => {
    const lines: LogLine[] = [];
    const result = await started.run('many-logs', {}, { onLog: line => lines.push(line), limits: { logLines: 100 } });
    expect(codeOf(result)).toBe('ok');
    expect(lines).toHaveLength(101);
    expect(lines[7]).toMatchObject({ level: 'info', message: 'line 7', fields: { i: 7 } });
    expect(lines.at(-1)?.message).toBe('further log lines of this call are dropped');
  });

  test('more host calls at once than allowed are refused', async () => {
    expect(codeOf(await started.run('many-calls'))).toBe('PLUGIN_HOST_CALL_REFUSED');
    expect(codeOf(await started.run('many-calls', {}, { limits: { hostCallsInFlight: 1 } }))).toBe(
      'PLUGIN_HOST_CALL_REFUSED',
    );
  });

  test('params over the limit are refused before they are sent', async () => {
    const result = await started.run('echo', 'x'.repeat(5 * 1024 * 1024));
    expect(codeOf(result)).toBe('PLUGIN_PARAMS_TOO_LARGE');
  });
});
