import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from './load.ts';

/** What the same work took, done again and again; times in milliseconds. */
export interface OneByOne {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

/** Does the same thing one after the other for some seconds, with a pause after each that does not count as its time. */
export async function oneByOne(
  work: () => Promise<unknown>,
  { seconds, pauseMs }: { readonly seconds: number; readonly pauseMs: number },
): Promise<OneByOne> {
  const latencies: number[] = [];
  const begun = performance.now();
  while (performance.now() < begun + seconds * 1_000) {
    const before = performance.now();
    await work();
    latencies.push(performance.now() - before);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  const perSecond = latencies.length / ((performance.now() - begun) / 1_000);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => quantile(latencies, share);
  return { count: latencies.length, perSecond, p50: at(0.5), p99: at(0.99), worst: latencies.at(-1) ?? Number.NaN };
}
