import { defineEntity } from '@mikro-orm/core';

/** How a scheduled run ended. */
export interface ScheduledRun {
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly ok: boolean;
  readonly durationMs: number;
  readonly requestId: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** An action of an installation that runs by itself. */
export const PluginScheduleEntity = defineEntity({
  name: 'PluginSchedule',
  tableName: 'plugin_schedule',
  properties: p => ({
    installationId: p.uuid().primary(),
    /** As the manifest calls it. */
    name: p.text().primary(),
    organizationId: p.uuid(),
    cron: p.text(),
    timeZone: p.text(),
    nextRunAt: p.datetime(),
    /** Until then a process is at it. */
    claimedUntil: p.datetime().nullable(),
    /** How often in a row the run that is due could not even begin. */
    attempts: p.integer().default(0),
    lastRun: p.json<ScheduledRun>().nullable(),
  }),
});
