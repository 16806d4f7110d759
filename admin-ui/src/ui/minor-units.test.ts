import { describe, expect, it } from 'vitest';
import { majorUnits, minorUnits } from './minor-units.ts';

describe('minor units', () => {
  it.each([
    ['12.50', 'EUR', 1250],
    ['12,5', 'EUR', 1250],
    ['12', 'EUR', 1200],
    [' 0.05 ', 'USD', 5],
    ['1200', 'JPY', 1200],
    ['1.234', 'KWD', 1234],
  ])('read what was typed: %s %s', (text, currency, amount) => {
    expect(minorUnits(text, currency)).toBe(amount);
  });

  it.each([
    ['', 'EUR'],
    ['-1', 'EUR'],
    ['1.234', 'EUR'],
    ['1.5', 'JPY'],
    ['1e3', 'EUR'],
    ['ten', 'EUR'],
    ['1', 'EURO'],
  ])('are nothing for what is no amount: %s %s', (text, currency) => {
    expect(minorUnits(text, currency)).toBeUndefined();
  });

  it.each([
    [1250, 'EUR', '12.50'],
    [5, 'EUR', '0.05'],
    [0, 'EUR', '0.00'],
    [1200, 'JPY', '1200'],
  ])('are shown as an amount to edit: %d %s', (amount, currency, text) => {
    expect(majorUnits(amount, currency)).toBe(text);
  });
});
