import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** How often a mailbox, known by a hash, was told lately of places on waitlists that somebody asked for in its name. */
export const waitlistMailsMigration: SqlMigration = {
  name: '20261123_waitlist_mails',
  sql: `
    create table waitlist_mailbox (
      mailbox text primary key,
      attempts int not null,
      since timestamptz not null
    );
    create index waitlist_mailbox_by_age on waitlist_mailbox (since);
  `,
};
