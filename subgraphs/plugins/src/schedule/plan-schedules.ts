import type { EntityManager } from '@mikro-orm/postgresql';
import { nextRun, type PluginManifest } from '@ticketbase/plugin-sdk/manifest';
import type { PluginInstallation } from '../installation/installation.entity.ts';

/**
 * Makes the plan of an installation what the manifest says; what is not in it any more is forgotten.
 * @param anew whether every schedule counts from now on, as when a plugin is enabled; else only one whose times changed
 */
export async function planSchedules(
  em: EntityManager,
  { id, organizationId }: Pick<PluginInstallation, 'id' | 'organizationId'>,
  { schedules }: Pick<PluginManifest, 'schedules'>,
  { anew }: { anew: boolean },
): Promise<void> {
  const rows = Object.entries(schedules).flatMap(([name, { cron, timeZone }]) => {
    const next = nextRun({ cron, timeZone }, new Date());
    return next ? [{ name, cron, timeZone, next: next.toISOString() }] : [];
  });
  await em.execute(
    `delete from plugin_schedule
      where organization_id = ? and installation_id = ? and name not in (select jsonb_array_elements_text(?::jsonb))`,
    [organizationId, id, JSON.stringify(rows.map(({ name }) => name))],
  );
  if (rows.length === 0) return;
  await em.execute(
    `insert into plugin_schedule as plan (installation_id, organization_id, name, cron, time_zone, next_run_at)
     select ?, ?, name, cron, "timeZone", next
       from jsonb_to_recordset(?::jsonb) as row (name text, cron text, "timeZone" text, next timestamptz)
     on conflict (installation_id, name) do update
       set cron = excluded.cron, time_zone = excluded.time_zone, next_run_at = excluded.next_run_at, attempts = 0
       where ? or (plan.cron, plan.time_zone) is distinct from (excluded.cron, excluded.time_zone)`,
    [id, organizationId, JSON.stringify(rows), anew],
  );
}
