import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** How often the plugin was asked for a refund, so that each attempt has a key of its own with the platform. */
export const refundAttemptsMigration: SqlMigration = {
  name: '20261123_refund_attempts',
  sql: 'alter table refund add column attempts int not null default 0;',
};
