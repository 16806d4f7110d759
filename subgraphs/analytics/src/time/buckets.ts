import { fromWallClock, toWallClock } from './time-zone.ts';

export const GRANULARITIES = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** An interval of time in milliseconds: from `start` up to but without `end`. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const LENGTH: Readonly<Record<Granularity, number>> = { HOUR, DAY, WEEK: 7 * DAY, MONTH: 28 * DAY };

/** How many buckets a range has at most; cheap, to be asked before the buckets are made. */
export const bucketsAtMost = ({ start, end }: Interval, granularity: Granularity): number =>
  Math.ceil((end - start) / LENGTH[granularity]) + 1;

/** The buckets of a zone's calendar that cover a range, the first and the last whole. Weeks begin on Monday (ISO 8601). */
export function bucketsOf({ start, end }: Interval, granularity: Granularity, timeZone: string): Interval[] {
  const buckets: Interval[] = [];
  for (let from = floor(start, granularity, timeZone); from < end; ) {
    const to = next(from, granularity, timeZone);
    buckets.push({ start: from, end: to });
    from = to;
  }
  return buckets;
}

function floor(instant: number, granularity: Granularity, timeZone: string): number {
  const second = instant - modulo(instant, 1_000);
  const wall = toWallClock(second, timeZone);
  // Of the two hours with one name in autumn, each keeps its own: an hour is floored by its minutes alone.
  if (granularity === 'HOUR') return second - modulo(wall, HOUR);
  return fromWallClock(floorDate(wall, granularity), timeZone);
}

function next(start: number, granularity: Granularity, timeZone: string): number {
  if (granularity === 'HOUR') {
    // A zone may change by half an hour (Lord Howe Island): the hour after that is the short or long one.
    const end = floor(start + HOUR, granularity, timeZone);
    return end > start ? end : start + HOUR;
  }
  const wall = floorDate(toWallClock(start + HOUR, timeZone), granularity);
  return fromWallClock(after(wall, granularity), timeZone);
}

function floorDate(wall: number, granularity: Granularity): number {
  const date = new Date(wall);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (granularity === 'MONTH') return Date.UTC(year, month, 1);
  if (granularity === 'WEEK') return Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7));
  return Date.UTC(year, month, day);
}

function after(wall: number, granularity: Granularity): number {
  const date = new Date(wall);
  if (granularity === 'MONTH') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return wall + LENGTH[granularity];
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
