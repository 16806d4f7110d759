/** A rule of RFC 5545 by days: what a series knows of it. */
export interface Recurrence {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  /** Weekdays, 0 for Monday; `nth` counts them within the month or year, from its end if negative, and is 0 for all. */
  readonly weekdays: ReadonlyArray<{ readonly nth: number; readonly weekday: number }>;
  /** From the month's end if negative. */
  readonly monthDays: readonly number[];
  /** 1 for January. */
  readonly months: readonly number[];
  /** Which of the days of a period are taken, from its last if negative; all of them if empty. */
  readonly positions: readonly number[];
  /** The weekday on which weeks begin. */
  readonly weekStart: number;
}

export const DAY = 86_400_000;

/**
 * The days of a rule from `first` to `last`, as days since 1970, in order. It looks at every day between them once and at
 * no others, so that a rule that no day fits ends as soon as one that all do: the libraries that are there search such a
 * rule until the year 9999, which takes one process a minute.
 */
export function* daysOf(rule: Recurrence, first: number, last: number): Generator<number> {
  for (let index = 0; ; index += 1) {
    const period = periodOf(rule, first, index * rule.interval);
    if (period.from > last) return;
    const fitting: number[] = [];
    for (let day = period.from; day <= period.to; day += 1) if (fits(rule, day, first)) fitting.push(day);
    for (const day of taken(fitting, rule.positions)) {
      if (day > last) return;
      if (day >= first) yield day;
    }
  }
}

function taken(days: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  return days.filter((_, index) => positions.includes(index + 1) || positions.includes(index - days.length));
}

/** The first and last day of the period that lies so many days, weeks, months or years after that of `first`. */
function periodOf({ frequency, weekStart }: Recurrence, first: number, after: number): { from: number; to: number } {
  const { year, month } = partsOf(first);
  switch (frequency) {
    case 'DAILY':
      return { from: first + after, to: first + after };
    case 'WEEKLY': {
      const from = first - ((weekdayOf(first) - weekStart + 7) % 7) + after * 7;
      return { from, to: from + 6 };
    }
    case 'MONTHLY':
      return { from: dayOf(year, month + after), to: dayOf(year, month + after + 1) - 1 };
    case 'YEARLY':
      return { from: dayOf(year + after, 1), to: dayOf(year + after + 1, 1) - 1 };
  }
}

function fits(rule: Recurrence, day: number, first: number): boolean {
  const { frequency, weekdays, monthDays, months } = rule;
  const { year, month, date } = partsOf(day);
  if (months.length > 0 && !months.includes(month)) return false;
  const length = dayOf(year, month + 1) - dayOf(year, month);
  if (monthDays.length > 0 && !monthDays.includes(date) && !monthDays.includes(date - length - 1)) return false;
  if (weekdays.length > 0) return weekdays.some(wanted => isNth(wanted, day, rule));
  if (monthDays.length > 0 || frequency === 'DAILY') return true;
  // What the rule leaves open is as on the first day.
  if (frequency === 'WEEKLY') return weekdayOf(day) === weekdayOf(first);
  const start = partsOf(first);
  return date === start.date && (frequency === 'MONTHLY' || months.length > 0 || month === start.month);
}

function isNth(
  { nth, weekday }: Recurrence['weekdays'][number],
  day: number,
  { frequency, months }: Recurrence,
): boolean {
  if (weekdayOf(day) !== weekday) return false;
  if (nth === 0) return true;
  const { year, month } = partsOf(day);
  const ofYear = frequency === 'YEARLY' && months.length === 0;
  const from = ofYear ? dayOf(year, 1) : dayOf(year, month);
  const to = ofYear ? dayOf(year + 1, 1) - 1 : dayOf(year, month + 1) - 1;
  return nth > 0 ? Math.floor((day - from) / 7) + 1 === nth : -Math.floor((to - day) / 7) - 1 === nth;
}

/** 1970 began on a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The first day of a month; months beyond December are those of the years after. */
const dayOf = (year: number, month: number): number => Date.UTC(year, month - 1, 1) / DAY;

function partsOf(day: number): { year: number; month: number; date: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate() };
}
