import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** One index for the line of a ticket type, so that nothing tempts the planner to sort everyone who waits for it. */
export const waitlistLineMigration: SqlMigration = {
  name: '20261123_waitlist_line',
  sql: `
    drop index waitlist_entry_by_ticket_type, waitlist_entry_next;
    create index waitlist_entry_line on waitlist_entry (ticket_type_id, status, place);
  `,
};
