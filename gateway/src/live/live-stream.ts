import type { AnyDomainEvent } from '@ticketbase/kernel';
import type { FormattedExecutionResult } from 'graphql';
import { SubscriptionTooSlowError } from './live-errors.ts';
import type { LiveListener } from './live-feed.ts';

/** Milliseconds between two payloads of one stream at least: what happens meanwhile is told together. */
const APART = 250;
/** Between two looks at whether the subscriber may still hear it, when nothing happens. */
const RECHECK = 15_000;
/** After an event: by then its figures are counted everywhere. */
const SETTLED = 1_500;
/** Between two looks at whether the client takes what it was sent. */
const LOOK = 50;
/** After a failure that may pass; so many in a row end the stream. */
const RETRY = 1_000;
const MOST_FAILURES = 30;
/** Domain events kept for the next payload. */
const MOST_EVENTS = 500;

/** What carries a stream to its client. */
export interface LiveTransport {
  /** True while something that was sent is not on its way yet. */
  isClogged(): boolean;
  /** Ends the connection: the client does not take what it is sent. */
  abandon(): void;
}

export interface LiveStreamParts {
  /**
   * Makes a payload of what happened; undefined if it is the one before. Rejects if the subscriber may not hear more.
   * @param onlyCheck looks whether they still may, and makes none
   */
  produce(events: readonly AnyDomainEvent[], onlyCheck: boolean): Promise<FormattedExecutionResult | undefined>;
  /** The last payload, which says why the stream ends. */
  refuse(error: unknown): FormattedExecutionResult;
  /** True for a failure that may have passed when it is tried again. */
  isPassing(error: unknown): boolean;
  readonly settles: boolean;
  /** Milliseconds for which a client may leave untaken what it is sent. */
  readonly stallTimeout: number;
  readonly transport: LiveTransport;
  /** Called once, when the stream has ended: with what ended it, if it was not its client. */
  onEnd(error?: unknown): void;
}

type Step = IteratorResult<FormattedExecutionResult, undefined>;

const DONE: Step = { done: true, value: undefined };

/**
 * One subscription as it runs. It holds one payload at most: while its client is slow what happens is kept, and told
 * together when the client has taken what it was sent; a client that does not is let go.
 *
 * It is an AsyncGenerator by hand: one of the language's would not return before its pending step has ended.
 */
export class LiveStream implements AsyncGenerator<FormattedExecutionResult, undefined, undefined>, LiveListener {
  private readonly parts: LiveStreamParts;
  private readonly ready: FormattedExecutionResult[];
  private readonly timers = new Set<NodeJS.Timeout>();
  private asked: ((step: Step) => void) | undefined;
  private events: AnyDomainEvent[] = [];
  private look: 'none' | 'check' | 'payload' = 'none';
  private looking = false;
  private ended = false;
  private failures = 0;
  private settling: NodeJS.Timeout | undefined;
  private lastAt = performance.now();

  /** @param first the first payload, by which the subscriber was found to be allowed to hear it */
  constructor(first: FormattedExecutionResult, parts: LiveStreamParts) {
    this.parts = parts;
    this.ready = [first];
    const recheck = setInterval(() => this.wake('check'), RECHECK);
    this.timers.add(recheck);
  }

  heard(event: AnyDomainEvent): void {
    if (this.events.length === MOST_EVENTS) this.events.shift();
    this.events.push(event);
    this.wake('payload');
    if (this.parts.settles) this.settle();
  }

  missed(): void {
    this.wake('payload');
  }

  /** Looks once more when nothing has happened for a while. */
  settle(): void {
    if (this.settling) this.settling.refresh();
    else this.settling = this.later(SETTLED, () => this.wake('payload'));
  }

  /** Ends the stream and tells its client why. */
  end(error: unknown): void {
    if (this.ended) return;
    this.close(error);
    this.ready.push(this.parts.refuse(error));
    this.hand();
  }

  next(): Promise<Step> {
    const step = new Promise<Step>(resolve => {
      this.asked = resolve;
    });
    this.hand();
    return step;
  }

  async return(): Promise<Step> {
    this.close();
    this.ready.length = 0;
    this.hand();
    return DONE;
  }

  async throw(error: unknown): Promise<Step> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  private hand(): void {
    const { asked } = this;
    if (!asked || (this.ready.length === 0 && !this.ended)) return;
    this.asked = undefined;
    const value = this.ready.shift();
    asked(value ? { done: false, value } : DONE);
  }

  private wake(look: 'check' | 'payload'): void {
    if (this.look !== 'payload') this.look = look;
    if (!this.looking && !this.ended) void this.run();
  }

  private async run(): Promise<void> {
    this.looking = true;
    try {
      while (this.look !== 'none' && !this.ended) {
        await this.pause(this.lastAt + APART - performance.now());
        await this.untilTaken();
        const onlyCheck = this.look === 'check';
        const { events } = this;
        this.look = 'none';
        this.events = [];
        if (this.ended) return;
        const payload = await this.produce(events, onlyCheck);
        if (!payload || this.ended) continue;
        this.lastAt = performance.now();
        this.ready.push(payload);
        this.hand();
      }
    } catch (error) {
      this.end(error);
      if (error instanceof SubscriptionTooSlowError) this.parts.transport.abandon();
    } finally {
      this.looking = false;
    }
  }

  private async produce(events: AnyDomainEvent[], onlyCheck: boolean) {
    try {
      const payload = await this.parts.produce(events, onlyCheck);
      this.failures = 0;
      return payload;
    } catch (error) {
      this.failures += 1;
      if (!this.parts.isPassing(error) || this.failures > MOST_FAILURES) throw error;
      // A part of the platform restarts: what happened is told when it is back.
      this.events = [...events, ...this.events];
      this.look = 'payload';
      await this.pause(RETRY);
      return undefined;
    }
  }

  /** Waits until the client has taken what it was sent. Throws SUBSCRIPTION_TOO_SLOW. */
  private async untilTaken(): Promise<void> {
    const since = performance.now();
    while (!this.ended && (this.ready.length > 0 || this.parts.transport.isClogged())) {
      if (performance.now() - since > this.parts.stallTimeout) throw new SubscriptionTooSlowError();
      await this.pause(LOOK);
    }
  }

  private pause(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return Promise.resolve();
    return new Promise(resolve => {
      const timer = this.later(milliseconds, () => {
        this.timers.delete(timer);
        resolve();
      });
    });
  }

  private later(milliseconds: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(work, milliseconds);
    this.timers.add(timer);
    return timer;
  }

  private close(error?: unknown): void {
    if (this.ended) return;
    this.ended = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.parts.onEnd(error);
  }
}
