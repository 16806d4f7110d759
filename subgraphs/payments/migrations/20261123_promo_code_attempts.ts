import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** How often a client gave promo codes that there are not. */
export const promoCodeAttemptsMigration: SqlMigration = {
  name: '20261123_promo_code_attempts',
  sql: `
    create table promo_code_attempt (
      client_key text primary key,
      attempts int not null,
      since timestamptz not null
    );
    create index promo_code_attempt_since on promo_code_attempt (since);`,
};
