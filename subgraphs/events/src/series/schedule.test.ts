import { describe, expect, test } from 'vitest';
import { MOST_DATES, startsOf } from './schedule.ts';

const berlin = { startsAt: new Date('2027-03-19T19:00:00Z'), timeZone: 'Europe/Berlin' };
const isos = (schedule: Parameters<typeof startsOf>[0]) => {
  const found = startsOf(schedule);
  return 'starts' in found ? found.starts.map(start => start.toISOString()) : found.issues;
};

describe('a rule', () => {
  test('keeps the time of day while clocks change', () => {
    expect(isos({ ...berlin, rule: 'FREQ=WEEKLY;BYDAY=FR;COUNT=4' })).toEqual([
      '2027-03-19T19:00:00.000Z',
      '2027-03-26T19:00:00.000Z',
      // Summer time from 28 March: 20:00 by clocks is an hour earlier.
      '2027-04-02T18:00:00.000Z',
      '2027-04-09T18:00:00.000Z',
    ]);
  });

  test('counts weekdays by the zone’s calendar, not by that of UTC', () => {
    // A Friday, 00:30 in Berlin, is a Thursday in UTC.
    const late = { startsAt: new Date('2027-01-07T23:30:00Z'), timeZone: 'Europe/Berlin' };
    expect(isos({ ...late, rule: 'FREQ=WEEKLY;BYDAY=FR;COUNT=2' })).toEqual([
      '2027-01-07T23:30:00.000Z',
      '2027-01-14T23:30:00.000Z',
    ]);
  });

  test.each([
    ['every other day', 'FREQ=DAILY;INTERVAL=2;COUNT=3', ['03-19', '03-21', '03-23']],
    ['the third Friday of a month', 'FREQ=MONTHLY;BYDAY=3FR;COUNT=3', ['03-19', '04-16', '05-21']],
    ['the same day of the month', 'FREQ=MONTHLY;UNTIL=20270519', ['03-19', '04-19', '05-19']],
    ['several weekdays', 'RRULE:FREQ=WEEKLY;BYDAY=FR,SA;COUNT=4', ['03-19', '03-20', '03-26', '03-27']],
    ['until an instant', 'FREQ=WEEKLY;UNTIL=20270402T175959Z', ['03-19', '03-26']],
    ['until an instant, that one included', 'FREQ=WEEKLY;UNTIL=20270402T180000Z', ['03-19', '03-26', '04-02']],
  ])('makes %s', (_, rule, days) => {
    expect((isos({ ...berlin, rule }) as string[]).map(day => day.slice(5, 10))).toEqual(days);
  });

  test.each([
    ['no end', 'FREQ=WEEKLY', 'Must end'],
    ['two ends', 'FREQ=WEEKLY;COUNT=2;UNTIL=20280101', 'Must end'],
    ['no frequency', 'COUNT=3', 'FREQ is required'],
    ['a frequency of seconds', 'FREQ=SECONDLY;COUNT=3', 'FREQ cannot be SECONDLY'],
    ['a part that is not known', 'FREQ=DAILY;COUNT=3;BYHOUR=1', 'BYHOUR is not supported'],
    ['a part of an object', 'FREQ=DAILY;COUNT=3;__PROTO__=1', '__PROTO__ is not supported'],
    ['a part twice', 'FREQ=DAILY;COUNT=3;COUNT=4', 'COUNT stands twice'],
    ['an interval of none', 'FREQ=DAILY;INTERVAL=0;COUNT=3', 'INTERVAL cannot be 0'],
    ['words', 'every friday', 'EVERY FRIDAY is not supported'],
    ['a numbered weekday of a week', 'FREQ=WEEKLY;BYDAY=3FR;COUNT=3', 'BYDAY takes numbers only'],
    ['a first date that it does not make', 'FREQ=WEEKLY;BYDAY=MO;COUNT=3', 'The first date must be one'],
    ['an end before its beginning', 'FREQ=WEEKLY;UNTIL=20270101', 'The first date must be one'],
    ['an end on a day that there is not', 'FREQ=WEEKLY;UNTIL=20271399', 'The first date must be one'],
    ['a day that no year has', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2', 'The first date must be one'],
    ['too many dates', `FREQ=DAILY;COUNT=${MOST_DATES + 1}`, `at most ${MOST_DATES} dates`],
    ['too many dates until its end', 'FREQ=DAILY;UNTIL=20991231', `at most ${MOST_DATES} dates`],
  ])('with %s is refused', (_, rule, message) => {
    expect(isos({ ...berlin, rule })).toEqual([{ path: 'rule', message: expect.stringContaining(message) }]);
  });

  test.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1',
    'FREQ=DAILY;BYDAY=FR;BYSETPOS=2',
  ])('that no day fits is refused at once: %s', rule => {
    const before = process.threadCpuUsage();
    expect(isos({ ...berlin, rule: `${rule};COUNT=2` })).toMatchObject([{ path: 'rule' }]);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(500);
  });
});

describe('dates that are given one by one', () => {
  test('are put in order, each once, with those of a rule', () => {
    const dates = ['2027-05-01T10:00:00Z', '2027-03-20T19:00:00Z', '2027-05-01T10:00:00Z'].map(date => new Date(date));
    expect(isos({ ...berlin, dates, rule: 'FREQ=DAILY;COUNT=2' })).toEqual([
      ...['2027-03-19T19:00:00.000Z', '2027-03-20T19:00:00.000Z', '2027-05-01T10:00:00.000Z'],
    ]);
  });

  test('come after the first, and not in a far future', () => {
    const dates = ['2027-03-18T19:00:00Z', '2027-03-20T19:00:00Z', '2033-01-01T00:00:00Z'].map(date => new Date(date));
    expect(isos({ ...berlin, dates })).toMatchObject([{ path: 'dates.0' }, { path: 'dates.2' }]);
  });
});
