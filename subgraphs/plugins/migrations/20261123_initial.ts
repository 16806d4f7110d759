import type { SqlMigration } from '@ticketbase/subgraph-kit';

export const initial: SqlMigration = {
  name: '20261123_initial',
  sql: `
    create table plugin (
      id text primary key,
      name text not null,
      description text not null,
      author text not null,
      category text not null,
      owner_organization_id uuid not null,
      latest_version_id uuid,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index plugin_name on plugin (name, id);

    create table plugin_version (
      id uuid primary key,
      plugin_id text not null references plugin (id),
      version text not null,
      status text not null check (status in ('SUBMITTED', 'PUBLISHED', 'REJECTED', 'DEPRECATED')),
      manifest jsonb not null,
      integrity text not null,
      backend_integrity text,
      frontend_integrity text,
      submitted_at timestamptz not null default now(),
      published_at timestamptz,
      review_note text,
      reviewed_by uuid,
      unique (plugin_id, version),
      check (status not in ('PUBLISHED', 'DEPRECATED') or published_at is not null)
    );
    -- The two tables point at each other: a plugin at the version it offers, a version at its plugin.
    alter table plugin add foreign key (latest_version_id) references plugin_version (id);

    create function refuse_change_of_published_version() returns trigger language plpgsql as $$
    begin
      if (new.id, new.plugin_id, new.version, new.manifest, new.integrity) is distinct from
         (old.id, old.plugin_id, old.version, old.manifest, old.integrity)
         or (new.backend_integrity, new.frontend_integrity) is distinct from
            (old.backend_integrity, old.frontend_integrity) then
        raise exception 'a version of a plugin never changes';
      end if;
      return new;
    end $$;
    create trigger plugin_version_is_immutable before update on plugin_version
      for each row execute function refuse_change_of_published_version();

    create table plugin_installation (
      id uuid primary key,
      organization_id uuid not null,
      plugin_id text not null references plugin (id),
      version_id uuid not null references plugin_version (id),
      enabled boolean not null,
      granted_permissions jsonb not null,
      configuration jsonb not null,
      sealed_configuration jsonb not null,
      installed_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      uninstalled_at timestamptz
    );
    create unique index plugin_installation_once on plugin_installation (organization_id, plugin_id)
      where uninstalled_at is null;
    create index plugin_installation_uninstalled on plugin_installation (uninstalled_at)
      where uninstalled_at is not null;

    create table plugin_key_value (
      installation_id uuid not null references plugin_installation (id) on delete cascade,
      key text not null,
      organization_id uuid not null,
      value jsonb not null,
      bytes int not null check (bytes >= 0),
      updated_at timestamptz not null default now(),
      primary key (installation_id, key)
    );

    create table plugin_log (
      id uuid primary key,
      organization_id uuid not null,
      installation_id uuid not null references plugin_installation (id) on delete cascade,
      level text not null check (level in ('debug', 'info', 'warn', 'error')),
      message text not null,
      fields jsonb,
      source text not null,
      request_id text not null,
      at timestamptz not null
    );
    create index plugin_log_newest on plugin_log (installation_id, at desc, id desc);

    create table hook_delivery (
      id uuid primary key,
      organization_id uuid not null,
      installation_id uuid not null references plugin_installation (id) on delete cascade,
      event_id uuid not null,
      event jsonb not null,
      attempts int not null default 0,
      next_attempt_at timestamptz not null default now(),
      created_at timestamptz not null default now(),
      unique (installation_id, event_id)
    );
    create index hook_delivery_due on hook_delivery (next_attempt_at, id);

    create table supergraph_release (
      id uuid primary key,
      ordinal bigserial unique,
      sdl text not null,
      input_hash text not null,
      version_ids jsonb not null,
      created_at timestamptz not null default now()
    );
  `,
};
