import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Events, what is sold for them, and who came in. */
export const initialMigration: SqlMigration = {
  name: '20261123_initial',
  sql: `
    -- array_to_string is only stable, because it is so for any element type; for text it never changes.
    create function tags_text(tags text[]) returns text language sql immutable parallel safe
      as $$ select array_to_string(tags, ' ') $$;

    create table venue (
      id uuid primary key,
      organization_id uuid not null,
      name text not null,
      address text,
      city text,
      country text,
      created_at timestamptz not null,
      -- The same place written the same way is one venue.
      constraint venue_once unique nulls not distinct (organization_id, name, address, city, country)
    );

    create table event (
      id uuid primary key,
      organization_id uuid not null,
      slug text not null,
      title text not null,
      description text,
      category text,
      tags text[] not null,
      status text not null check (status in ('DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED')),
      visibility text not null check (visibility in ('PUBLIC', 'UNLISTED', 'PRIVATE')),
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      time_zone text not null,
      venue_id uuid references venue (id),
      online_url text,
      sales_start_at timestamptz,
      sales_end_at timestamptz,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      version int not null,
      created_by uuid,
      published_at timestamptz,
      cancel_reason text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      search tsvector not null generated always as (
        setweight(to_tsvector('simple', title), 'A') ||
        setweight(to_tsvector('simple', coalesce(category, '') || ' ' || tags_text(tags)), 'B') ||
        setweight(to_tsvector('simple', coalesce(description, '')), 'C')
      ) stored,
      constraint event_published_has_time check (status in ('DRAFT', 'CANCELLED') or published_at is not null),
      constraint event_slug unique (organization_id, slug),
      constraint event_ends_after_start check (ends_at > starts_at),
      constraint event_sales_window check (sales_end_at > sales_start_at)
    );
    create index event_by_start on event (organization_id, starts_at, id);
    create index event_public_by_start on event (starts_at, id) where status = 'PUBLISHED' and visibility = 'PUBLIC';
    create index event_search on event using gin (search);
    create index event_to_complete on event (ends_at) where status = 'PUBLISHED';
    create index event_venue on event (venue_id);

    -- What each version of an event changed, so that a stale writer can be told what it missed.
    create table event_revision (
      event_id uuid not null references event (id) on delete cascade,
      organization_id uuid not null,
      version int not null,
      changed text[] not null,
      primary key (event_id, version)
    );

    -- One narrow row per event: its lock orders everything that moves the event's stock.
    create table event_stock (
      event_id uuid primary key references event (id) on delete cascade,
      organization_id uuid not null,
      capacity int check (capacity > 0),
      sold int not null default 0 check (sold >= 0),
      held int not null default 0 check (held >= 0),
      constraint event_stock_within_capacity check (capacity is null or sold + held <= capacity)
    );

    create table ticket_type (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id) on delete cascade,
      name text not null,
      description text,
      price_amount int not null check (price_amount >= 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      quantity int not null check (quantity >= 0),
      sold int not null check (sold >= 0),
      held int not null check (held >= 0),
      min_per_order int not null check (min_per_order >= 1),
      max_per_order int not null,
      sales_start_at timestamptz,
      sales_end_at timestamptz,
      hidden boolean not null,
      access_code text,
      sort_order int not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      constraint ticket_type_within_quantity check (sold + held <= quantity),
      constraint ticket_type_per_order check (max_per_order >= min_per_order),
      constraint ticket_type_sales_window check (sales_end_at > sales_start_at)
    );
    create index ticket_type_by_event on ticket_type (event_id, sort_order, id);

    create table hold (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id) on delete cascade,
      status text not null check (status in ('ACTIVE', 'RELEASED', 'EXPIRED', 'ISSUED')),
      expires_at timestamptz not null,
      order_id uuid,
      created_at timestamptz not null,
      constraint hold_order unique (order_id),
      constraint hold_issued_for_order check ((status = 'ISSUED') = (order_id is not null))
    );
    create index hold_to_expire on hold (expires_at) where status = 'ACTIVE';
    create index hold_by_event on hold (event_id, expires_at) where status = 'ACTIVE';

    create table hold_line (
      hold_id uuid not null references hold (id) on delete cascade,
      ticket_type_id uuid not null references ticket_type (id) on delete cascade,
      quantity int not null check (quantity > 0),
      unit_price_amount int not null,
      primary key (hold_id, ticket_type_id)
    );
    create index hold_line_by_ticket_type on hold_line (ticket_type_id);

    create table ticket (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id),
      ticket_type_id uuid not null references ticket_type (id),
      order_id uuid not null,
      code text not null,
      status text not null check (status in ('VALID', 'USED', 'CANCELLED', 'REFUNDED')),
      attendee_name text,
      attendee_email text,
      checked_in_at timestamptz,
      checked_in_by uuid,
      issued_at timestamptz not null,
      constraint ticket_code unique (code),
      constraint ticket_used_has_time check (status <> 'USED' or checked_in_at is not null)
    );
    create index ticket_by_organization on ticket (organization_id, id);
    create index ticket_by_event on ticket (event_id, id);
    create index ticket_by_ticket_type on ticket (ticket_type_id);
    create index ticket_by_order on ticket (order_id, id);

    -- Codes that a transfer made void: the door can say why such a ticket is refused.
    create table retired_ticket_code (
      code text primary key,
      organization_id uuid not null,
      ticket_id uuid not null references ticket (id) on delete cascade,
      retired_at timestamptz not null
    );
    create index retired_ticket_code_by_ticket on retired_ticket_code (ticket_id);

    create table check_in (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id),
      ticket_id uuid not null references ticket (id),
      checked_in_at timestamptz not null,
      checked_in_by uuid,
      undone_at timestamptz,
      undone_by uuid
    );
    -- A ticket is in at most once, whatever the code above does.
    create unique index check_in_once on check_in (ticket_id) where undone_at is null;
    create index check_in_by_event on check_in (event_id, id);

    create table event_image (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id) on delete cascade,
      object_key text not null,
      alt text,
      width int not null,
      height int not null,
      created_at timestamptz not null
    );
    create index event_image_by_event on event_image (event_id, id);
    create index event_image_by_object on event_image (object_key);
  `,
};
