import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffledIndex } from './shuffle.ts';

const order = (size: number, seed: string) =>
  Array.from({ length: size }, (_, index) => shuffledIndex(index, size, seed));

test('gives every number a place of its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.string({ minLength: 1 }), (size, seed) => {
      expect(new Set(order(size, seed)).size).toBe(size);
      expect(Math.max(...order(size, seed))).toBe(size - 1);
    }),
    { numRuns: 40 },
  );
});

test('gives a number the same place each time, and another by another seed', () => {
  expect(order(50, 'a')).toEqual(order(50, 'a'));
  expect(order(50, 'a')).not.toEqual(order(50, 'b'));
});

test('serves a range of any size at once', () => {
  const places = [0, 1, 999_999].map(index => shuffledIndex(index, 1_000_000, 'seed'));
  for (const place of places) expect(place).toBeLessThan(1_000_000);
  expect(new Set(places).size).toBe(3);
});

test('favours nobody: whoever came first stands everywhere equally often', () => {
  const size = 10;
  const draws = 4_000;
  for (const joined of [0, size - 1]) {
    const seen = Array<number>(size).fill(0);
    for (let draw = 0; draw < draws; draw += 1) seen[shuffledIndex(joined, size, `seed ${draw}`)]! += 1;
    const expected = draws / size;
    const chiSquared = seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 9 degrees of freedom: 27.9 is the 99.9th percentile, and the draws are the same in each run.
    expect(chiSquared).toBeLessThan(27.9);
  }
});
