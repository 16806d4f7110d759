import { describe, expect, it } from 'vitest';
import { announcement, clock, secondsLeft } from './time-left.ts';

describe('the time that is left', () => {
  it('is counted in whole seconds and ends at zero', () => {
    const now = Date.parse('2027-05-01T12:00:00Z');
    expect(secondsLeft('2027-05-01T12:00:10Z', now)).toBe(10);
    expect(secondsLeft('2027-05-01T12:00:00.001Z', now)).toBe(1);
    expect(secondsLeft('2027-05-01T11:59:00Z', now)).toBe(0);
  });

  it.each([
    [0, '0:00'],
    [65, '1:05'],
    [600, '10:00'],
  ])('shows %d seconds as %s', (seconds, shown) => {
    expect(clock(seconds)).toBe(shown);
  });

  it('is read aloud seldom', () => {
    const heard = new Set(Array.from({ length: 601 }, (_, second) => announcement(second)));
    expect([...heard]).toHaveLength(6);
    expect(announcement(600)).toContain('10 minutes');
    expect(announcement(301)).toContain('10 minutes');
    expect(announcement(300)).toContain('5 minutes');
  });
});
