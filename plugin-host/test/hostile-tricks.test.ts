import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogLine, PluginCall } from '../src/client.ts';
import { TRICKS_BUNDLE } from './hostile-tricks.ts';
import { codeOf, startHost } from './start-host.ts';

let started: Awaited<ReturnType<typeof startHost>>;
beforeAll(async () => {
  started = await startHost({ limits: { cpuMs: 400, wallMs: 4_000, memoryMb: 64 } });
});
afterAll(() => started.spawned.stop());

const trick = (action: string, change: Partial<PluginCall> = {}) =>
  started.run(
    action,
    {},
    {
      ...{ pluginId: 'tricks', integrity: 'sha256-tricks', loadBundle: async () => TRICKS_BUNDLE },
      ...{ network: ['api.example.com'], onHostCall: async () => 'from the host', ...change },
    },
  );

/** Another tenant’s call is served as if nothing had happened, and nothing of ours has changed. */
async function expectUnharmed() {
  const result = await started.run('echo', { a: 1 }, { organizationId: 'org-b' });
  expect(result).toMatchObject({ ok: true, data: { params: { a: 1 }, tenant: 'org-b' } });
  expect(({} as { admin?: unknown }).admin).toBeUndefined();
}

test.each([
  ['thenable', { first: true }],
  ['indirect-eval', 'undefinedundefined'],
  ['timers', 'undefined,undefined,undefined,undefined,undefined'],
  ['calls-after-answer', 'done'],
  ['calls-without-end', 936],
  ['log-flood', 'done'],
  ['log-of-traps', 'done'],
  ['log-out-of-time', 'done'],
  ['frozen-context', ['TypeError', 'TypeError', 'TypeError']],
])('%s comes to nothing', async (action, data) => {
  expect(await trick(action)).toMatchObject({ ok: true, data });
  await expectUnharmed();
});

test.each([
  ['thenable-that-waits', 'PLUGIN_TIMEOUT'],
  ['promise-of-itself', 'PLUGIN_CPU_LIMIT'],
  ['json-that-loops', 'PLUGIN_CPU_LIMIT'],
  ['json-that-grows', 'PLUGIN_RESULT_TOO_LARGE'],
  ['json-that-throws', 'PLUGIN_THREW'],
  ['deep-answer', 'PLUGIN_THREW'],
  ['bigint-answer', 'PLUGIN_THREW'],
  ['async-constructor', 'PLUGIN_THREW'],
  ['generator-constructor', 'PLUGIN_THREW'],
  ['import', 'PLUGIN_THREW'],
  ['huge-argument', 'PLUGIN_HOST_CALL_REFUSED'],
  ['argument-that-throws', 'PLUGIN_THREW'],
  ['sleep-for-ever', 'PLUGIN_HOST_CALL_REFUSED'],
  ['sleep-backwards', 'PLUGIN_HOST_CALL_REFUSED'],
  ['sleep-nowhere', 'PLUGIN_HOST_CALL_REFUSED'],
  ['random-flood', 'PLUGIN_HOST_CALL_REFUSED'],
  ['hash-of-nothing', 'PLUGIN_HOST_CALL_REFUSED'],
  ['hash-by-object', 'PLUGIN_HOST_CALL_REFUSED'],
  ['fetch-by-object', 'PLUGIN_FETCH_REFUSED'],
  ['fetch-with-forged-header', 'PLUGIN_THREW'],
  ['fetch-with-host-header', 'PLUGIN_FETCH_REFUSED'],
  ['fetch-of-a-megabyte', 'PLUGIN_FETCH_REFUSED'],
  ['fetch-by-odd-method', 'PLUGIN_FETCH_REFUSED'],
])('%s ends as %s', async (action, code) => {
  expect(codeOf(await trick(action))).toBe(code);
  await expectUnharmed();
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
  'an action of the name “%s” is not found',
  async name => {
    expect(codeOf(await trick(name))).toBe('PLUGIN_ACTION_NOT_FOUND');
  },
);

test('an answer with keys of prototypes is plain data', async () => {
  const result = await trick('proto-in-answer');
  expect(result.ok && Object.getOwnPropertyNames(result.data)).toEqual(['__proto__', 'constructor']);
  await expectUnharmed();
});

test('an answer that the guest forges for itself reaches no other call', async () => {
  const [forged, honest] = await Promise.all([trick('forged-answers'), trick('calls-after-answer')]);
  expect([codeOf(forged), honest]).toMatchObject(['ok', { ok: true, data: 'done' }]);
  await expectUnharmed();
});

test('what runs on behind an answer is heard no more', async () => {
  const lines: LogLine[] = [];
  let answered = () => {};
  const asked = new Promise<void>(resolve => {
    answered = resolve;
  });
  const late = new Promise(resolve => setTimeout(resolve, 200));
  const onHostCall = async () => {
    answered();
    await late;
    return 'late';
  };
  expect(codeOf(await trick('calls-after-answer', { onLog: line => lines.push(line), onHostCall }))).toBe('ok');
  await asked;
  await late;
  await expectUnharmed();
  expect(lines).toEqual([]);
});

test('log lines are cut, and tell the time of the host', async () => {
  const lines: LogLine[] = [];
  await trick('log-flood', { onLog: line => lines.push(line) });
  await trick('log-out-of-time', { onLog: line => lines.push(line) });
  expect(Math.max(...lines.map(line => JSON.stringify(line).length))).toBeLessThan(5_000);
  expect(lines.every(line => Math.abs(Date.parse(line.at) - Date.now()) < 60_000)).toBe(true);
});

test('what an error tells of its stack names no file of the host', async () => {
  const result = await trick('import-meta-of-host');
  expect(result.ok ? '' : result.error.message).toMatch(/plugin:tricks@/);
  expect(result.ok ? '' : result.error.message).not.toMatch(/plugin-host|node_modules|file:/);
});
