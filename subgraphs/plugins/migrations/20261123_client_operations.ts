import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Operations that clients run, which a publication must leave whole. Without an owner they are the server's own. */
export const clientOperations: SqlMigration = {
  name: '20261123_client_operations',
  sql: `
    create table client_operation (
      id uuid primary key,
      owner_organization_id uuid,
      client text not null,
      name text not null,
      document text not null,
      registered_at timestamptz not null default now()
    );
    create unique index client_operation_once on client_operation (owner_organization_id, client, name) nulls not distinct;
  `,
};
