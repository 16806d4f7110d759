import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Series of events. Each date is an event of its own, which remembers what was changed of it alone. */
export const eventSeriesMigration: SqlMigration = {
  name: '20261123_event_series',
  sql: `
    create table event_series (
      id uuid primary key,
      organization_id uuid not null,
      title text not null,
      time_zone text not null,
      rule text,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create index event_series_newest on event_series (organization_id, id);

    alter table event add column series_id uuid references event_series (id),
      add column series_changed text[] not null default '{}',
      add constraint event_alone_differs_from_nothing check (series_id is not null or series_changed = '{}');
    create index event_by_series on event (series_id, starts_at, id) where series_id is not null;

    -- Who made each version, so that a stale writer can be told; null if it was no person.
    alter table event_revision add column changed_by uuid, add column changed_at timestamptz not null default now();
  `,
};
