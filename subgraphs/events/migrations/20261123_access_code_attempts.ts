import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Counts the access codes that clients tried, so that they cannot be guessed. */
export const accessCodeAttemptsMigration: SqlMigration = {
  name: '20261123_access_code_attempts',
  sql: `
    create table access_code_attempt (
      client text primary key,
      attempts int not null,
      since timestamptz not null
    );
    create index access_code_attempt_by_age on access_code_attempt (since);
  `,
};
