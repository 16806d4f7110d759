import fc from 'fast-check';
import rrule from 'rrule';
import { expect, test } from 'vitest';
import { DAY, daysOf, type Recurrence } from './recurrence.ts';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / DAY;
const oneOf = <T>(values: readonly T[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: most });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** To the library, an empty list is a part of the rule. */
const given = <T>(values: readonly T[]) => (values.length > 0 ? [...values] : null);

const rules = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    weekdays: fc.uniqueArray(
      fc.record({ nth: fc.integer({ min: -5, max: 5 }), weekday: fc.integer({ min: 0, max: 6 }) }),
      { maxLength: 4, selector: ({ nth, weekday }) => `${nth}/${weekday}` },
    ),
    monthDays: oneOf([...range(1, 31), ...range(-31, -1)], 5),
    months: oneOf(range(1, 12), 6),
    // Of positions before the first day of a period, the library takes that day.
    positions: oneOf([1, 2, 3, -1], 2),
    weekStart: fc.integer({ min: 0, max: 6 }),
  })
  .map(
    ({ frequency, ...rule }): Recurrence => ({
      ...rule,
      frequency: frequency as Recurrence['frequency'],
      // What RFC 5545 does not allow, and a series refuses; and weekdays of which only some have numbers, among which the
      // library takes those that are both.
      weekdays: rule.weekdays.map(({ nth, weekday }) => ({
        nth: ['DAILY', 'WEEKLY'].includes(frequency) || rule.weekdays.some(other => other.nth === 0) ? 0 : nth,
        weekday,
      })),
      monthDays: frequency === 'WEEKLY' ? [] : rule.monthDays,
      positions: /MONTHLY|YEARLY/.test(frequency) && rule.weekdays.length > 0 ? rule.positions : [],
    }),
  );

test('finds the days that the library of the field finds, for whatever rule', () => {
  const days = fc.integer({ min: day('2024-01-01'), max: day('2032-12-31') });
  let found = 0;
  fc.assert(
    fc.property(rules, days, (rule, first) => {
      const last = first + 800;
      const mine = [...daysOf(rule, first, last)];
      // The library searches to the year 9999 where no day fits: it is asked only where there is one.
      if (mine.length === 0) return;
      found += mine.length;
      const { RRule } = rrule;
      const library = new RRule({
        freq: RRule[rule.frequency],
        interval: rule.interval,
        dtstart: new Date(first * DAY),
        until: new Date(last * DAY),
        byweekday: given(rule.weekdays.map(({ nth, weekday }) => (nth ? new rrule.Weekday(weekday, nth) : weekday))),
        bymonthday: given(rule.monthDays),
        bymonth: given(rule.months),
        bysetpos: given(rule.positions),
        wkst: rule.weekStart,
      });
      // It gives a day that two positions name twice.
      const theirs = new Set<number>();
      library.all(date => theirs.add(date.getTime() / DAY).size < mine.length);
      expect(mine).toEqual([...theirs]);
    }),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(1_000);
});
