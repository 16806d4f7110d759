import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Remembers which refund or change it is whose documents a message brings. */
export const attachedDocumentsMigration: SqlMigration = {
  name: '20261123_attached_documents',
  sql: 'alter table notification add column documents_of uuid',
};
