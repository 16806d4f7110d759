import { setTimeout as sleep } from 'node:timers/promises';

/** A process whose event loop rests for less than a quarter of the time has requests that wait. */
const BUSY = 0.75;
/** So many times longer are the pauses of a busy process. */
const LONGER = 4;

/**
 * Lets work that nobody waits for give way to requests: one piece at a time, and after each a pause, so that all of it
 * takes no more than its share of the process's time, and far less while the process is busy. For pieces that keep the processor busy, such as drawing.
 */
export class BackgroundPace {
  private readonly share: number;
  private latest: Promise<unknown> = Promise.resolve();

  /** The share is above 0 and at most 1, which is without pauses. */
  constructor(share: number) {
    if (!(share > 0 && share <= 1)) throw new RangeError('The share must be above 0 and at most 1.');
    this.share = share;
  }

  /** Does a piece when it is its turn; what it comes to. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.latest;
    const piece = turn.then(async () => {
      const begun = performance.now();
      try {
        return { result: await work(), took: performance.now() - begun };
      } catch (error) {
        return { error, took: performance.now() - begun };
      }
    });
    this.latest = piece.then(({ took }) => pause(took * (1 / this.share - 1)));
    return piece.then(done => {
      if ('error' in done) throw done.error;
      return done.result as Result;
    });
  }
}

async function pause(milliseconds: number): Promise<void> {
  const before = performance.eventLoopUtilization();
  await sleep(milliseconds);
  if (performance.eventLoopUtilization(before).utilization > BUSY) await sleep(milliseconds * (LONGER - 1));
}
