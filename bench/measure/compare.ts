/** One way of doing the same thing. */
export interface Candidate {
  readonly name: string;
  run(): Promise<unknown>;
}

export interface Comparison {
  readonly name: string;
  /** Median over the rounds of the microseconds per run. */
  readonly median: number;
  /** `median` over the first candidate's. */
  readonly ratio: number;
}

/**
 * Measures candidates in turn, round after round, so that a machine that slows down slows all of them. The first is the
 * base of the ratios; one uncounted round warms up.
 */
export async function compare(
  candidates: readonly Candidate[],
  { rounds = 5, runs = 500 } = {},
): Promise<Comparison[]> {
  const samples = new Map(candidates.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, run } of candidates) {
      const before = performance.now();
      for (let i = 0; i < runs; i += 1) await run();
      if (round > 0) samples.get(name)!.push(((performance.now() - before) * 1_000) / runs);
    }
  }
  const medians = candidates.map(({ name }) => ({ name, median: median(samples.get(name)!) }));
  return medians.map(entry => ({ ...entry, ratio: entry.median / medians[0]!.median }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
