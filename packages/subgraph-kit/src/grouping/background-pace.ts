import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets work that nobody waits for give way to requests: one piece at a time, and after each a pause, so that all of it
 * takes no more than its share of the process's time. For pieces that keep the processor busy, such as drawing.
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
    this.latest = piece.then(({ took }) => sleep(took * (1 / this.share - 1)));
    return piece.then(done => {
      if ('error' in done) throw done.error;
      return done.result as Result;
    });
  }
}
