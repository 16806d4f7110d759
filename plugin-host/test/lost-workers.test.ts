import type { ChildProcess } from 'node:child_process';
import { createLogger } from '@ticketbase/kernel';
import { afterEach, expect, test } from 'vitest';
import { UNCONFINED } from '../src/confinement/confinement.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import type { LogFrame, Outcome, RunFrame } from '../src/protocol.ts';
import { type RunningCall, WorkerPool } from '../src/worker-pool.ts';
import { tryWorkerProcess } from '../src/worker-process.ts';
import { HOSTILE_BUNDLE } from './hostile-plugin.ts';

/* Workers are killed by their process ids here, so they stand in this process's own pool, and nothing stands between. */
const OPTIONS = { workers: 1, maxIsolates: 4, workerMemoryMb: 1024, confinement: UNCONFINED };
const pools: WorkerPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** A pool whose only worker has started already. */
async function startPool(): Promise<{ pool: WorkerPool; first: ChildProcess }> {
  const first = await tryWorkerProcess(OPTIONS);
  const pool = new WorkerPool(OPTIONS, createLogger('plugin-host', 'silent'), first);
  pools.push(pool);
  return { pool, first };
}

const frameOf = (pluginId: string, name: string, callId: string): RunFrame => ({
  ...{ type: 'run', callId, organizationId: 'org-a', pluginId, version: '1.0.0', integrity: `sha256-${pluginId}` },
  ...{ kind: 'action', name, params: '{}', configuration: '{}', network: [], secrets: {}, handles: {} },
  ...{ requestId: 'req-1', fetchBy: 'host', limits: { ...DEFAULT_LIMITS, wallMs: 60_000 } },
});

let calls = 0;
/** A call of a piece of code, the lines that its pool or its code wrote, and when the worker was heard of it. */
function start(pool: WorkerPool, pluginId: string, name: string) {
  const lines: LogFrame[] = [];
  const asked = Promise.withResolvers<number>();
  const running: RunningCall = pool.run(frameOf(pluginId, name, String(++calls)), {
    needBundle: () => running.sendBundle(HOSTILE_BUNDLE),
    hostCall: asked.resolve,
    dropCall: () => {},
    log: line => lines.push(line),
  });
  return { running, lines, asked: asked.promise };
}
/** One that has asked for something, and gets no answer until it is given one. */
async function underWay(pool: WorkerPool, pluginId: string) {
  const call = start(pool, pluginId, 'call');
  const id = await call.asked;
  return { ...call, answer: () => call.running.answer({ id, value: 'null' }) };
}
const codeOf = (outcome: Outcome) => (outcome.ok ? 'ok' : outcome.error.code);
const workerOf = (pool: WorkerPool) => pool.pids[0]!;

test('code that was running in two workers that died runs in one of its own: a third loss there is nobody else’s', async () => {
  const { pool } = await startPool();
  const [bystander, first] = [await underWay(pool, 'bystander'), await underWay(pool, 'deadly')];
  process.kill(workerOf(pool), 'SIGKILL');
  for (const { running } of [bystander, first])
    expect(await running.outcome).toMatchObject({
      ok: false,
      error: { code: 'PLUGIN_HOST_UNAVAILABLE', retryable: true },
    });

  const second = await underWay(pool, 'deadly');
  process.kill(workerOf(pool), 'SIGKILL');
  expect(codeOf(await second.running.outcome)).toBe('PLUGIN_HOST_UNAVAILABLE');

  const [calm, third] = [await underWay(pool, 'bystander'), await underWay(pool, 'deadly')];
  // One loss may be a misfortune, so only the other is told.
  expect([first, second, calm].flatMap(({ lines }) => lines)).toEqual([]);
  expect(third.lines).toMatchObject([
    { level: 'warn', message: expect.stringContaining('the process that ran it died') },
  ]);
  process.kill(workerOf(pool), 'SIGKILL');
  expect(codeOf(await calm.running.outcome)).toBe('PLUGIN_HOST_UNAVAILABLE');
  third.answer();
  expect(codeOf(await third.running.outcome)).toBe('ok');
}, 60_000);

test('code that a worker had not said a word of runs in the next one, and is in quarantine if that dies too', async () => {
  const { pool, first } = await startPool();
  // It is given the call, and says nothing of it.
  process.kill(first.pid!, 'SIGSTOP');
  const call = start(pool, 'silent', 'echo');
  // This hears of its end after the pool, which has given the call to another process in the same breath.
  first.once('exit', () => process.kill(workerOf(pool), 'SIGKILL'));
  process.kill(first.pid!, 'SIGKILL');
  expect(await call.running.outcome).toMatchObject({
    ok: false,
    error: { code: 'PLUGIN_HOST_UNAVAILABLE', neverRan: true },
  });
  const next = start(pool, 'silent', 'echo');
  expect(codeOf(await next.running.outcome)).toBe('ok');
  expect(next.lines).toMatchObject([{ message: expect.stringContaining('the process that ran it died') }]);
}, 60_000);

test('code that a worker had not said a word of is not accused of one loss', async () => {
  const { pool, first } = await startPool();
  process.kill(first.pid!, 'SIGSTOP');
  const call = start(pool, 'silent', 'echo');
  process.kill(first.pid!, 'SIGKILL');
  expect(codeOf(await call.running.outcome)).toBe('ok');
  const next = start(pool, 'silent', 'echo');
  expect(codeOf(await next.running.outcome)).toBe('ok');
  expect([...call.lines, ...next.lines]).toEqual([]);
}, 60_000);
