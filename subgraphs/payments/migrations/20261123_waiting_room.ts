import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Waiting rooms before events that many want to buy from at once, and whom they admitted. */
export const waitingRoomMigration: SqlMigration = {
  name: '20261123_waiting_room',
  sql: `
    create table waiting_room (
      event_id uuid primary key,
      organization_id uuid not null,
      enabled boolean not null,
      paused boolean not null,
      rate_per_minute int not null check (rate_per_minute between 1 and 60000),
      admission_minutes int not null check (admission_minutes between 2 and 60),
      opens_at timestamptz not null,
      opened_at timestamptz,
      closed_at timestamptz,
      -- Drawn at the opening: the order of those who came before it follows from it, and nobody knew it earlier.
      seed text,
      shuffled int not null,
      -- Places that were given, and how many of them were called up to base_at; from then on the rate counts.
      issued int not null check (issued >= 0),
      base_served double precision not null,
      base_at timestamptz not null,
      -- Turns up to this one are over unless they were taken: what was called at mark_at becomes it a window later.
      lapsed int not null,
      mark_served int not null,
      mark_at timestamptz not null,
      updated_at timestamptz not null,
      constraint waiting_room_seed check ((opened_at is null) = (seed is null)),
      constraint waiting_room_lapsed check (lapsed <= issued)
    );
    create index waiting_room_to_open on waiting_room (opens_at) where enabled and opened_at is null and closed_at is null;
    create index waiting_room_to_mark on waiting_room (mark_at) where enabled and opened_at is not null and closed_at is null;

    create table waiting_room_admission (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references waiting_room (event_id),
      serial int not null,
      expires_at timestamptz not null,
      created_at timestamptz not null,
      -- The cart that it is used for, which may not be written yet.
      cart_id uuid,
      claimed_at timestamptz,
      -- A place is admitted once, whatever the code above does: nobody gets more time by asking again.
      constraint waiting_room_admission_once unique (event_id, serial)
    );

    create table waiting_room_client (
      event_id uuid not null references waiting_room (event_id),
      client_key text not null,
      places int not null,
      since timestamptz not null,
      primary key (event_id, client_key)
    );
    create index waiting_room_client_by_age on waiting_room_client (since);
  `,
};
