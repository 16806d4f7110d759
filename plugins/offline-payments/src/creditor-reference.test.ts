import { describe, expect, test } from 'vitest';
import { creditorReference, mod97, readableReference } from './creditor-reference.ts';

/** How a bank checks it: the first four characters moved to the end must leave 1. */
const isValid = (reference: string) => mod97(reference.slice(4) + reference.slice(0, 4)) === 1;

describe('creditorReference', () => {
  test('gives the check digits of the standard’s example', () => {
    expect(creditorReference('', '539007547034')).toBe('RF18539007547034');
  });

  test.each(['ORD-000123', 'a', 'Ä-77', '2026-000000000000000000000000000042'])('is valid for %s', orderNumber => {
    const reference = creditorReference('TB', orderNumber);
    expect(reference).toMatch(/^RF\d{2}TB[A-Z0-9]*$/);
    expect(reference.length).toBeLessThanOrEqual(25);
    expect(isValid(reference)).toBe(true);
  });

  test('differs for orders that differ only at the end of a long number', () => {
    const long = '2026-00000000000000000000000000004';
    expect(creditorReference('TB', `${long}1`)).not.toBe(creditorReference('TB', `${long}2`));
  });

  test('notices one wrong character', () => {
    const reference = creditorReference('TB', 'ORD-000123');
    expect(isValid(reference.replace('123', '124'))).toBe(false);
  });

  test('is printed in groups of four', () => {
    expect(readableReference('RF18539007547034')).toBe('RF18 5390 0754 7034');
  });
});
