import { DAY, type Interval } from './buckets.ts';

/** Which rollups answer for some buckets: daily ones where whole UTC days lie in one bucket, fine ones for the rest. */
export interface ReadPlan {
  readonly daily: readonly Interval[];
  readonly fine: readonly Interval[];
}

/**
 * Plans the reading of adjoining buckets. Daily rollups are kept by UTC days, and the borders of a zone's days, weeks
 * and months fall inside those: such a day is read from the fine rollups, all others from the daily ones.
 */
export function planReads(buckets: readonly Interval[]): ReadPlan {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) return { daily: [], fine: [] };
  const borders = [first.start, ...buckets.map(({ end }) => end)];
  const split = new Set(borders.filter(border => border % DAY !== 0).map(floorDay));
  const daily: Interval[] = [];
  const fine: Interval[] = [];
  for (let day = floorDay(first.start); day < last.end; day += DAY) {
    const part = { start: Math.max(day, first.start), end: Math.min(day + DAY, last.end) };
    append(split.has(day) ? fine : daily, part);
  }
  return { daily, fine };
}

function append(intervals: Interval[], next: Interval): void {
  const previous = intervals.at(-1);
  if (previous?.end === next.start) intervals[intervals.length - 1] = { start: previous.start, end: next.end };
  else intervals.push(next);
}

const floorDay = (instant: number) => instant - (((instant % DAY) + DAY) % DAY);
