import { expect, test } from 'vitest';
import { inWords, progress, untilNextLook } from './wait-words.ts';

test.each([
  [5, 'less than a minute'],
  [70, 'about a minute'],
  [600, 'about 10 minutes'],
  [3_600, 'about an hour'],
  [5_400, 'about an hour and 30 minutes'],
  [7_300, 'about 2 hours'],
])('%i seconds are %s', (seconds, words) => expect(inWords(seconds)).toBe(words));

test('progress goes from nothing to all of the line, and never beyond', () => {
  expect([progress(10, 10), progress(5, 10), progress(0, 10), progress(20, 10), progress(0, 0)]).toEqual([
    0, 0.5, 1, 0, 1,
  ]);
});

test('looks are spread, but never sooner than the server said', () => {
  expect([untilNextLook(4, 0), untilNextLook(4, 1)]).toEqual([4_000, 5_000]);
});
