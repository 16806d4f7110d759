import type { Logger } from '@ticketbase/kernel';

/** Milliseconds between looks at a queue, when nothing in this process says that there is something. */
const POLL = 2_000;

export interface DueWorkParts<Item> {
  /** What the work is called in the log. */
  readonly name: string;
  /** Pieces in hand at once, in this process. */
  readonly slots: number;
  /** Takes at most so many pieces that are due, for this process alone. */
  claim(most: number): Promise<readonly Item[]>;
  /** Does one; what it throws is logged. */
  handle(item: Item): Promise<void>;
  readonly logger: Logger;
}

/**
 * Works through a queue in the database. A piece that takes long holds up none of the others: its slot is its own, and every
 * slot that becomes free is filled again at once. Who gets how many is the claim's affair.
 */
export class DueWork<Item> {
  private readonly parts: DueWorkParts<Item>;
  private readonly inHand = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private again = false;
  private stopped = true;

  constructor(parts: DueWorkParts<Item>) {
    this.parts = parts;
  }

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.wake(), POLL);
    this.timer.unref();
    this.wake();
  }

  /** Takes nothing new, and waits for what is in hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.looking;
    await Promise.all(this.inHand);
  }

  /** Looks at the queue now, or again after the look in progress. */
  wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
    });
  }

  private async look(): Promise<void> {
    const { claim, slots, logger, name } = this.parts;
    while (this.again && !this.stopped) {
      const free = slots - this.inHand.size;
      // A slot that becomes free looks again.
      if (free === 0) return;
      this.again = false;
      try {
        for (const item of await claim(free)) this.take(item);
      } catch (error) {
        logger.error({ err: error }, `${name}: the queue was not read`);
      }
    }
  }

  private take(item: Item): void {
    const { handle, logger, name } = this.parts;
    const work = handle(item)
      .catch(error => logger.error({ err: error }, `${name}: a piece of work was not done`))
      .finally(() => {
        this.inHand.delete(work);
        this.wake();
      });
    this.inHand.add(work);
  }
}
