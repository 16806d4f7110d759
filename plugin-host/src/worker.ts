import { type IsolateOwner, IsolatePool, isolateKey } from './isolate/isolate-pool.ts';
import { WorkerCall, type WorkerPort } from './isolate/worker-call.ts';
import type { Outcome, RunFrame, ToWorker, WorkerFrame } from './protocol.ts';

/*
 * A worker process: owns isolates and nothing else. It holds no socket, reads no file and has an empty environment; all it
 * can do is answer its parent. The parent kills it when it stops doing so.
 */

const ALIVE_MS = 1_000;
/** A call that has ended sooner, and asked for nothing, is not announced: to say so would take as long as many a call. */
const ANNOUNCED_AFTER_MS = 1;

const { maxIsolates } = JSON.parse(process.argv[2] ?? '{}') as { maxIsolates: number };
const active = new Map<string, WorkerCall>();
const isolates = new IsolatePool(maxIsolates, (owner, reason) => {
  send(broken(reason, owner));
  for (const [callId, { frame }] of active) {
    if (isolateKey(frame) !== isolateKey(owner)) continue;
    const message = `the call used more than ${frame.limits.memoryMb} MB of memory`;
    finish(callId, { ok: false, error: { code: 'PLUGIN_MEMORY_LIMIT', message, retryable: false }, durationMs: 0 });
  }
});

const broken = (reason: string, { pluginId, integrity }: IsolateOwner): WorkerFrame => ({
  type: 'broken',
  reason,
  code: { pluginId, integrity },
});

function send(frame: WorkerFrame): void {
  process.send?.(frame);
}

function finish(callId: string, outcome: Outcome): void {
  const call = active.get(callId);
  if (!call) return;
  active.delete(callId);
  call.dispose();
  send({ type: 'result', callId, outcome });
}

function start(frame: RunFrame): void {
  const { callId } = frame;
  const port: WorkerPort = {
    needBundle: () => send({ type: 'needBundle', callId }),
    hostCall: (id, name, args) => send({ type: 'hostCall', callId, id, name, args }),
    dropCall: id => send({ type: 'dropCall', callId, id }),
    log: line => send({ type: 'log', callId, ...line }),
    wedged: () => send(broken('an isolate does not stop', frame)),
  };
  const call = new WorkerCall(frame, isolates, port);
  active.set(callId, call);
  const announce = () => active.get(callId) === call && send({ type: 'started', callId });
  const announcing = setTimeout(announce, ANNOUNCED_AFTER_MS);
  void call.run(outcome => {
    clearTimeout(announcing);
    finish(callId, outcome);
  });
}

process.on('message', (frame: ToWorker) => {
  if (frame.type === 'run') return start(frame);
  const call = active.get(frame.callId);
  if (frame.type === 'bundle') call?.receiveBundle(frame.code);
  else if (frame.type === 'answer') call?.receiveAnswer(frame);
  else call?.cancel();
});
// The parent is gone, so nobody waits for anything that runs here.
process.on('disconnect', () => process.exit(0));
send({ type: 'alive' });
setInterval(() => {
  isolates.dropOldContexts();
  send({ type: 'alive' });
}, ALIVE_MS).unref();
