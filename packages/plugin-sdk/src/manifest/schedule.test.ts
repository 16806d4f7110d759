import { describe, expect, test } from 'vitest';
import { parseManifest } from './parse-manifest.ts';
import { nextRun } from './schedule.ts';

const input = { type: 'object', required: ['what'], properties: { what: { type: 'string' } } };
const manifestWith = (schedules: unknown) => ({
  ...{ id: 'greeter', name: 'Greeter', version: '1.0.0', author: 'TicketBase', category: 'OTHER' },
  actions: { export: { input }, plain: {} },
  schedules,
  build: { backend: 'src/backend.ts' },
});
const issuesOf = (schedules: unknown) => {
  const parsed = parseManifest(manifestWith(schedules));
  return parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a schedule', () => {
  test('that names an action, a time and a zone is one', () => {
    expect(issuesOf({ daily: { cron: '0 6 * * 1-5', timeZone: 'Europe/Berlin', action: 'plain' } })).toEqual([]);
    expect(issuesOf({ daily: { cron: '*/1 * * * *', action: 'export', params: { what: 'all' } } })).toEqual([]);
  });

  test.each([
    ['cron', { cron: '* * * * * *' }, 'schedules.daily.cron: must have five fields'],
    ['cron', { cron: '@daily' }, 'schedules.daily.cron: must have five fields'],
    ['cron', { cron: '61 * * * *' }, 'schedules.daily.cron: is no cron expression: Invalid value for minute: 61'],
    ['cron', { cron: '0 0 30 2 *' }, 'schedules.daily.cron: names a time that never comes'],
    ['timeZone', { timeZone: 'Mars/Olympus' }, 'schedules.daily.timeZone: names Mars/Olympus'],
    ['action', { action: 'missing' }, 'schedules.daily.action: names the action missing, which is not declared'],
    ['params', { action: 'export' }, 'schedules.daily.params.what: is required'],
  ])('with a wrong %s is pointed at (%j)', (_, change, message) => {
    const [issue] = issuesOf({ daily: { cron: '0 6 * * *', action: 'plain', ...change } });
    expect(issue).toContain(message);
  });

  test('is one of twenty at most', () => {
    const many = Object.fromEntries(
      Array.from({ length: 21 }, (_, n) => [`s${n}`, { cron: '0 6 * * *', action: 'plain' }]),
    );
    expect(issuesOf(many)).toEqual(['schedules: must not have more than 20 schedules']);
  });
});

describe('the next run', () => {
  const after = (cron: string, timeZone: string, time: string) =>
    nextRun({ cron, timeZone }, new Date(time))?.toISOString();

  test('is told by the clocks of the zone, in summer and in winter', () => {
    expect(after('0 6 * * *', 'Europe/Berlin', '2027-01-10T12:00:00Z')).toBe('2027-01-11T05:00:00.000Z');
    expect(after('0 6 * * *', 'Europe/Berlin', '2027-07-10T12:00:00Z')).toBe('2027-07-11T04:00:00.000Z');
  });

  test('comes once on the day that has no such hour, and once on the day that has it twice', () => {
    expect(after('30 2 * * *', 'Europe/Berlin', '2027-03-27T12:00:00Z')).toBe('2027-03-28T01:00:00.000Z');
    const first = after('30 2 * * *', 'Europe/Berlin', '2027-10-30T12:00:00Z')!;
    expect(after('30 2 * * *', 'Europe/Berlin', first)).toBe('2027-11-01T01:30:00.000Z');
  });
});
