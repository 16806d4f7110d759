import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Hooks in the order of what happened to each thing; those that failed for good are kept, to be run again. */
export const failedHooks: SqlMigration = {
  name: '20261123_failed_hooks',
  sql: `
    alter table hook_delivery
      add column position bigserial,
      -- What the event is about: an order, a ticket, an event. Its events come one after the other.
      add column entity_id text not null default '',
      -- Until then a process is at it; one that dies leaves it to others.
      add column claimed_until timestamptz,
      -- When it was tried for the last time; null while it is still tried.
      add column failed_at timestamptz,
      add column error jsonb,
      add check ((failed_at is null) or (claimed_until is null));
    drop index hook_delivery_due;
    create index hook_delivery_due on hook_delivery (installation_id, next_attempt_at, position) where failed_at is null;
    create index hook_delivery_entity on hook_delivery (installation_id, entity_id, position) where failed_at is null;
    create index hook_delivery_failed on hook_delivery (installation_id, id) where failed_at is not null;
    create index hook_delivery_failed_age on hook_delivery (failed_at) where failed_at is not null;
  `,
};
