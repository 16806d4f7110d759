import { expect, it } from 'vitest';
import { scheduleInWords } from './schedule-in-words.ts';

it.each([
  ['0 3 * * *', 'every day, at 03:00 (Europe/Berlin)'],
  ['30 18 * * 1-5', 'Monday to Friday, at 18:30 (Europe/Berlin)'],
  ['0 9 * * 0,3', 'Sundays, Wednesdays, at 09:00 (Europe/Berlin)'],
  ['5 6 1 * *', 'on day 1 of each month, at 06:05 (Europe/Berlin)'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['* * * * *', 'every minute'],
  ['20 * * * *', 'every hour, 20 minutes past'],
  ['* * * * 6', 'Saturdays, every minute (Europe/Berlin)'],
])('%s is told as "%s"', (cron, words) => {
  expect(scheduleInWords({ cron, timeZone: 'Europe/Berlin' })).toBe(words);
});

it.each(['*/7 * * * *', '0 3 1 * 1', '0 3 L * *', '0 3 * 12 *', '0 3,4 * * *', '0 3 * * MON', ''])(
  'what has no simple words is told as it is written: %s',
  cron => expect(scheduleInWords({ cron, timeZone: 'UTC' })).toBe(`by the clock, as ${cron} says (UTC)`),
);
