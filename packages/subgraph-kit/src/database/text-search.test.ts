import { describe, expect, test } from 'vitest';
import { textQuery } from './text-search.ts';

describe('what someone typed', () => {
  test.each([
    ['jazz ni', `'jazz' & 'ni':*`],
    ['  Ångström-Café ', `'angstrom' & 'cafe':*`],
    ['Straße Łódź Ærø', `'strasse' & 'lodz' & 'aero':*`],
    ['ada@example.com', `'ada' & 'example' & 'com':*`],
    ['Ночь', `'ночь':*`],
    ['東京', `'東京':*`],
    [`') | !a:* <->`, `'a':*`],
    ['?!', null],
    ['', null],
  ])('is searched for as words, the last unfinished: %s', (text, query) => {
    expect(textQuery(text)).toBe(query);
  });

  test('can be looked for in what has one weight only', () => {
    expect(textQuery('Old Quay', 'C')).toBe(`'old':C & 'quay':C*`);
  });

  test('has at most twelve words that count', () => {
    expect(textQuery('a '.repeat(40))?.split('&')).toHaveLength(12);
  });
});
