import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Who opened a cart, as a keyed hash, so that one client's carts can be counted. */
export const cartClientMigration: SqlMigration = {
  name: '20261123_cart_client',
  sql: `
    alter table cart add column client_key text;
    create index cart_client on cart (client_key, event_id) where status in ('OPEN', 'CHECKED_OUT');
  `,
};
