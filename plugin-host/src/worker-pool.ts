import type { ChildProcess } from 'node:child_process';
import type { Logger } from '@ticketbase/kernel';
import type { Confinement } from './confinement/confinement.ts';
import type { AnswerFrame, LogFrame, Outcome, RunFrame, ToWorker, WorkerFrame } from './protocol.ts';
import { workerFrameSchema } from './protocol.ts';
import { accused, codeKey, Quarantine } from './quarantine.ts';
import { killWorkerProcess, residentMb, startWorkerProcess } from './worker-process.ts';

/** How many workers there are and when one of them counts as lost. */
export interface WorkerPoolOptions {
  workers: number;
  /** Isolates that one worker keeps, busy and idle. */
  maxIsolates: number;
  /** Mebibytes of resident memory above which a worker is replaced. */
  workerMemoryMb: number;
  /** What the operating system keeps from the workers. */
  confinement: Confinement;
}

/** Who answers what a call asks for while it runs. */
export interface CallHandlers {
  needBundle(): void;
  hostCall(id: number, name: string, args: string): void;
  /** Nobody waits for the answer of this host call any more; it is to be answered all the same. */
  dropCall(id: number): void;
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
  /** Whether the worker has said that it runs the call, or anything else of it: until then, nothing that it did is known outside. */
  taken: boolean;
  /** Whether it was sent to a second worker, since the first was lost before it said anything. */
  moved: boolean;
  resolve(outcome: Outcome): void;
  watchdog: NodeJS.Timeout;
}

interface Worker {
  child: ChildProcess;
  pending: Map<string, Pending>;
  lastAlive: number;
  startedAt: number;
  /** The code that it was ever given to run. */
  codes: Set<string>;
  /** Whether it has ever said anything. */
  proven: boolean;
  lastCall: number;
  retired: boolean;
  killed: boolean;
}

/** A worker that says nothing for so long is wedged. */
const SILENCE_MS = 10_000;
const WATCH_MS = 1_000;
/** What a worker may take on top of a call's own limit before it is killed. */
const WALL_GRACE_MS = 2_000;
/** How long a worker that is being replaced may finish its other calls. */
const RETIRE_MS = 3_000;
const RESTART_DELAY_MS = 1_000;
/** Workers for code in quarantine; where there is more such code, it shares them. */
const QUARANTINE_WORKERS = 4;
/** A quarantine worker that nobody has called for so long ends. */
const QUARANTINE_IDLE_MS = 60_000;

/**
 * The processes in which isolates live. A tenant's calls always go to the same one, so that its isolates stay warm and a
 * worker it breaks is broken for few. One that is lost is replaced at once, by a spare that has started already; calls that
 * ran in it end as PLUGIN_HOST_UNAVAILABLE. Code that cost two workers their lives runs in one of its own from then on.
 */
export class WorkerPool {
  private readonly options: WorkerPoolOptions;
  private readonly logger: Logger;
  private readonly slots: (Worker | undefined)[];
  private readonly all = new Set<Worker>();
  private readonly quarantine = new Quarantine();
  private readonly quarantined = new Map<number, Worker>();
  private spare: Worker | undefined;
  private readonly watch: NodeJS.Timeout;
  private closed = false;

  /** @param first a worker that has started already, to be the first of the pool */
  constructor(options: WorkerPoolOptions, logger: Logger, first?: ChildProcess) {
    this.options = options;
    this.logger = logger;
    this.slots = Array.from({ length: options.workers }, (_, slot) =>
      slot === 0 && first ? this.adopt(first, true) : this.startWorker(),
    );
    // Not needed at once, and the start has enough to do.
    setTimeout(() => {
      if (!this.closed) this.spare ??= this.startWorker();
    }, RESTART_DELAY_MS).unref();
    this.watch = setInterval(() => this.inspect(), WATCH_MS);
    this.watch.unref();
  }

  /** The process ids of the workers that take calls. */
  get pids(): number[] {
    return this.slots.flatMap(worker => worker?.child.pid ?? []);
  }

  /** Starts a call; its `callId` must be unique among the running ones. */
  run(call: RunFrame, handlers: CallHandlers): RunningCall {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const watchdog = setTimeout(() => {
      this.strike(codeKey(call), 'a call did not end at its time limit');
      this.kill(pending.worker);
    }, call.limits.wallMs + WALL_GRACE_MS);
    const worker = this.workerOf(call);
    this.tellOfQuarantine(call, handlers);
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
      ({ child }) => new Promise<void>(resolve => void child.once('exit', () => resolve())),
    );
    for (const worker of this.all) this.kill(worker);
    await Promise.all(gone);
  }

  private workerOf(call: RunFrame): Worker {
    const key = codeKey(call);
    if (this.quarantine.reason(key) !== undefined) return this.quarantineWorkerOf(key);
    const slot = hash(call.organizationId) % this.slots.length;
    const worker = this.slots[slot] ?? this.takeSpare() ?? this.startWorker();
    this.slots[slot] = worker;
    return worker;
  }

  private quarantineWorkerOf(key: string): Worker {
    const slot = hash(key) % QUARANTINE_WORKERS;
    const worker = this.quarantined.get(slot) ?? this.takeSpare() ?? this.startWorker();
    worker.lastCall = performance.now();
    this.quarantined.set(slot, worker);
    return worker;
  }

  /** Whose plugin it is sees why its calls may be slower, in the plugin's log. */
  private tellOfQuarantine(call: RunFrame, handlers: CallHandlers): void {
    const reason = this.quarantine.reasonToTell(codeKey(call), call.organizationId);
    if (reason === undefined) return;
    const message = `this version runs in a process of its own for now, since it cost others theirs: ${reason}`;
    handlers.log({ type: 'log', callId: call.callId, level: 'warn', message, at: new Date().toISOString() });
  }

  /** Counts against a piece of code that it cost a worker its life. */
  private strike(key: string, reason: string): void {
    if (this.quarantine.strike(key, reason)) this.logger.warn({ code: key, reason }, 'code is in quarantine');
  }

  /** A worker that has started already, if there is one; the next one is started. */
  private takeSpare(): Worker | undefined {
    const { spare } = this;
    if (this.closed || !spare?.proven || spare.retired) return undefined;
    this.spare = this.startWorker();
    return spare;
  }

  private dispatch(pending: Pending): void {
    pending.worker.pending.set(pending.call.callId, pending);
    pending.worker.codes.add(codeKey(pending.call));
    const { call, moved, startedAt } = pending;
    const wallMs = Math.max(1, call.limits.wallMs - (performance.now() - startedAt));
    // A second worker gets what is left of the call's time.
    sendTo(pending.worker, moved ? { ...call, limits: { ...call.limits, wallMs } } : call);
  }

  private startWorker(): Worker {
    return this.adopt(startWorkerProcess(this.options, 'inherit'), false);
  }

  private adopt(child: ChildProcess, proven: boolean): Worker {
    const now = performance.now();
    const worker: Worker = {
      child,
      pending: new Map(),
      codes: new Set(),
      ...{ lastAlive: now, startedAt: now, lastCall: now },
      ...{ proven, retired: false, killed: false },
    };
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
    worker.proven = true;
    if (frame.type === 'alive') return;
    if (frame.type === 'broken') {
      // A worker can accuse only what it was given to run.
      const key = codeKey(frame.code);
      if (worker.codes.has(key)) this.strike(key, frame.reason);
      this.retire(worker, frame.reason);
      return;
    }
    const pending = worker.pending.get(frame.callId);
    if (!pending) return;
    if (frame.type === 'needBundle') {
      pending.handlers.needBundle();
      return;
    }
    pending.taken = true;
    if (frame.type === 'started') return;
    if (frame.type === 'hostCall') pending.handlers.hostCall(frame.id, frame.name, frame.args);
    else if (frame.type === 'log') pending.handlers.log(frame);
    else if (frame.type === 'dropCall') pending.handlers.dropCall(frame.id);
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
    this.leaveQuarantine(worker);
    const slot = this.slots.indexOf(worker);
    if (slot >= 0 && !this.closed) this.slots[slot] = this.takeSpare() ?? this.startWorker();
    if (worker.pending.size === 0) this.kill(worker);
    else setTimeout(() => this.kill(worker), RETIRE_MS).unref();
  }

  private kill(worker: Worker): void {
    worker.killed = true;
    killWorkerProcess(worker.child);
  }

  private replaceLost(worker: Worker): void {
    this.all.delete(worker);
    this.leaveQuarantine(worker);
    // One that was told to go did not die of what it ran.
    if (!this.closed && !worker.retired && !worker.killed) {
      for (const [key, strikes] of accused(worker.pending.values()))
        for (let strike = 1; strike <= strikes; strike += 1) this.strike(key, 'the process that ran it died');
    }
    const untaken = this.closed ? [] : [...worker.pending.values()].filter(mayMove);
    for (const { call } of untaken) worker.pending.delete(call.callId);
    for (const [callId, { startedAt, call, taken }] of worker.pending) {
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
            ...(taken ? {} : { neverRan: true as const }),
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
    if (this.closed) return;
    if (lost === this.spare) {
      this.spare = undefined;
      this.startLater(lost, () => {
        this.spare ??= this.startWorker();
      });
      return;
    }
    const slot = this.slots.indexOf(lost);
    if (slot < 0) return;
    this.slots[slot] = this.takeSpare();
    if (this.slots[slot]) return;
    this.startLater(lost, () => {
      this.slots[slot] ??= this.takeSpare() ?? this.startWorker();
    });
  }

  /** One that dies as soon as it starts is started again by the next call or after a pause, not in a loop. */
  private startLater(lost: Worker, start: () => void): void {
    if (performance.now() - lost.startedAt > RESTART_DELAY_MS) start();
    else setTimeout(() => this.closed || start(), RESTART_DELAY_MS).unref();
  }

  private leaveQuarantine(worker: Worker): void {
    for (const [slot, each] of this.quarantined) if (each === worker) this.quarantined.delete(slot);
  }

  private inspect(): void {
    const now = performance.now();
    for (const worker of this.all) {
      if (worker.lastAlive < now - SILENCE_MS) {
        for (const key of accused(worker.pending.values()).keys())
          this.strike(key, 'the process that ran it stopped answering');
        this.kill(worker);
      }
      const usedMb = residentMb(worker.child) ?? 0;
      if (usedMb > this.options.workerMemoryMb) this.retire(worker, `it uses ${Math.round(usedMb)} MB`);
    }
    for (const worker of [...this.quarantined.values()])
      if (worker.pending.size === 0 && worker.lastCall < now - QUARANTINE_IDLE_MS)
        this.retire(worker, 'nobody calls it');
  }
}

/** Of a call that its worker said nothing of, nothing has happened outside: it can run elsewhere; once, and while it has time. */
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
