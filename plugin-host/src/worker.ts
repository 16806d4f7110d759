import { Execution } from './isolate/execution.ts';
import { GUEST_CALLS } from './isolate/guest-runtime.ts';
import { IsolatePool, isolateKey } from './isolate/isolate-pool.ts';
import { LOCAL_CALLS, sleepArgs } from './isolate/local-calls.ts';
import type { AnswerFrame, Outcome, RunFrame, ToWorker, WorkerFrame } from './protocol.ts';

/*
 * A worker process: owns isolates and nothing else. It holds no socket, reads no file and has an empty environment; all it
 * can do is answer its parent. The parent kills it when it stops doing so.
 */

const ALIVE_MS = 1_000;

interface ActiveCall {
  call: RunFrame;
  code: PromiseWithResolvers<string | null>;
  execution: Execution | undefined;
  cancelled: PromiseWithResolvers<void>;
  timers: Set<NodeJS.Timeout>;
}

const { maxIsolates } = JSON.parse(process.argv[2] ?? '{}') as { maxIsolates: number };
const active = new Map<string, ActiveCall>();
const isolates = new IsolatePool(maxIsolates, (key, message) => {
  for (const [callId, { call }] of active) {
    if (isolateKey(call) !== key) continue;
    const text = `the call used more than ${call.limits.memoryMb} MB of memory`;
    const error = { code: 'PLUGIN_MEMORY_LIMIT' as const, message: text, retryable: false };
    finish(callId, { ok: false, error, durationMs: 0 });
  }
  send({ type: 'broken', reason: message });
});

function send(frame: WorkerFrame): void {
  process.send?.(frame);
}

function finish(callId: string, outcome: Outcome): void {
  const found = active.get(callId);
  if (!found) return;
  active.delete(callId);
  for (const timer of found.timers) clearTimeout(timer);
  send({ type: 'result', callId, outcome });
}

async function run(call: RunFrame): Promise<void> {
  const startedAt = performance.now();
  const { callId } = call;
  const entry: ActiveCall = {
    call,
    code: Promise.withResolvers(),
    cancelled: Promise.withResolvers(),
    execution: undefined,
    timers: new Set(),
  };
  active.set(callId, entry);
  const refuse = (code: 'PLUGIN_TIMEOUT' | 'PLUGIN_CANCELLED' | 'PLUGIN_BUNDLE_INVALID', message: string) =>
    finish(callId, { ok: false, error: { code, message, retryable: true }, durationMs: performance.now() - startedAt });

  const { ready, abandon } = isolates.acquire(isolateKey(call), call.limits.memoryMb);
  const waited = Promise.withResolvers<'timeout'>();
  entry.timers.add(setTimeout(() => waited.resolve('timeout'), call.limits.wallMs));
  const cancelled = entry.cancelled.promise.then(() => 'cancelled' as const);
  const pooled = await Promise.race([ready, waited.promise, cancelled]);
  if (typeof pooled === 'string') {
    abandon();
    if (pooled === 'timeout') return refuse('PLUGIN_TIMEOUT', 'no isolate became free in time');
    return refuse('PLUGIN_CANCELLED', 'the caller cancelled the call');
  }
  let code: string | null | 'cancelled' | 'timeout' = '';
  if (!pooled.script) {
    send({ type: 'needBundle', callId });
    code = await Promise.race([entry.code.promise, cancelled, waited.promise]);
  }
  if (code === null || code === 'cancelled' || code === 'timeout') {
    isolates.release(pooled);
    if (code === 'cancelled') return refuse('PLUGIN_CANCELLED', 'the caller cancelled the call');
    if (code === 'timeout') return refuse('PLUGIN_TIMEOUT', 'the bundle did not arrive in time');
    return refuse('PLUGIN_BUNDLE_INVALID', 'the bundle could not be read');
  }
  const execution = new Execution(call, pooled, portOf(entry), startedAt);
  entry.execution = execution;
  const outcome = await execution.run(code);
  finish(callId, outcome);
  isolates.release(pooled);
}

const portOf = (entry: ActiveCall) => ({
  hostCall: (id: number, name: string, args: string) => answerOrForward(entry, id, name, args),
  log: (line: {
    level: 'debug' | 'info' | 'warn' | 'error';
    message: string;
    fields?: string | undefined;
    at: string;
  }) => send({ type: 'log', callId: entry.call.callId, ...line }),
  wedged: () => send({ type: 'broken', reason: `an isolate of ${entry.call.pluginId} does not stop` }),
});

function answerOrForward(entry: ActiveCall, id: number, name: string, args: string): void {
  const reply = (answer: Pick<AnswerFrame, 'value' | 'error'>) => entry.execution?.answer({ id, ...answer });
  if (!(GUEST_CALLS as readonly string[]).includes(name)) {
    reply({ error: { code: 'UNKNOWN_CALL', message: `there is no call ${name}` } });
    return;
  }
  const local = LOCAL_CALLS[name];
  if (!local && name !== 'sleep') {
    send({ type: 'hostCall', callId: entry.call.callId, id, name, args });
    return;
  }
  try {
    if (local) return void reply({ value: JSON.stringify(local(JSON.parse(args))) });
    const timer = setTimeout(
      () => {
        entry.timers.delete(timer);
        reply({});
      },
      sleepArgs.parse(JSON.parse(args)).milliseconds,
    );
    entry.timers.add(timer);
  } catch {
    reply({ error: { code: 'INVALID_ARGUMENTS', message: `${name} was given arguments it does not take` } });
  }
}

process.on('message', (frame: ToWorker) => {
  const entry = active.get(frame.callId);
  if (frame.type === 'run') void run(frame);
  else if (frame.type === 'bundle') entry?.code.resolve(frame.code);
  else if (frame.type === 'answer') entry?.execution?.answer(frame);
  else {
    entry?.cancelled.resolve();
    entry?.execution?.cancel();
  }
});
// The parent is gone, so nobody waits for anything that runs here.
process.on('disconnect', () => process.exit(0));
setInterval(() => send({ type: 'alive', rssMb: process.memoryUsage.rss() / 1024 / 1024 }), ALIVE_MS).unref();
