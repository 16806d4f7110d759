import type { SqlMigration } from '@ticketbase/subgraph-kit';
import { attachedDocumentsMigration } from './20261123_attached_documents.ts';
import { attachedInvoicesMigration } from './20261123_attached_invoices.ts';
import { attachedTicketsMigration } from './20261123_attached_tickets.ts';
import { initialMigration } from './20261123_initial.ts';

/** Every step of the schema `notifications`, in order. */
export const migrations: readonly SqlMigration[] = [
  initialMigration,
  attachedTicketsMigration,
  attachedInvoicesMigration,
  attachedDocumentsMigration,
];
