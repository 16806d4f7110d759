import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Lets a sweep find the waitlists that have something to do, however many events there are. */
export const waitlistClosingMigration: SqlMigration = {
  name: '20261123_waitlist_closing',
  sql: `
    alter table waitlist add column closed_at timestamptz;
    create index waitlist_to_close on waitlist (event_id) where closed_at is null;
    create index event_stock_waiting on event_stock (event_id) where waiting > 0;
  `,
};
