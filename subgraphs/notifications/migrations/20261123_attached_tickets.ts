import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Remembers which tickets a message brings as files. Their codes open a door: they go when the message is done with. */
export const attachedTicketsMigration: SqlMigration = {
  name: '20261123_attached_tickets',
  sql: `
    alter table notification add column attached_tickets jsonb,
      add check (attached_tickets is null or status in ('QUEUED', 'SENDING'));
  `,
};
