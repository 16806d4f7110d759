import { describe, expect, it } from 'vitest';
import { daysOf, lastDays } from './range.tsx';

describe('the range of the dashboard', () => {
  it('is what the address asks for, and thirty days for anything else', () => {
    expect(daysOf(new URLSearchParams('days=7'))).toBe(7);
    expect(daysOf(new URLSearchParams(''))).toBe(30);
    expect(daysOf(new URLSearchParams('days=100000'))).toBe(30);
  });

  it('is whole days of the zone, today included', () => {
    const now = new Date('2027-01-10T23:30:00Z');
    expect(lastDays(7, 'Europe/Berlin', now)).toEqual({
      from: '2027-01-04T23:00:00.000Z',
      to: '2027-01-11T23:00:00.000Z',
      timeZone: 'Europe/Berlin',
    });
  });

  it('counts days, not hours, where clocks change', () => {
    const now = new Date('2027-03-29T12:00:00Z');
    expect(lastDays(7, 'Europe/Berlin', now)).toMatchObject({
      from: '2027-03-22T23:00:00.000Z',
      to: '2027-03-29T22:00:00.000Z',
    });
  });
});
