import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** When actions run by themselves, and how that went last. */
export const schedules: SqlMigration = {
  name: '20261123_schedules',
  sql: `
    create table plugin_schedule (
      installation_id uuid not null references plugin_installation (id) on delete cascade,
      -- As the manifest calls it.
      name text not null,
      organization_id uuid not null,
      cron text not null,
      time_zone text not null,
      next_run_at timestamptz not null,
      -- Until then a process is at it; one that dies leaves it to others.
      claimed_until timestamptz,
      -- How often in a row the run that is due could not even begin.
      attempts int not null default 0,
      last_run jsonb,
      primary key (installation_id, name)
    );
    create index plugin_schedule_due on plugin_schedule (next_run_at);
  `,
};
