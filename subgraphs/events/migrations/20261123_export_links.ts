import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Links to exported lists that are made once and opened once. */
export const exportLinksMigration: SqlMigration = {
  name: '20261123_export_links',
  sql: `
    create table export_link (
      token_hash text primary key,
      organization_id uuid not null,
      list text not null,
      query jsonb not null,
      expires_at timestamptz not null,
      created_at timestamptz not null
    );
    create index export_link_expiry on export_link (expires_at);
  `,
};
