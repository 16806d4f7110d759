import { expect, test } from 'vitest';
import { ATTEMPTS, waitAfter } from './attempts.ts';

test('each wait is four times the one before it, and after the sixth attempt there is none', () => {
  const waits = Array.from({ length: ATTEMPTS }, (_, index) => waitAfter(index + 1));
  expect(waits).toEqual([5, 20, 80, 320, 1_280, undefined]);
});
