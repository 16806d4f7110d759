import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** What components ask for is checked once, when a version is submitted, and fixed from then on like its code. */
export const componentInputs: SqlMigration = {
  name: '20261123_component_inputs',
  sql: `
    alter table plugin_version add column component_inputs jsonb not null default '[]';

    create or replace function refuse_change_of_published_version() returns trigger language plpgsql as $$
    begin
      if (new.id, new.plugin_id, new.version, new.manifest, new.integrity) is distinct from
         (old.id, old.plugin_id, old.version, old.manifest, old.integrity)
         or (new.backend_integrity, new.frontend_integrity, new.component_inputs) is distinct from
            (old.backend_integrity, old.frontend_integrity, old.component_inputs) then
        raise exception 'a version of a plugin never changes';
      end if;
      return new;
    end $$;
  `,
};
