/** What many did for some seconds. */
export interface TimedLoad {
  readonly perSecond: number;
  /** Milliseconds of each, in order of size. */
  readonly latencies: readonly number[];
}

/**
 * Lets so many do the same thing again and again for some seconds; what is in hand at the end is waited for and counts,
 * with its time. Throws what the work throws.
 */
export async function timedLoad(
  work: (worker: number) => Promise<unknown>,
  { seconds, concurrency }: { readonly seconds: number; readonly concurrency: number },
): Promise<TimedLoad> {
  const latencies: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  const worker = async (_: unknown, index: number) => {
    for (let before = performance.now(); before < until; ) {
      await work(index);
      const after = performance.now();
      latencies.push(after - before);
      before = after;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const took = (performance.now() - begun) / 1_000;
  return { perSecond: latencies.length / took, latencies: latencies.sort((a, b) => a - b) };
}
