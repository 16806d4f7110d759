import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** What the lists of the API are read by, where no index served them yet; `test/query-plans.test.ts` holds them to it. */
export const listIndexesMigration: SqlMigration = {
  name: '20261123_list_indexes',
  sql: `
    create index venue_newest on venue (organization_id, id);
    create index event_public_of_organization on event (organization_id, starts_at, id)
      where status = 'PUBLISHED' and visibility = 'PUBLIC';
  `,
};
