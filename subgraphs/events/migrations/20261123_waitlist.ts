import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Who waits for tickets of a sold-out event, in which order, and what they were offered. */
export const waitlistMigration: SqlMigration = {
  name: '20261123_waitlist',
  sql: `
    -- How many wait, so that whoever frees stock knows without another look; and how many ever did, which counts places.
    alter table event_stock
      add column waiting int not null default 0 check (waiting >= 0),
      add column waitlisted int not null default 0;

    create table waitlist (
      event_id uuid primary key references event (id) on delete cascade,
      organization_id uuid not null,
      enabled boolean not null,
      offer_minutes int not null check (offer_minutes between 5 and 10080),
      updated_at timestamptz not null
    );

    create table waitlist_entry (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id) on delete cascade,
      ticket_type_id uuid not null references ticket_type (id) on delete cascade,
      place int not null,
      name text not null,
      email text not null,
      quantity int not null check (quantity > 0),
      accept_fewer boolean not null,
      status text not null check (status in ('WAITING', 'OFFERED', 'TAKEN', 'LAPSED', 'LEFT', 'REMOVED', 'CLOSED')),
      hold_id uuid references hold (id) on delete set null,
      offered int,
      offer_expires_at timestamptz,
      told_at timestamptz not null,
      joined_at timestamptz not null,
      ended_at timestamptz,
      constraint waitlist_entry_place unique (event_id, place),
      constraint waitlist_entry_offer check (status not in ('OFFERED', 'TAKEN') or (offered is not null and offer_expires_at is not null))
    );
    -- One address waits once for one ticket type, whatever the code above does.
    create unique index waitlist_entry_once on waitlist_entry (ticket_type_id, lower(email)) where status in ('WAITING', 'OFFERED');
    create index waitlist_entry_in_line on waitlist_entry (event_id, place) where status = 'WAITING';
    create index waitlist_entry_offered on waitlist_entry (offer_expires_at) where status = 'OFFERED';
    create index waitlist_entry_by_hold on waitlist_entry (hold_id) where hold_id is not null;
    create index waitlist_entry_by_ticket_type on waitlist_entry (ticket_type_id);

    -- Each mail has a link of its own, and only the hash is kept.
    create table waitlist_token (
      token_hash text primary key,
      entry_id uuid not null references waitlist_entry (id) on delete cascade
    );
    create index waitlist_token_by_entry on waitlist_token (entry_id);

    -- How often a client asked to join lately.
    create table waitlist_attempt (
      client text primary key,
      attempts int not null,
      since timestamptz not null
    );
    create index waitlist_attempt_by_age on waitlist_attempt (since);
  `,
};
