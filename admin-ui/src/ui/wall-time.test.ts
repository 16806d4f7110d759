import { describe, expect, it } from 'vitest';
import { instantOf, wallTimeOf } from './wall-time.ts';

describe('wall time', () => {
  it.each([
    ['2027-01-15T18:00', 'Europe/Berlin', '2027-01-15T17:00:00.000Z'],
    ['2027-07-15T18:00', 'Europe/Berlin', '2027-07-15T16:00:00.000Z'],
    ['2027-07-15T18:00', 'America/New_York', '2027-07-15T22:00:00.000Z'],
    ['2027-07-15T18:00', 'Asia/Kolkata', '2027-07-15T12:30:00.000Z'],
    ['2027-07-15T00:00', 'Pacific/Kiritimati', '2027-07-14T10:00:00.000Z'],
  ])('is the instant at which clocks show it: %s in %s', (wallTime, timeZone, instant) => {
    expect(instantOf(wallTime, timeZone)).toBe(instant);
    expect(wallTimeOf(instant, timeZone)).toBe(wallTime);
  });

  it('is right on the days that clocks change', () => {
    expect(instantOf('2027-03-28T01:59', 'Europe/Berlin')).toBe('2027-03-28T00:59:00.000Z');
    expect(instantOf('2027-03-28T03:00', 'Europe/Berlin')).toBe('2027-03-28T01:00:00.000Z');
    expect(instantOf('2027-10-31T01:59', 'Europe/Berlin')).toBe('2027-10-30T23:59:00.000Z');
    expect(instantOf('2027-10-31T03:00', 'Europe/Berlin')).toBe('2027-10-31T02:00:00.000Z');
  });

  it('is the first of two where clocks are put back, and an hour later where they are put on', () => {
    expect(instantOf('2027-10-31T02:30', 'Europe/Berlin')).toBe('2027-10-31T00:30:00.000Z');
    expect(instantOf('2027-03-28T02:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
  });

  it('is nothing for what is no time', () => {
    expect(instantOf('', 'UTC')).toBeUndefined();
    expect(instantOf('soon', 'UTC')).toBeUndefined();
  });
});
