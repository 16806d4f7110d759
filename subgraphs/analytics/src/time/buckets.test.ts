import { expect, test } from 'vitest';
import { bucketsOf, DAY, type Granularity, HOUR } from './buckets.ts';
import { planReads } from './read-plan.ts';

const range = (from: string, to: string) => ({ start: Date.parse(from), end: Date.parse(to) });
const starts = (from: string, to: string, granularity: Granularity, zone: string) =>
  bucketsOf(range(from, to), granularity, zone).map(({ start }) => new Date(start).toISOString());

test('days of a zone begin at its midnight, and are 23 and 25 hours long when clocks change', () => {
  const spring = bucketsOf(range('2027-03-27T12:00:00Z', '2027-03-29T12:00:00Z'), 'DAY', 'Europe/Berlin');
  expect(spring.map(({ start, end }) => (end - start) / HOUR)).toEqual([24, 23, 24]);
  const autumn = bucketsOf(range('2027-10-30T12:00:00Z', '2027-11-01T12:00:00Z'), 'DAY', 'Europe/Berlin');
  expect(autumn.map(({ start, end }) => (end - start) / HOUR)).toEqual([24, 25, 24]);
  expect(new Date(autumn[0]!.start).toISOString()).toBe('2027-10-29T22:00:00.000Z');
});

test('the hour that comes twice in autumn makes two buckets', () => {
  expect(starts('2027-10-31T00:10:00Z', '2027-10-31T02:10:00Z', 'HOUR', 'Europe/Berlin')).toEqual([
    '2027-10-31T00:00:00.000Z',
    '2027-10-31T01:00:00.000Z',
    '2027-10-31T02:00:00.000Z',
  ]);
});

test('hours of zones at half and quarter hours begin there', () => {
  expect(starts('2027-05-01T10:00:00Z', '2027-05-01T10:01:00.250Z', 'HOUR', 'Asia/Kolkata')).toEqual([
    '2027-05-01T09:30:00.000Z',
  ]);
  expect(starts('2027-05-01T10:00:00Z', '2027-05-01T10:01:00Z', 'HOUR', 'Asia/Kathmandu')).toEqual([
    '2027-05-01T09:15:00.000Z',
  ]);
});

test('weeks begin on Monday, months on the first', () => {
  expect(starts('2027-05-05T00:00:00Z', '2027-05-11T00:00:00Z', 'WEEK', 'UTC')).toEqual([
    '2027-05-03T00:00:00.000Z',
    '2027-05-10T00:00:00.000Z',
  ]);
  expect(starts('2027-12-15T00:00:00Z', '2028-02-01T00:00:00Z', 'MONTH', 'UTC')).toEqual([
    '2027-12-01T00:00:00.000Z',
    '2028-01-01T00:00:00.000Z',
  ]);
});

test('a day whose midnight is skipped begins where its clock begins', () => {
  // In Santiago, clocks go from 24:00 to 01:00 on the first Sunday of September.
  const days = bucketsOf(range('2027-09-04T12:00:00Z', '2027-09-06T12:00:00Z'), 'DAY', 'America/Santiago');
  expect(days.map(({ start, end }) => (end - start) / HOUR)).toEqual([24, 23, 24]);
});

test('buckets adjoin, whatever the zone, in a year of every granularity', () => {
  const zones = ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Pacific/Apia', 'Asia/Kathmandu'];
  for (const zone of zones) {
    for (const granularity of ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const) {
      const wanted = range(
        '2027-01-01T05:07:00Z',
        granularity === 'HOUR' ? '2027-05-01T00:00:00Z' : '2028-01-05T00:00:00Z',
      );
      const buckets = bucketsOf(wanted, granularity, zone);
      expect(buckets[0]!.start).toBeLessThanOrEqual(wanted.start);
      expect(buckets.at(-1)!.end).toBeGreaterThanOrEqual(wanted.end);
      for (const [index, { start, end }] of buckets.entries()) {
        expect(end, `${zone} ${granularity} ${new Date(start).toISOString()}`).toBeGreaterThan(start);
        if (index > 0) expect(start).toBe(buckets[index - 1]!.end);
        expect(start % (15 * 60_000)).toBe(0);
      }
    }
  }
});

test('UTC days are read from daily rollups alone', () => {
  const plan = planReads(bucketsOf(range('2027-05-01T00:00:00Z', '2027-05-04T00:00:00Z'), 'DAY', 'UTC'));
  expect(plan.fine).toEqual([]);
  expect(plan.daily).toEqual([range('2027-05-01T00:00:00Z', '2027-05-04T00:00:00Z')]);
});

test('of a zone’s months, only the days that borders fall into are read from fine rollups', () => {
  const plan = planReads(bucketsOf(range('2027-05-10T00:00:00Z', '2027-06-10T00:00:00Z'), 'MONTH', 'Europe/Berlin'));
  expect(plan.fine.map(({ start, end }) => (end - start) / HOUR)).toEqual([2, 24, 22]);
  expect(plan.daily.reduce((sum, { start, end }) => sum + (end - start) / DAY, 0)).toBe(30 + 29);
  const all = [...plan.daily, ...plan.fine].sort((a, b) => a.start - b.start);
  for (const [index, { start }] of all.entries()) if (index > 0) expect(start).toBe(all[index - 1]!.end);
});
