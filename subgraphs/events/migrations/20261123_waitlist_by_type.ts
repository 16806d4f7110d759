import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Finds the first in line for one ticket type, however many wait for the others. */
export const waitlistByTypeMigration: SqlMigration = {
  name: '20261123_waitlist_by_type',
  sql: `create index waitlist_entry_next on waitlist_entry (ticket_type_id, place) where status = 'WAITING'`,
};
