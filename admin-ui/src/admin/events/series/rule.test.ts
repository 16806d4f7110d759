import { expect, test } from 'vitest';
import { ruleOf, weekdayOf, weekdays } from './rule.ts';

const friday = '2027-03-19T20:00';

test.each([
  ['DAILY', 1, [], 'FREQ=DAILY;COUNT=10'],
  ['WEEKLY', 2, ['FR', 'SA'], 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA;COUNT=10'],
  ['MONTHLY_DAY', 1, ['FR'], 'FREQ=MONTHLY;COUNT=10'],
  ['MONTHLY_WEEKDAY', 1, [], 'FREQ=MONTHLY;BYDAY=3FR;COUNT=10'],
  ['YEARLY', 1, [], 'FREQ=YEARLY;COUNT=10'],
] as const)('%s every %i makes a rule', (repeat, interval, days, rule) => {
  expect(ruleOf({ repeat, interval, weekdays: days, count: 10 }, friday)).toBe(rule);
});

test('what is on a fifth weekday of its month recurs on the last', () => {
  expect(ruleOf({ repeat: 'MONTHLY_WEEKDAY', interval: 1, weekdays: [], count: 3 }, '2027-04-30T20:00')).toBe(
    'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3',
  );
});

test('weekdays are in the order of a week, with their names', () => {
  expect(weekdayOf(friday)).toBe('FR');
  expect(weekdays().map(day => day.code)).toEqual(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
  expect(weekdays()[0]!.name).toBe(
    new Intl.DateTimeFormat(undefined, { weekday: 'short' }).format(new Date(2027, 2, 15)),
  );
});
