import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@ticketbase/kernel';
import type { AnswerFrame, LogFrame, Outcome, RunFrame, ToWorker, WorkerFrame } from './protocol.ts';
import { workerFrameSchema } from './protocol.ts';

/** How many workers there are and when one of them counts as lost. */
export interface WorkerPoolOptions {
  workers: number;
  /** Isolates that one worker keeps, busy and idle. */
  maxIsolates: number;
  /** Mebibytes of resident memory above which a worker is replaced. */
  workerMemoryMb: number;
}

/** Who answers what a call asks for while it runs. */
export interface CallHandlers {
  needBundle(): void;
  hostCall(id: number, name: string, args: string): void;
  log(line: LogFrame): void;
}

/** A call that a worker runs. */
export interface RunningCall {
  outcome: Promise<Outcome>;
  sendBundle(code: string | null): void;
  answer(answer: Pick<AnswerFrame, 'id' | 'value' | 'error'>): void;
  cancel(): void;
}

interface Pending {
  call: RunFrame;
  handlers: CallHandlers;
  startedAt: number;
  worker: Worker;
  /** Whether the worker has said that it took the call. */
  taken: boolean;
  /** Whether it was sent to a second worker, since the first was lost before it took the call. */
  moved: boolean;
  resolve(outcome: Outcome): void;
  watchdog: NodeJS.Timeout;
}

interface Worker {
  child: ChildProcess;
  pending: Map<string, Pending>;
  lastAlive: number;
  startedAt: number;
  retired: boolean;
}

/** A worker that says nothing for so long is wedged. */
const SILENCE_MS = 10_000;
const WATCH_MS = 1_000;
/** What a worker may take on top of a call's own limit before it is killed. */
const WALL_GRACE_MS = 2_000;
/** How long a worker that is being replaced may finish its other calls. */
const RETIRE_MS = 3_000;
const RESTART_DELAY_MS = 1_000;

/**
 * The processes in which isolates live. A tenant's calls always go to the same one, so that its isolates stay warm and a
 * worker it breaks is broken for few. A worker that is lost is replaced at once; calls that ran in it end as
 * PLUGIN_HOST_UNAVAILABLE.
 */
export class WorkerPool {
  private readonly options: WorkerPoolOptions;
  private readonly logger: Logger;
  private readonly slots: (Worker | undefined)[];
  private readonly all = new Set<Worker>();
  private readonly watch: NodeJS.Timeout;
  private closed = false;

  constructor(options: WorkerPoolOptions, logger: Logger) {
    this.options = options;
    this.logger = logger;
    this.slots = Array.from({ length: options.workers }, () => this.startWorker());
    this.watch = setInterval(() => this.killSilent(), WATCH_MS);
    this.watch.unref();
  }

  /** The process ids of the workers that take calls. */
  get pids(): number[] {
    return this.slots.flatMap(worker => worker?.child.pid ?? []);
  }

  /** Starts a call; its `callId` must be unique among the running ones. */
  run(call: RunFrame, handlers: CallHandlers): RunningCall {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const watchdog = setTimeout(() => this.kill(pending.worker), call.limits.wallMs + WALL_GRACE_MS);
    const worker = this.workerOf(call);
    const pending: Pending = {
      call,
      handlers,
      startedAt: performance.now(),
      worker,
      taken: false,
      moved: false,
      resolve,
      watchdog,
    };
    this.dispatch(pending);
    const send = (frame: ToWorker) => sendTo(pending.worker, frame);
    const { callId } = call;
    return {
      outcome: promise,
      sendBundle: code => send({ type: 'bundle', callId, code }),
      answer: ({ id, value, error }) => send({ type: 'answer', callId, id, value, error }),
      cancel: () => send({ type: 'cancel', callId }),
    };
  }

  /** Kills every worker; what still runs ends as PLUGIN_HOST_UNAVAILABLE. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.watch);
    const gone = [...this.all].map(
      ({ child }) => new Promise<void>(resolve => void child.once('close', () => resolve())),
    );
    for (const worker of this.all) this.kill(worker);
    await Promise.all(gone);
  }

  private workerOf({ organizationId }: RunFrame): Worker {
    const slot = hash(organizationId) % this.slots.length;
    const worker = this.slots[slot] ?? this.startWorker();
    this.slots[slot] = worker;
    return worker;
  }

  private dispatch(pending: Pending): void {
    pending.worker.pending.set(pending.call.callId, pending);
    const { call, moved, startedAt } = pending;
    const wallMs = Math.max(1, call.limits.wallMs - (performance.now() - startedAt));
    // A second worker gets what is left of the call's time.
    sendTo(pending.worker, moved ? { ...call, limits: { ...call.limits, wallMs } } : call);
  }

  private startWorker(): Worker {
    const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    const child = fork(
      fileURLToPath(new URL(`./worker${extension}`, import.meta.url)),
      [JSON.stringify({ maxIsolates: this.options.maxIsolates })],
      {
        env: {},
        // isolated-vm asks for --no-node-snapshot; the permission model takes files, processes and threads from a guest that got out.
        execArgv: [
          '--no-node-snapshot',
          '--permission',
          '--allow-addons',
          ...readableFolders().map(folder => `--allow-fs-read=${folder}`),
          '--disable-warning=SecurityWarning',
          ...sourceFlags(),
        ],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    const now = performance.now();
    const worker: Worker = { child, pending: new Map(), lastAlive: now, startedAt: now, retired: false };
    this.all.add(worker);
    child.on('message', message => this.receive(worker, message));
    child.on('error', () => this.kill(worker));
    child.on('exit', (code, signal) => {
      if (!this.closed && !worker.retired)
        this.logger.error({ worker: child.pid, code, signal, calls: worker.pending.size }, 'worker is lost');
      this.replaceLost(worker);
    });
    return worker;
  }

  private receive(worker: Worker, message: unknown): void {
    const parsed = workerFrameSchema.safeParse(message);
    if (!parsed.success) {
      this.kill(worker);
      return;
    }
    const frame: WorkerFrame = parsed.data;
    worker.lastAlive = performance.now();
    if (frame.type === 'alive') {
      if (frame.rssMb > this.options.workerMemoryMb) this.retire(worker, `it uses ${Math.round(frame.rssMb)} MB`);
      return;
    }
    if (frame.type === 'broken') {
      this.retire(worker, frame.reason);
      return;
    }
    const pending = worker.pending.get(frame.callId);
    if (!pending) return;
    if (frame.type === 'started') pending.taken = true;
    else if (frame.type === 'needBundle') pending.handlers.needBundle();
    else if (frame.type === 'hostCall') pending.handlers.hostCall(frame.id, frame.name, frame.args);
    else if (frame.type === 'log') pending.handlers.log(frame);
    else this.settle(worker, frame.callId, frame.outcome);
  }

  private settle(worker: Worker, callId: string, outcome: Outcome): void {
    const pending = worker.pending.get(callId);
    if (!pending) return;
    worker.pending.delete(callId);
    clearTimeout(pending.watchdog);
    pending.resolve(outcome);
    if (worker.retired && worker.pending.size === 0) this.kill(worker);
  }

  /** Sends no more calls there, lets the ones there finish for a while, then kills it. */
  private retire(worker: Worker, reason: string): void {
    if (worker.retired) return;
    this.logger.warn({ worker: worker.child.pid, reason, calls: worker.pending.size }, 'worker is replaced');
    worker.retired = true;
    const slot = this.slots.indexOf(worker);
    if (slot >= 0 && !this.closed) this.slots[slot] = this.startWorker();
    if (worker.pending.size === 0) this.kill(worker);
    else setTimeout(() => this.kill(worker), RETIRE_MS).unref();
  }

  private kill(worker: Worker): void {
    worker.child.kill('SIGKILL');
  }

  private replaceLost(worker: Worker): void {
    this.all.delete(worker);
    const untaken = this.closed ? [] : [...worker.pending.values()].filter(mayMove);
    for (const { call } of untaken) worker.pending.delete(call.callId);
    for (const [callId, { startedAt, call }] of worker.pending) {
      const durationMs = performance.now() - startedAt;
      const timedOut = durationMs >= call.limits.wallMs;
      const error = timedOut
        ? {
            code: 'PLUGIN_TIMEOUT' as const,
            message: `the call took longer than ${call.limits.wallMs} ms`,
            retryable: true,
          }
        : {
            code: 'PLUGIN_HOST_UNAVAILABLE' as const,
            message: 'the process that ran the call was lost',
            retryable: true,
          };
      this.settle(worker, callId, { ok: false, error, durationMs });
    }
    this.refillSlot(worker);
    for (const pending of untaken) {
      pending.moved = true;
      pending.worker = this.workerOf(pending.call);
      this.dispatch(pending);
    }
  }

  private refillSlot(lost: Worker): void {
    const slot = this.slots.indexOf(lost);
    if (slot < 0 || this.closed) return;
    // One that dies as soon as it starts is started again by the next call or after a pause, not in a loop.
    if (performance.now() - lost.startedAt > RESTART_DELAY_MS) this.slots[slot] = this.startWorker();
    else {
      this.slots[slot] = undefined;
      setTimeout(() => {
        if (!this.closed) this.slots[slot] ??= this.startWorker();
      }, RESTART_DELAY_MS).unref();
    }
  }

  private killSilent(): void {
    const oldest = performance.now() - SILENCE_MS;
    for (const worker of this.all) if (worker.lastAlive < oldest) this.kill(worker);
  }
}

/** What a worker may read: this package and the folder its dependencies are installed in, so neither data nor `/proc`. */
function readableFolders(): string[] {
  const ours = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const dependency = createRequire(import.meta.url).resolve('isolated-vm');
  const modules = dependency.slice(0, dependency.lastIndexOf(`node_modules${path.sep}`) + 'node_modules'.length);
  // The loader of native modules asks this file which C library to load for.
  return [path.join(ours, '*'), path.join(modules, '*'), '/etc/alpine-release'];
}

/** What Node needs to run TypeScript sources of the workspace; nothing when this is the built package. */
const sourceFlags = (): string[] => (import.meta.url.endsWith('.ts') ? ['--conditions=source'] : []);

/** A call that its worker never took can run elsewhere without running twice; once, and while it has time. */
const mayMove = ({ taken, moved, startedAt, call }: Pending) =>
  !taken && !moved && performance.now() - startedAt < call.limits.wallMs;

function sendTo({ child }: Worker, frame: ToWorker): void {
  if (child.connected) child.send(frame);
}

// FNV-1a, 32 bits
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
