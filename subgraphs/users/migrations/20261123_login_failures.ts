import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** How many passwords a network gave in vain, whichever accounts they were for. */
export const loginFailures: SqlMigration = {
  name: '20261123_login_failures',
  sql: `
    create table login_failure (
      client text primary key,
      attempts int not null,
      since timestamptz not null
    );
    create index login_failure_since on login_failure (since);`,
};
