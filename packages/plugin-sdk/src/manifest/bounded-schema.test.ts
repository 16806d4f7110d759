import { expect, test } from 'vitest';
import { isBoundedSchema, isSmall } from './bounded-schema.ts';

const withPattern = (pattern: string) => ({ type: 'object', properties: { field: { type: 'string', pattern } } });

test.each([
  '^[A-Z]{3}$',
  '^[A-Z]{2}[0-9]{2}[A-Z0-9 ]{11,38}$',
  '^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$',
  '^cs_[A-Za-z0-9_]+$',
  String.raw`^\d{4}-\d{2}$`,
])('a pattern that varies in one place, from the start on, is bounded: %s', pattern => {
  expect(isBoundedSchema(withPattern(pattern))).toBe(true);
});

test.each([
  '[A-Z]+$',
  '^[a-z]*[a-z]*$',
  '^(a+)+$',
  '^(?:a|a)*$',
  '^(?:[a-z]+)?$',
  '^(?:a|b)$',
  String.raw`^(a)\1$`,
  '^.*.*$',
  '^a+b+$',
])('a pattern that may go back and forth, or is not plainly bounded, is not: %s', pattern => {
  expect(isBoundedSchema(withPattern(pattern))).toBe(false);
});

test.each([
  [{ $ref: '#/$defs/a', $defs: { a: {} } }],
  [{ patternProperties: { a: {} } }],
  [{ items: { uniqueItems: true } }],
  [{ properties: { at: { format: 'date-time' } } }],
])('a keyword by which work can multiply is not bounded: %j', schema => {
  expect(isBoundedSchema(schema)).toBe(false);
});

test('what is large is not small, whatever it is', () => {
  expect(isSmall({ text: 'a'.repeat(4_000) })).toBe(true);
  expect(isSmall({ text: 'a'.repeat(5_000) })).toBe(false);
  expect(isBoundedSchema({ enum: Array.from({ length: 2_000 }, (_, index) => index) })).toBe(false);
  expect(isSmall(undefined)).toBe(true);
});
