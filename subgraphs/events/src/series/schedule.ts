import type { Issue } from '@ticketbase/kernel';
import { instantOf, type WallTime, wallTimeOf } from '../event/wall-time.ts';
import { DAY, daysOf, type Recurrence } from './recurrence.ts';

/** Dates in a series, at most: all of them are made and changed in one transaction. */
export const MOST_DATES = 200;
/** How far after its first date a series reaches, in years. */
const MOST_YEARS = 5;

/** The parts of RFC 5545's recurrence rule that a series knows, with what each may hold. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)){0,20}$/,
  BYMONTHDAY: /^-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01])){0,30}$/,
  BYMONTH: /^([1-9]|1[0-2])(,([1-9]|1[0-2])){0,11}$/,
  BYSETPOS: /^-?[1-9]\d{0,2}(,-?[1-9]\d{0,2}){0,10}$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};

export interface Schedule {
  /** When the first date begins; it is one of the dates. */
  readonly startsAt: Date;
  readonly timeZone: string;
  /** A recurrence rule, such as `FREQ=WEEKLY;BYDAY=FR;COUNT=10`. */
  readonly rule?: string | null;
  /** Starts beside those of the rule. */
  readonly dates?: readonly Date[] | null;
}

/** When the dates begin, in order, each once; or what is wrong with the schedule, by the fields `rule` and `dates`. */
export function startsOf({ startsAt, timeZone, rule, dates }: Schedule): { starts: Date[] } | { issues: Issue[] } {
  const byRule = rule ? startsByRule(rule, startsAt, timeZone) : { starts: [] };
  if ('issues' in byRule) return byRule;
  const horizon = yearsAfter(startsAt, MOST_YEARS);
  const faults = (dates ?? []).flatMap((date, index): Issue[] => {
    const fits = date > startsAt && date <= horizon;
    return fits
      ? []
      : [{ path: `dates.${index}`, message: `Must be after the first date, by ${MOST_YEARS} years at most.` }];
  });
  if (faults.length > 0) return { issues: faults };
  const instants = [startsAt, ...byRule.starts, ...(dates ?? [])].map(date => date.getTime());
  const starts = [...new Set(instants)].sort((a, b) => a - b).map(time => new Date(time));
  const path = rule ? 'rule' : 'dates';
  if (starts.length > MOST_DATES) return { issues: [{ path, message: `Must make at most ${MOST_DATES} dates.` }] };
  return { starts };
}

/** The dates of a rule are found on the clocks of the zone, so that 20:00 stays 20:00 when they change. */
function startsByRule(text: string, startsAt: Date, timeZone: string): { starts: Date[] } | { issues: Issue[] } {
  const rule = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '');
  const fault = faultOf(rule);
  if (fault) return { issues: [{ path: 'rule', message: fault }] };
  const first = wallTimeOf(startsAt, timeZone);
  const horizon = yearsAfter(first, MOST_YEARS);
  const until = untilOf(rule, timeZone) ?? horizon;
  const last = until < horizon ? until : horizon;
  const [firstDay, timeOfDay] = [
    Math.floor(first.getTime() / DAY),
    first.getTime() - Math.floor(first.getTime() / DAY) * DAY,
  ];
  const count = Math.min(Number(partOf(rule, 'COUNT') ?? MOST_DATES + 1), MOST_DATES + 1);
  const walls = [...daysOf(parsed(rule), firstDay, Math.floor(last.getTime() / DAY))]
    .map(day => new Date(day * DAY + timeOfDay))
    .filter(wall => wall <= last)
    .slice(0, count);
  if (walls[0]?.getTime() !== first.getTime())
    return { issues: [{ path: 'rule', message: 'The first date must be one that the rule makes.' }] };
  return { starts: walls.map(wall => instantOf(wall, timeZone)) };
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Reads a rule that has no fault. */
function parsed(rule: string): Recurrence {
  const numbers = (name: string) => partOf(rule, name)?.split(',').map(Number) ?? [];
  const weekdays = partOf(rule, 'BYDAY')?.split(',') ?? [];
  return {
    frequency: partOf(rule, 'FREQ') as Recurrence['frequency'],
    interval: Number(partOf(rule, 'INTERVAL') ?? 1),
    weekdays: weekdays.map(text => ({ nth: Number(text.slice(0, -2)), weekday: WEEKDAYS.indexOf(text.slice(-2)) })),
    monthDays: numbers('BYMONTHDAY'),
    months: numbers('BYMONTH'),
    positions: numbers('BYSETPOS'),
    weekStart: WEEKDAYS.indexOf(partOf(rule, 'WKST') ?? 'MO'),
  };
}

const partOf = (rule: string, name: string): string | undefined =>
  rule
    .split(';')
    .find(part => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

function faultOf(rule: string): string | undefined {
  const parts = rule.split(';').map(part => part.split('='));
  const seen = new Set<string>();
  for (const [name = '', value = '', ...more] of parts) {
    const allowed = PARTS[name];
    if (!allowed) return `${name || 'An empty part'} is not supported; known are ${Object.keys(PARTS).join(', ')}.`;
    if (seen.has(name)) return `${name} stands twice.`;
    if (more.length > 0 || !allowed.test(value)) return `${name} cannot be ${value || 'empty'}.`;
    seen.add(name);
  }
  if (!seen.has('FREQ')) return 'FREQ is required.';
  if (seen.has('COUNT') === seen.has('UNTIL')) return 'Must end: give COUNT or UNTIL, and only one of them.';
  if (/(^|;)BYDAY=[^;]*\d/.test(rule) && !/FREQ=(MONTHLY|YEARLY)/.test(rule))
    return 'BYDAY takes numbers only where FREQ is MONTHLY or YEARLY.';
  if (seen.has('BYMONTHDAY') && /FREQ=WEEKLY/.test(rule)) return 'BYMONTHDAY does not go with FREQ=WEEKLY.';
  if (seen.has('BYSETPOS') && !/FREQ=(MONTHLY|YEARLY)/.test(rule)) return 'BYSETPOS goes with FREQ=MONTHLY or YEARLY.';
  if (seen.has('BYSETPOS') && !['BYDAY', 'BYMONTHDAY', 'BYMONTH'].some(name => seen.has(name)))
    return 'BYSETPOS needs another part that begins with BY.';
  return undefined;
}

/** The end of a rule on the clocks of the zone; a day without a time counts whole. */
function untilOf(rule: string, timeZone: string): WallTime | undefined {
  const [, day, time, utc] = /UNTIL=(\d{8})(?:T(\d{6})(Z?))?/.exec(rule) ?? [];
  if (!day) return undefined;
  const clock = (time ?? '235959').replace(/(..)(..)(..)/, '$1:$2:$3');
  const until = new Date(`${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${clock}Z`);
  // A day that no month has ends the rule before it begins.
  if (Number.isNaN(until.getTime())) return new Date(0);
  return utc ? wallTimeOf(until, timeZone) : until;
}

function yearsAfter(date: Date, years: number): Date {
  const later = new Date(date);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
