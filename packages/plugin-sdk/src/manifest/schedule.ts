import { Cron } from 'croner';
import { z } from 'zod';
import type { Issue } from './json-schema.ts';

/** When the platform runs an action by itself. */
export const scheduleSchema = z.strictObject({
  cron: z
    .string()
    .max(100)
    .describe('Minute, hour, day of the month, month and day of the week, such as `0 6 * * 1-5`.'),
  timeZone: z.string().max(60).default('UTC').describe('The IANA time zone that the hours are in.'),
  action: z.string().max(60).describe('The action of this plugin that runs.'),
  params: z.record(z.string(), z.unknown()).default({}).describe('What the action is given; it must fit its input.'),
});
/** One schedule of a manifest. */
export type PluginSchedule = z.output<typeof scheduleSchema>;

/** Each takes part in every look at what is due. */
export const MAX_SCHEDULES = 20;

type Times = Pick<PluginSchedule, 'cron' | 'timeZone'>;

/**
 * When a schedule comes next, by the clocks of its time zone; null if it never does. An hour that a change of the clocks
 * leaves out is made up for right behind it; one that comes twice counts once, except for what runs every few minutes.
 */
export function nextRun({ cron, timeZone }: Times, after: Date): Date | null {
  return new Cron(cron, { mode: '5-part', timezone: timeZone, paused: true }).nextRun(after);
}

/** What is wrong with a schedule's times; the path is below the schedule. */
export function scheduleIssues(schedule: Times): Issue[] {
  if (!isTimeZone(schedule.timeZone))
    return [
      { path: ['timeZone'], message: `names ${schedule.timeZone}, which is no IANA time zone such as Europe/Berlin` },
    ];
  const refuse = (message: string) => [{ path: ['cron'], message }];
  if (schedule.cron.trim().split(/\s+/).length !== 5)
    return refuse('must have five fields: minute, hour, day of the month, month, day of the week');
  try {
    return nextRun(schedule, new Date()) ? [] : refuse('names a time that never comes');
  } catch (error) {
    return refuse(`is no cron expression: ${(error as Error).message.replace(/^Cron\w+: /, '')}`);
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
