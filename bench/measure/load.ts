/** What a bounded number of requests took. */
export interface LoadResult {
  /** Milliseconds of each request, in order of size. */
  readonly latencies: readonly number[];
  readonly requestsPerSecond: number;
}

/** Sends the same request so many times, so many at once, over connections that stay open. Throws on a faulty answer. */
export async function load(
  request: () => Promise<unknown>,
  { requests, concurrency }: { readonly requests: number; readonly concurrency: number },
): Promise<LoadResult> {
  const latencies: number[] = [];
  let left = requests;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const before = performance.now();
      await request();
      latencies.push(performance.now() - before);
    }
  };
  const before = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - before) / 1_000;
  return { latencies: latencies.sort((a, b) => a - b), requestsPerSecond: requests / seconds };
}

/** The value below which this share of the sorted values lies. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
