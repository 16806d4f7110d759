import { evalExpr } from 'mingo/core';
import type { AnyObject, Options } from 'mingo/types';
import { MongoError } from '../mongo-error.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIXED: Record<string, number> = {
  millisecond: 1,
  second: 1_000,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
};
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** Bins of several units are counted from here, on the clock of the time zone. */
const REFERENCE = Date.UTC(2000, 0, 1);
/** Weeks are counted from a Sunday. */
const FIRST_SUNDAY = Date.UTC(2000, 0, 2);

interface DateTruncSpec {
  date: unknown;
  unit: string;
  binSize?: number;
  timezone?: string;
  startOfWeek?: string;
}

/** $dateTrunc: the beginning of the unit the date lies in, on the clock of a time zone. (mingo's is a day off in some.) */
export function dateTrunc(document: AnyObject, spec: AnyObject, options: Options): Date | null {
  const {
    date,
    unit,
    binSize = 1,
    timezone = 'UTC',
    startOfWeek = 'sunday',
  } = evalExpr(document, spec, options) as DateTruncSpec;
  if (date === null || date === undefined) return null;
  if (!(date instanceof Date)) throw new MongoError(2, '$dateTrunc requires a date');
  if (!Number.isSafeInteger(binSize) || binSize < 1)
    throw new MongoError(2, "$dateTrunc requires 'binSize' to be a positive integer");
  const local = date.getTime() + offsetAt(date.getTime(), timezone);
  const begin = truncate(local, unit, binSize, startOfWeek);
  // Within an hour the clock's offset stays; a day or a month may begin with another one than the date has.
  if ((FIXED[unit] ?? DAY) < DAY) return new Date(date.getTime() - (local - begin));
  const guess = begin - offsetAt(begin, timezone);
  return new Date(begin - offsetAt(guess, timezone));
}

function truncate(local: number, unit: string, binSize: number, startOfWeek: string): number {
  const months = MONTHS[unit];
  if (months) {
    const size = months * binSize;
    const at = new Date(local);
    const index = (at.getUTCFullYear() - 2000) * 12 + at.getUTCMonth();
    return Date.UTC(2000, Math.floor(index / size) * size, 1);
  }
  const length = FIXED[unit];
  if (!length) throw new MongoError(2, `$dateTrunc: unknown unit '${unit}'`);
  const reference = unit === 'week' ? FIRST_SUNDAY + weekday(startOfWeek) * DAY : REFERENCE;
  const size = length * binSize;
  return reference + Math.floor((local - reference) / size) * size;
}

function weekday(name: string): number {
  const index = WEEKDAYS.findIndex(day => day === name.toLowerCase() || day.slice(0, 3) === name.toLowerCase());
  if (index >= 0) return index;
  throw new MongoError(2, `$dateTrunc: unknown day of the week '${name}'`);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clock of a time zone (an IANA name, or such as +02:00) is ahead of UTC at a time, in milliseconds. */
export function offsetAt(time: number, timezone: string): number {
  if (timezone === 'UTC' || timezone === 'GMT' || timezone === 'Z') return 0;
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(timezone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * HOUR + Number(fixed[3] ?? 0) * MINUTE);
  const parts = Object.fromEntries(
    format(timezone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const clock = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!);
  return clock - Math.floor(time / 1_000) * 1_000;
}

function format(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  try {
    const digits = '2-digit';
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    });
    formats.set(timezone, made);
    return made;
  } catch {
    throw new MongoError(2, `unrecognized time zone identifier: "${timezone}"`);
  }
}
