import { describe, expect, test } from 'vitest';
import { instantOf, moverByClock, wallTimeOf } from './wall-time.ts';

const at = (wall: string, timeZone: string) => instantOf(new Date(`${wall}Z`), timeZone).toISOString();

describe('clocks', () => {
  test.each([
    ['in winter', '2027-01-15T20:00', 'Europe/Berlin', '2027-01-15T19:00:00.000Z'],
    ['in summer', '2027-07-15T20:00', 'Europe/Berlin', '2027-07-15T18:00:00.000Z'],
    ['just before they are put forward', '2027-03-28T01:59', 'Europe/Berlin', '2027-03-28T00:59:00.000Z'],
    ['that skip a time', '2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
    ['that show a time twice', '2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
    ['after they were put back', '2027-10-31T03:00', 'Europe/Berlin', '2027-10-31T02:00:00.000Z'],
    ['that change in the other half of the year', '2027-04-04T20:00', 'Australia/Sydney', '2027-04-04T10:00:00.000Z'],
    ['of half an hour', '2027-06-01T20:00', 'Asia/Kolkata', '2027-06-01T14:30:00.000Z'],
    ['that change by half an hour', '2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-02T15:45:00.000Z'],
    ['that never change', '2027-06-01T20:00', 'UTC', '2027-06-01T20:00:00.000Z'],
  ])('%s', (_, wall, timeZone, instant) => {
    expect(at(wall, timeZone)).toBe(instant);
  });

  test('show again what was read from them', () => {
    for (const timeZone of ['Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham', 'UTC']) {
      for (let hour = 0; hour < 400 * 24; hour += 53) {
        const instant = new Date(Date.UTC(2027, 0, 1, hour, 10));
        const again = instantOf(wallTimeOf(instant, timeZone), timeZone);
        // Of a time that is shown twice, the first is taken.
        expect([0, 3_600_000]).toContain(instant.getTime() - again.getTime());
      }
    }
  });
});

test('what is moved by clocks stays at its time of day where an equal number of milliseconds would not', () => {
  const [from, to] = [new Date('2027-03-20T19:00:00Z'), new Date('2027-04-03T18:00:00Z')];
  const move = moverByClock(from, to, 'Europe/Berlin');
  // Sales that end at 18:00 by clocks two days before; 14 days of 24 hours later, clocks show 19:00.
  const salesEnd = new Date('2027-03-18T17:00:00Z');
  expect(move(salesEnd).toISOString()).toBe('2027-04-01T16:00:00.000Z');
  expect(new Date(salesEnd.getTime() + 14 * 86_400_000).toISOString()).toBe('2027-04-01T17:00:00.000Z');
  expect(move(null)).toBeNull();
});
