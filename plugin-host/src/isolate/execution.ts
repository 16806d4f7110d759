import type { Limits } from '../limits.ts';
import type { PluginErrorCode } from '../plugin-host.ts';
import type { AnswerFrame, LogFrame, Outcome, RunFrame } from '../protocol.ts';
import { GuestContext } from './guest-context.ts';
import type { PooledIsolate } from './isolate-pool.ts';
import { keep, takeKept } from './kept-context.ts';
import { stopIsolate } from './stop-isolate.ts';

const POLL_MS = 20;
/** Polls without anything running or awaited, after which a call that has not answered never will. */
const IDLE_POLLS = 3;

/** What an execution asks of its worker. */
export interface ExecutionPort {
  hostCall(id: number, name: string, args: string): void;
  /** The guest waits for this host call no more; it is to be answered all the same. */
  dropCall(id: number): void;
  log(line: Omit<LogFrame, 'type' | 'callId'>): void;
  /** The isolate's thread does not stop: only ending the process frees it. */
  wedged(): void;
}

/** How a call ends when the guest does not catch a refusal with this code. */
const ENDS_AS: Readonly<Record<string, PluginErrorCode>> = {
  FETCH_REFUSED: 'PLUGIN_FETCH_REFUSED',
  // A host that does not answer is the plugin's affair, not a rule it broke.
  FETCH_FAILED: 'PLUGIN_THREW',
};

/** What code throws that gave up since it was told to: the call ends as it would have ended without it, and as retryable. */
const WOULD_END: ReadonlySet<string> = new Set<PluginErrorCode>(['PLUGIN_TIMEOUT', 'PLUGIN_CANCELLED']);

type End = { data: string } | { code: PluginErrorCode; message: string; retryable: boolean };

/** One call in one isolate: enters the guest, watches what it uses, and ends it at its limits. */
export class Execution {
  private readonly call: RunFrame;
  private readonly limits: Limits;
  private readonly pooled: PooledIsolate;
  private readonly port: ExecutionPort;
  private readonly startedAt: number;
  private readonly isolateTimeAtStart: bigint;
  private readonly processTimeAtStart = process.cpuUsage();
  private readonly ended = Promise.withResolvers<End>();
  private over = false;
  private answered: End | undefined;
  private entries = 0;
  private waiting = 0;
  private idlePolls = 0;
  private logLines = 0;
  /** Whether the guest has asked for its signal, and whether that has fired. */
  private listens = false;
  private notified = false;
  private readonly timers: NodeJS.Timeout[] = [];
  private guest: GuestContext | undefined;

  /** @param startedAt `performance.now()` when the call arrived; waiting for an isolate counts as its time */
  constructor(call: RunFrame, pooled: PooledIsolate, port: ExecutionPort, startedAt: number) {
    this.call = call;
    this.limits = call.limits;
    this.pooled = pooled;
    this.port = port;
    this.startedAt = startedAt;
    this.isolateTimeAtStart = pooled.isolate.cpuTime;
  }

  /** Runs the call to its end. The isolate is disposed when the call did not end by itself. */
  async run(code: string): Promise<Outcome> {
    const poll = setInterval(() => this.poll(), POLL_MS);
    const wall = setTimeout(
      () => this.end('PLUGIN_TIMEOUT', `the call took longer than ${this.limits.wallMs} ms`, true),
      Math.max(0, this.limits.wallMs - (performance.now() - this.startedAt)),
    );
    void this.start(code);
    const end = await this.ended.promise;
    this.over = true;
    clearInterval(poll);
    clearTimeout(wall);
    for (const timer of this.timers) clearTimeout(timer);
    const durationMs = performance.now() - this.startedAt;
    if (this.answered !== end) stopIsolate(this.pooled.isolate, () => this.entries > 0, this.port.wedged);
    else this.partWith('data' in end);
    return 'data' in end
      ? { ok: true, data: end.data, durationMs }
      : { ok: false, error: { code: end.code, message: end.message, retryable: end.retryable }, durationMs };
  }

  /** Hands the guest the answer to one of its host calls. */
  answer(frame: Pick<AnswerFrame, 'id' | 'value' | 'error'>): void {
    const { guest } = this;
    if (this.over || !guest) return;
    this.waiting--;
    const { code, message } = frame.error ?? {};
    const ends = ENDS_AS[code ?? ''] ?? 'PLUGIN_HOST_CALL_REFUSED';
    void this.inside(() => guest.enter('answer', frame.id, frame.value, code, message, ends));
  }

  /** Ends the call from outside: at once, or, if the guest listens, a while after it was told. */
  cancel(): void {
    const message = 'the caller cancelled the call';
    const end = () => this.end('PLUGIN_CANCELLED', message, true);
    if (!this.listens || this.over) {
      end();
      return;
    }
    this.notify('AbortError', 'PLUGIN_CANCELLED', message);
    this.timers.push(setTimeout(end, this.limits.noticeMs));
  }

  /** From now on the guest is told before its time is over. */
  private listen(): void {
    if (this.listens) return;
    this.listens = true;
    const { wallMs } = this.limits;
    const notice = wallMs - noticeOf(this.limits) - (performance.now() - this.startedAt);
    const notify = () => this.notify('TimeoutError', 'PLUGIN_TIMEOUT', `the call has almost taken its ${wallMs} ms`);
    this.timers.push(setTimeout(notify, Math.max(0, notice)));
  }

  private notify(name: string, code: PluginErrorCode, message: string): void {
    const { guest } = this;
    if (this.over || this.notified || !guest) return;
    this.notified = true;
    void this.inside(() => guest.enter('abort', name, code, message));
  }

  private async start(code: string): Promise<void> {
    this.entries++;
    try {
      const waiting = takeKept(this.pooled, this.call) ?? this.takeStandby();
      const guest = waiting ?? (await GuestContext.load(this.pooled, code, this.call));
      this.guest = guest;
      void this.inside(() => guest.run(this.call, args => this.receive(args)));
    } catch (error) {
      this.fail(error, 'PLUGIN_BUNDLE_INVALID', 'the plugin does not load: ');
    } finally {
      this.entries--;
    }
  }

  /**
   * Lets go of the context, unless its caller may have it again: the call did what it was asked for, and nothing of it can go on,
   * since all that it waited for was answered.
   */
  private partWith(succeeded: boolean): void {
    if (!this.guest) return;
    const isStill = this.entries === 0 && this.waiting === 0 && !this.notified;
    if (succeeded && isStill) keep(this.pooled, this.guest, this.call);
    else this.guest.release();
  }

  private takeStandby(): GuestContext | undefined {
    const { standby } = this.pooled;
    this.pooled.standby = undefined;
    return standby;
  }

  private async inside(work: () => Promise<void>): Promise<void> {
    this.entries++;
    this.idlePolls = 0;
    try {
      await work();
    } catch (error) {
      this.fail(error, 'PLUGIN_THREW', '');
    } finally {
      this.entries--;
      this.settle();
    }
  }

  /** What the guest posts. Its counters were checked inside already; here they are checked where it cannot reach. */
  private receive(args: unknown[]): void {
    if (this.over) return;
    const [what, a, b, c, d] = args as [string, unknown, unknown, unknown, unknown];
    if (what === 'call') this.receiveCall(Number(a), String(b), String(c));
    else if (what === 'log') this.receiveLog(String(a), String(b), c, String(d));
    else if (what === 'done') this.receiveResult(String(a));
    else if (what === 'listen') this.listen();
    else if (what === 'drop') this.port.dropCall(Number(a));
    else this.guestAnswered({ code: a as PluginErrorCode, message: String(b), retryable: WOULD_END.has(String(a)) });
  }

  private receiveCall(id: number, name: string, args: string): void {
    if (this.waiting >= this.limits.hostCallsInFlight) return;
    this.waiting++;
    this.port.hostCall(id, name, args);
  }

  private receiveLog(level: string, message: string, fields: unknown, at: string): void {
    // One more than allowed: the line that says that lines were dropped.
    if (this.logLines++ > this.limits.logLines) return;
    const line = { level: level as LogFrame['level'], message: message.slice(0, 4096), at };
    this.port.log(typeof fields === 'string' ? { ...line, fields } : line);
  }

  private receiveResult(data: string): void {
    if (Buffer.byteLength(data) <= this.limits.resultBytes) {
      this.guestAnswered({ data });
      return;
    }
    const message = `the answer is larger than ${this.limits.resultBytes} bytes`;
    this.guestAnswered({ code: 'PLUGIN_RESULT_TOO_LARGE', message, retryable: false });
  }

  /** An answer ends the call only once the guest stands still: code that runs on behind its answer still meets its limits. */
  private guestAnswered(end: End): void {
    this.answered ??= isMemoryFault(end)
      ? { code: 'PLUGIN_MEMORY_LIMIT', message: this.memoryMessage(), retryable: false }
      : end;
    this.settle();
  }

  private settle(): void {
    if (this.answered && this.entries === 0) this.ended.resolve(this.answered);
  }

  private poll(): void {
    if (this.over || this.pooled.isolate.isDisposed) return;
    if (this.usedCpuMs() > this.limits.cpuMs) {
      this.end('PLUGIN_CPU_LIMIT', `the call used more than ${this.limits.cpuMs} ms of processor time`, false);
      return;
    }
    const awaitsSignal = this.listens && !this.notified;
    const idle = this.entries === 0 && this.waiting === 0 && !this.answered && !awaitsSignal;
    this.idlePolls = idle ? this.idlePolls + 1 : 0;
    if (this.idlePolls > IDLE_POLLS)
      this.end('PLUGIN_TIMEOUT', 'the call waits for a promise that nothing can settle any more', false);
  }

  /**
   * Processor time of this call, or somewhat more. The isolate's own figure goes on while its thread waits for a processor,
   * the process's includes other calls; neither is less than what the call used, so the smaller one is the fairer.
   */
  private usedCpuMs(): number {
    const isolateMs = Number(this.pooled.isolate.cpuTime - this.isolateTimeAtStart) / 1e6;
    const { user, system } = process.cpuUsage(this.processTimeAtStart);
    return Math.min(isolateMs, (user + system) / 1e3);
  }

  private fail(error: unknown, code: PluginErrorCode, prefix: string): void {
    const message = error instanceof Error ? String(error.message) : String(error);
    if (message.includes('memory limit')) this.end('PLUGIN_MEMORY_LIMIT', this.memoryMessage(), false);
    else this.end(code, `${prefix}${message}`.slice(0, 2000), false);
  }

  private memoryMessage() {
    return `the call used more than ${this.pooled.memoryMb} MB of memory`;
  }

  /** The first end counts. */
  private end(code: PluginErrorCode, message: string, retryable: boolean): void {
    this.ended.resolve({ code, message, retryable });
  }
}

const isMemoryFault = (end: End) =>
  'code' in end && end.code === 'PLUGIN_THREW' && end.message === 'RangeError: Array buffer allocation failed';

/** Milliseconds before its wall limit at which a call is told: of a short call the half is left to work in. */
const noticeOf = ({ noticeMs, wallMs }: Limits) => Math.min(noticeMs, wallMs / 2);
