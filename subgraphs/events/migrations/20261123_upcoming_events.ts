import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Events are completed once they are over, so that what is published is nearly what lies ahead, however much lies behind. */
export const upcomingEventsMigration: SqlMigration = {
  name: '20261123_upcoming_events',
  sql: `create index event_upcoming on event (organization_id, starts_at, id) where status = 'PUBLISHED';`,
};
