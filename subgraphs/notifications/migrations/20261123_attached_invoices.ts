import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Remembers which messages bring the invoices of their order as files. */
export const attachedInvoicesMigration: SqlMigration = {
  name: '20261123_attached_invoices',
  sql: 'alter table notification add column attaches_invoice boolean not null default false',
};
