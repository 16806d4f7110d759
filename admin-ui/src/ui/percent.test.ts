import { describe, expect, it } from 'vitest';
import { basisPointsOf, percentOf } from './percent.ts';

describe('percentages', () => {
  it.each([
    ['2.5', 250],
    ['19', 1900],
    ['7,25 %', 725],
    ['0', 0],
  ])('are read as basis points: %s', (text, basisPoints) => {
    expect(basisPointsOf(text)).toBe(basisPoints);
  });

  it.each(['', '-1', '1.234', 'much'])('are nothing for what is none: %s', text => {
    expect(basisPointsOf(text)).toBeUndefined();
  });

  it.each([
    [250, '2.5'],
    [1900, '19'],
    [725, '7.25'],
    [5, '0.05'],
  ])('are shown as people write them: %d', (basisPoints, text) => {
    expect(percentOf(basisPoints)).toBe(text);
  });
});
