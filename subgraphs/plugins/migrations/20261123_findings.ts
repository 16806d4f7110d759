import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** What was found in a bundle is what its reviewer decides by, and fixed like the bundle. */
export const findings: SqlMigration = {
  name: '20261123_findings',
  sql: `
    alter table plugin_version add column findings jsonb not null default '[]';
    alter table plugin_version add column file_sizes jsonb not null default '{}';

    create or replace function refuse_change_of_published_version() returns trigger language plpgsql as $$
    begin
      if (new.id, new.plugin_id, new.version, new.manifest, new.integrity) is distinct from
         (old.id, old.plugin_id, old.version, old.manifest, old.integrity)
         or (new.backend_integrity, new.frontend_integrity, new.component_inputs, new.findings, new.file_sizes)
            is distinct from
            (old.backend_integrity, old.frontend_integrity, old.component_inputs, old.findings, old.file_sizes) then
        raise exception 'a version of a plugin never changes';
      end if;
      return new;
    end $$;
  `,
};
