import type { SqlMigration } from '@ticketbase/subgraph-kit';

/**
 * Tickets that cost nothing become void by refunds of nothing, and an order whose money went back is over only when no
 * ticket is left of it.
 */
export const refundOfNothingMigration: SqlMigration = {
  name: '20261123_refund_of_nothing',
  sql: `
    alter table refund drop constraint refund_amount_check;
    alter table refund add constraint refund_amount_check check (amount >= 0);
    update orders o set status = 'PARTIALLY_REFUNDED'
     where o.status = 'REFUNDED'
       and exists (select 1 from order_ticket k where k.order_id = o.id and k.refund_id is null);`,
};
