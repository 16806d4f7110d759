import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Calls of outside services: where they go, and which have come already. */
export const webhooks: SqlMigration = {
  name: '20261123_webhooks',
  sql: `
    -- Part of the address that outside services call, encrypted; made when the address is first asked for.
    alter table plugin_installation add column sealed_webhook_secret text;
    create table webhook_receipt (
      installation_id uuid not null references plugin_installation (id) on delete cascade,
      organization_id uuid not null,
      webhook text not null,
      -- SHA-256 of the body: services send the same body again, under new signatures.
      body_hash text not null,
      received_at timestamptz not null default now(),
      -- What was answered; null while the plugin works on it.
      status int check (status between 200 and 299),
      answer text,
      primary key (installation_id, webhook, body_hash)
    );
    create index webhook_receipt_age on webhook_receipt (received_at);
  `,
};
