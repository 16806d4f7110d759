import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { hasMoreRepeats } from './repeated-fields.ts';

const pairsIn = (query: string): number => {
  const document = parse(query);
  let pairs = 0;
  while (hasMoreRepeats(document, pairs, 1_000)) pairs += 1;
  return pairs;
};

describe('pairs of fields under one name in one place', () => {
  test.each([
    ['{ a b c { d e } }', 0],
    ['{ a x: a y: a }', 0],
    ['{ a a a a }', 6],
    ['{ a { b } a { c } }', 1],
    ['{ a { b } a { b } }', 2],
    ['{ a { b b } a { b b } }', 7],
    ['{ a { b } c { b } }', 0],
    ['{ a ... on T { a ... { a } } }', 3],
    ['{ ...A ...A a } fragment A on T { a }', 3],
    ['{ a { ...A } a { ...A } } fragment A on T { b c }', 3],
    ['query A { a a } query B { a a a }', 3],
  ])('%s has %i', (query, pairs) => {
    expect(pairsIn(query)).toBe(pairs);
  });

  test('are none in what fragments that spread themselves and each other would be', () => {
    expect(pairsIn('{ ...A } fragment A on T { a { ...A ...B } } fragment B on T { b { ...A } }')).toBe(0);
  });

  test('are looked for among as many fields as there may be, and no further', () => {
    const document = parse(`{ ${'a '.repeat(2_000)} }`);
    expect(hasMoreRepeats(document, 499_000, 1_000)).toBe(true);
    expect(hasMoreRepeats(document, 500_000, 1_000)).toBe(false);
  });
});
