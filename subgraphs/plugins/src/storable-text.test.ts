import { expect, test } from 'vitest';
import { isStorable, toStorable } from './storable-text.ts';

test.each([['a\0b'], ['half \ud800 a pair'], [{ deep: [{ 'k\0': 1 }] }]])(
  '%j is not storable until it is cleaned',
  value => {
    expect(isStorable(value)).toBe(false);
    expect(isStorable(toStorable(value))).toBe(true);
  },
);

test('what is storable stays the same value', () => {
  const value = { text: 'grüße 🎫', list: [1, null, true] };
  expect(toStorable(value)).toBe(value);
});
