import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

test('gives so many at once, then one at a time as time goes by', () => {
  let now = 0;
  const limit = new RateLimit(2, () => now);
  expect([limit.take('a'), limit.take('a')]).toEqual([undefined, undefined]);
  expect(limit.take('a')).toBe(30);
  now += 29_000;
  expect(limit.take('a')).toBe(1);
  now += 1_000;
  expect(limit.take('a')).toBeUndefined();
  expect(limit.take('a')).toBe(30);
});

test('keys do not share', () => {
  const limit = new RateLimit(1, () => 0);
  expect([limit.take('a'), limit.take('b'), limit.take('a')]).toEqual([undefined, undefined, 60]);
});
