import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Tickets that became another type's, each time by a change of an order, so that a repeated command moves stock once. */
export const ticketExchangeMigration: SqlMigration = {
  name: '20261123_ticket_exchange',
  sql: `
    create table ticket_exchange (
      change_id uuid primary key,
      organization_id uuid not null,
      ticket_id uuid not null references ticket,
      from_ticket_type_id uuid not null,
      to_ticket_type_id uuid not null,
      exchanged_at timestamptz not null
    );
    create index ticket_exchange_ticket on ticket_exchange (ticket_id);
  `,
};
