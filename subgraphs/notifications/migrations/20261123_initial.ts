import type { SqlMigration } from '@ticketbase/subgraph-kit';

export const initialMigration: SqlMigration = {
  name: '20261123_initial',
  sql: `
    create table notification (
      id uuid primary key,
      -- Null for what concerns a person and no tenant, such as a password reset.
      organization_id uuid,
      channel text not null check (channel in ('EMAIL', 'SMS')),
      template text not null,
      recipient text not null,
      recipient_name text,
      status text not null check (status in ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'SUPPRESSED')),
      attempts int not null default 0 check (attempts >= 0),
      error text,
      -- What fills the template. May hold links that open a door: it goes as soon as there is nothing left to send.
      payload jsonb,
      test boolean not null default false,
      event_id uuid,
      order_id uuid,
      source_event_id uuid,
      unsubscribe_hash text unique,
      next_attempt_at timestamptz not null default now(),
      locked_until timestamptz,
      created_at timestamptz not null default now(),
      sent_at timestamptz,
      check ((payload is not null) = (status in ('QUEUED', 'SENDING'))),
      check ((locked_until is not null) = (status = 'SENDING')),
      check ((sent_at is not null) = (status = 'SENT')),
      unique (source_event_id, template, recipient)
    );
    create index notification_list on notification (organization_id, id);
    create index notification_due on notification (next_attempt_at) where status = 'QUEUED';
    create index notification_abandoned on notification (locked_until) where status = 'SENDING';

    create table attempt (
      id uuid primary key,
      organization_id uuid,
      notification_id uuid not null references notification (id) on delete cascade,
      number int not null check (number > 0),
      started_at timestamptz not null default now(),
      finished_at timestamptz,
      error text,
      unique (notification_id, number)
    );

    create table template (
      id uuid primary key,
      organization_id uuid not null,
      name text not null,
      locale text not null,
      subject text not null,
      html text not null,
      text text not null,
      updated_at timestamptz not null default now(),
      unique (organization_id, name, locale)
    );

    create table preference (
      id uuid primary key,
      organization_id uuid not null,
      recipient text not null check (recipient = lower(recipient)),
      unsubscribed_at timestamptz not null default now(),
      unique (organization_id, recipient)
    );

    create table known_event (
      id uuid primary key,
      organization_id uuid not null,
      title text not null
    );
  `,
};
