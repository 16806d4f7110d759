import type { PluginErrorCode } from '../plugin-host.ts';
import type { AnswerFrame, LogFrame, Outcome, RunFrame } from '../protocol.ts';
import { Execution } from './execution.ts';
import { GUEST_CALLS } from './guest-runtime.ts';
import type { IsolatePool, PooledIsolate } from './isolate-pool.ts';
import { LOCAL_CALLS, sleepArgs } from './local-calls.ts';
import { prepareStandby } from './standby.ts';

/** What a call asks of the process above its worker. */
export interface WorkerPort {
  needBundle(): void;
  hostCall(id: number, name: string, args: string): void;
  dropCall(id: number): void;
  log(line: Omit<LogFrame, 'type' | 'callId'>): void;
  wedged(): void;
}

type Interruption = 'cancelled' | 'timeout';

/** One call inside a worker: gets an isolate and the code, runs, and answers what the host need not be asked for. */
export class WorkerCall {
  readonly frame: RunFrame;
  private readonly isolates: IsolatePool;
  private readonly port: WorkerPort;
  private readonly startedAt = performance.now();
  private readonly code = Promise.withResolvers<string | null>();
  private readonly interrupted = Promise.withResolvers<Interruption>();
  private readonly timers = new Set<NodeJS.Timeout>();
  /** By the id of the host call, what ends a sleep early. */
  private readonly sleeps = new Map<number, () => void>();
  private execution: Execution | undefined;

  constructor(frame: RunFrame, isolates: IsolatePool, port: WorkerPort) {
    this.frame = frame;
    this.isolates = isolates;
    this.port = port;
    this.timers.add(setTimeout(() => this.interrupted.resolve('timeout'), frame.limits.wallMs));
  }

  /** Runs the call to its end; `settle` gets the outcome before the isolate is given back. */
  async run(settle: (outcome: Outcome) => void): Promise<void> {
    const { ready, abandon } = this.isolates.acquire(this.frame, this.frame.limits.memoryMb);
    const pooled = await Promise.race([ready, this.interrupted.promise]);
    if (typeof pooled === 'string') {
      abandon();
      settle(this.interruption(pooled, 'no isolate became free in time'));
      return;
    }
    settle(await this.runIn(pooled));
    this.isolates.willRelease(pooled);
    await prepareStandby(pooled, this.frame, () => this.port.wedged());
    this.isolates.release(pooled);
  }

  /** The code that `needBundle` asked for; null when it could not be read. */
  receiveBundle(code: string | null): void {
    this.code.resolve(code);
  }

  /** The answer to one of the guest's host calls. */
  receiveAnswer(frame: AnswerFrame): void {
    this.execution?.answer(frame);
  }

  /** Ends the call, wherever it is. */
  cancel(): void {
    this.interrupted.resolve('cancelled');
    this.execution?.cancel();
  }

  /** Forgets what the call still waits for. */
  dispose(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async runIn(pooled: PooledIsolate): Promise<Outcome> {
    let code: string | null = '';
    if (!pooled.script) {
      this.port.needBundle();
      const arrived = await Promise.race([this.code.promise, this.interrupted.promise.then(reason => ({ reason }))]);
      if (typeof arrived === 'object' && arrived !== null)
        return this.interruption(arrived.reason, 'the bundle did not arrive in time');
      if (arrived === null) return this.failure('PLUGIN_BUNDLE_INVALID', 'the bundle could not be read');
      code = arrived;
    }
    const { log, wedged } = this.port;
    const hostCall = (id: number, name: string, args: string) => this.answerOrForward(id, name, args);
    const dropCall = (id: number) => (this.sleeps.get(id) ?? (() => this.port.dropCall(id)))();
    this.execution = new Execution(this.frame, pooled, { hostCall, dropCall, log, wedged }, this.startedAt);
    return this.execution.run(code);
  }

  private answerOrForward(id: number, name: string, args: string): void {
    const reply = (answer: Pick<AnswerFrame, 'value' | 'error'>) => this.execution?.answer({ id, ...answer });
    if (!(GUEST_CALLS as readonly string[]).includes(name)) {
      reply({ error: { code: 'UNKNOWN_CALL', message: `there is no call ${name}` } });
      return;
    }
    // What a handle stands for is known to the host alone.
    const isSecret = name === 'crypto.hmac' && Object.values(this.frame.handles).some(handle => args.includes(handle));
    const local = isSecret ? undefined : LOCAL_CALLS[name];
    if (!local && name !== 'sleep') {
      this.port.hostCall(id, name, args);
      return;
    }
    try {
      if (local) reply({ value: JSON.stringify(local(JSON.parse(args))) });
      else this.sleep(id, sleepArgs.parse(JSON.parse(args)).milliseconds, () => reply({}));
    } catch {
      reply({ error: { code: 'INVALID_ARGUMENTS', message: `${name} was given arguments it does not take` } });
    }
  }

  private sleep(id: number, milliseconds: number, wake: () => void): void {
    const end = () => {
      clearTimeout(timer);
      this.timers.delete(timer);
      this.sleeps.delete(id);
      wake();
    };
    const timer = setTimeout(end, milliseconds);
    this.timers.add(timer);
    this.sleeps.set(id, end);
  }

  private interruption(reason: Interruption, whenLate: string): Outcome {
    return reason === 'timeout'
      ? this.failure('PLUGIN_TIMEOUT', whenLate)
      : this.failure('PLUGIN_CANCELLED', 'the caller cancelled the call');
  }

  private failure(code: PluginErrorCode, message: string): Outcome {
    return { ok: false, error: { code, message, retryable: true }, durationMs: performance.now() - this.startedAt };
  }
}
