import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** What each organization consented to beside scopes. Null: installed before, so that what the version asks for counts. */
export const consents: SqlMigration = {
  name: '20261123_consents',
  sql: 'alter table plugin_installation add column consented jsonb;',
};
