import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Tells tickets from add-ons, which are not sent as tickets. */
export const orderTicketAdmitsMigration: SqlMigration = {
  name: '20261123_order_ticket_admits',
  sql: 'alter table order_ticket add column admits boolean not null default true',
};
