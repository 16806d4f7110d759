import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Remembers which tickets became void because their event was called off: who had one is to be told. */
export const ticketEndedWithEventMigration: SqlMigration = {
  name: '20261123_ticket_ended_with_event',
  sql: `
    alter table ticket add column ended_with_event boolean not null default false,
      add constraint ticket_ended_is_void check (not ended_with_event or status in ('CANCELLED', 'REFUNDED'));
  `,
};
