/** How an event recurs, as the form asks for it. */
export const REPEATS = {
  DAILY: 'Every day',
  WEEKLY: 'Every week',
  MONTHLY_DAY: 'Every month, on the same day',
  MONTHLY_WEEKDAY: 'Every month, on the same weekday',
  YEARLY: 'Every year',
} as const;
export type Repeat = keyof typeof REPEATS;

export const isRepeat = (text: string | undefined): text is Repeat =>
  text !== undefined && Object.hasOwn(REPEATS, text);

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** In the order in which weeks are read, with their names in the person's language. */
export const weekdays = (): ReadonlyArray<{ readonly code: Weekday; readonly name: string }> =>
  [1, 2, 3, 4, 5, 6, 0].map(day => ({
    code: WEEKDAYS[day]!,
    // 4 January 1970 was a Sunday.
    name: new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' }).format((3 + day) * 86_400_000),
  }));

export interface Recurrence {
  readonly repeat: Repeat;
  readonly interval: number;
  /** Of a weekly rule; the weekday of the first date if empty. */
  readonly weekdays: readonly string[];
  /** How many dates there are, the first one counted. */
  readonly count: number;
}

/** The weekday of a wall time such as `2027-05-01T18:00`. */
export const weekdayOf = (wallTime: string): Weekday => WEEKDAYS[new Date(`${wallTime}Z`).getUTCDay()]!;

/** The rule (RFC 5545) for an event that begins at this wall time. */
export function ruleOf({ repeat, interval, weekdays: chosen, count }: Recurrence, wallTime: string): string {
  const parts = [`FREQ=${repeat.split('_')[0]}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (repeat === 'WEEKLY' && chosen.length > 0) parts.push(`BYDAY=${chosen.join(',')}`);
  if (repeat === 'MONTHLY_WEEKDAY') parts.push(`BYDAY=${nthOf(wallTime)}${weekdayOf(wallTime)}`);
  return [...parts, `COUNT=${count}`].join(';');
}

/** Which of its weekday in the month a day is; the fifth is the last, since most months have no fifth. */
function nthOf(wallTime: string): number {
  const nth = Math.ceil(Number(wallTime.slice(8, 10)) / 7);
  return nth === 5 ? -1 : nth;
}
