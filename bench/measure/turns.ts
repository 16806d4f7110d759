import { median } from './compare.ts';
import { quantile } from './load.ts';
import { timedLoad } from './timed-load.ts';

/** What one round of one candidate came to. */
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds; not a number where nobody looked at single ones. */
  readonly p50: number;
  readonly p99: number;
}

/** One thing that is measured. */
export interface Contender {
  readonly name: string;
  /** One round. */
  run(): Promise<Measured>;
}

/** Measures contenders in turn, round after round; one uncounted round warms up. The medians, in the order given. */
export async function inTurns(contenders: readonly Contender[], rounds: number): Promise<Measured[]> {
  const results = contenders.map((): Measured[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const measured = await contender.run();
      if (round > 0) results[index]!.push(measured);
    }
  }
  return results.map(each => {
    const of = (key: keyof Measured) => median(each.map(measured => measured[key]));
    return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99') };
  });
}

/** One round of the same work by so many at once, for some seconds. */
export async function roundOf(
  work: (worker: number) => Promise<unknown>,
  { seconds, concurrency }: { readonly seconds: number; readonly concurrency: number },
): Promise<Measured> {
  const { perSecond, latencies } = await timedLoad(work, { seconds, concurrency });
  return { perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}

/** Cells of a table: how many per second, in relation to a base, and how long each took. */
export function cells({ perSecond, p50, p99 }: Measured, base: number): string[] {
  const milliseconds = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(1));
  const digits = perSecond < 100 ? 1 : 0;
  return [perSecond.toFixed(digits), `${(perSecond / base).toFixed(2)} ×`, milliseconds(p50), milliseconds(p99)];
}

export const CELL_HEADS = ['per second', 'ratio', 'p50 ms', 'p99 ms'];
