import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Upgrades that adapt what is stored: on a copy, which takes the place of the original together with the version. */
export const upgrades: SqlMigration = {
  name: '20261123_upgrades',
  sql: `
    alter table plugin_installation
      add column upgrade_id uuid,
      -- Until then the plugin stands still; an upgrade whose process died has changed nothing.
      add column upgrading_until timestamptz,
      add check ((upgrade_id is null) = (upgrading_until is null));
    create table plugin_staged_value (
      installation_id uuid not null references plugin_installation (id) on delete cascade,
      key text not null,
      organization_id uuid not null,
      value jsonb not null,
      bytes int not null check (bytes >= 0),
      updated_at timestamptz not null default now(),
      primary key (installation_id, key)
    );
  `,
};
