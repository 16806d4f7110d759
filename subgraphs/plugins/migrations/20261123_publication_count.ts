import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** How often each organization published of late: every publication is composed with everything else. */
export const publicationCount: SqlMigration = {
  name: '20261123_publication_count',
  sql: `
    create table publication_count (
      organization_id uuid primary key,
      -- The hour that is counted begins with its first publication.
      began_at timestamptz not null default now(),
      publications int not null check (publications > 0)
    );
  `,
};
