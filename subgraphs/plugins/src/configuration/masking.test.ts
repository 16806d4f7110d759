import { expect, test } from 'vitest';
import { MASK, redactor } from './masking.ts';

test('replaces a value wherever it stands', () => {
  const redact = redactor(['sk_live_1', 'sk_live_12']);
  expect(redact({ a: ['x sk_live_12 y'], sk_live_1: 1 })).toEqual({ a: [`x ${MASK} y`], [MASK]: 1 });
});

test('leaves everything as it is when there is nothing to look for', () => {
  const value = { a: 'ab' };
  expect(redactor(['ab'])(value)).toBe(value);
});
