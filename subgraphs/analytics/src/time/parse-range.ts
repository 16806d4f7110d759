import { BadUserInputError, type Issue } from '@ticketbase/kernel';
import { bucketsAtMost, bucketsOf, DAY, type Granularity, type Interval } from './buckets.ts';
import type { DateRangeInput } from './date-range.input.ts';
import { isTimeZone } from './time-zone.ts';

const LONGEST = 3_660 * DAY;
const MOST_BUCKETS = 1_000;
const QUARTER_HOUR = 15 * 60_000;

/** A range cut into the buckets of a series. */
export interface BucketedRange {
  readonly buckets: readonly Interval[];
  readonly timeZone: string;
}

/** The buckets of a range. Throws BAD_USER_INPUT for a range that is empty, too long, or makes too many buckets. */
export function parseBuckets(range: DateRangeInput, granularity: Granularity): BucketedRange {
  const interval = parseInterval(range);
  if (bucketsAtMost(interval, granularity) > MOST_BUCKETS) {
    refuse([
      { path: 'granularity', message: `Makes more than ${MOST_BUCKETS} buckets of this range; take a coarser one.` },
    ]);
  }
  const timeZone = range.timeZone ?? 'UTC';
  return { buckets: bucketsOf(interval, granularity, timeZone), timeZone };
}

/** A range as one interval, widened to whole quarters of an hour. Throws BAD_USER_INPUT. */
export function parseWhole(range: DateRangeInput): Interval {
  const { start, end } = parseInterval(range);
  return {
    start: Math.floor(start / QUARTER_HOUR) * QUARTER_HOUR,
    end: Math.ceil(end / QUARTER_HOUR) * QUARTER_HOUR,
  };
}

function parseInterval({ from, to, timeZone }: DateRangeInput): Interval {
  const [start, end] = [from.getTime(), to.getTime()];
  const issues: Issue[] = [];
  if (start >= end) issues.push({ path: 'range.to', message: 'Must be after the beginning.' });
  if (end - start > LONGEST) issues.push({ path: 'range', message: 'Must be ten years long at most.' });
  if (timeZone != null && !isTimeZone(timeZone)) {
    issues.push({ path: 'range.timeZone', message: 'Must be an IANA time zone such as Europe/Berlin.' });
  }
  if (issues.length > 0) refuse(issues);
  return { start, end };
}

function refuse(issues: readonly Issue[]): never {
  throw new BadUserInputError(issues);
}
