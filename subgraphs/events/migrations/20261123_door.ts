import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Signed tickets, what makes them void for scanners without a network, and check-in lists. */
export const doorMigration: SqlMigration = {
  name: '20261123_door',
  sql: `
    -- One pair per organization at a time; the private half is encrypted.
    create table ticket_signing_key (
      id text primary key check (id ~ '^[0-9a-f]{8}$'),
      organization_id uuid not null,
      public_key text not null,
      private_key text not null,
      created_at timestamptz not null,
      retired_at timestamptz,
      revoked_at timestamptz,
      constraint ticket_signing_key_revoked_is_retired check (revoked_at is null or retired_at is not null)
    );
    create unique index ticket_signing_key_current on ticket_signing_key (organization_id) where retired_at is null;
    create index ticket_signing_key_by_age on ticket_signing_key (organization_id, created_at);

    -- The serial stands in the signed QR code: whatever makes the code void raises it.
    alter table ticket
      add column serial int not null default 1 check (serial between 1 and 65535),
      add column transferred_at timestamptz;
    update ticket k set serial = 1 + r.times, transferred_at = r.latest
      from (select ticket_id, count(*)::int as times, max(retired_at) as latest from retired_ticket_code group by 1) r
     where r.ticket_id = k.id;

    -- Whether those who hold a ticket may give it to someone else by themselves.
    alter table event add column holders_may_transfer boolean not null default true;

    -- One row per event, whose lock numbers the event's revocations in the order in which they commit.
    create table ticket_revocation_head (
      event_id uuid primary key references event (id) on delete cascade,
      organization_id uuid not null,
      latest int not null check (latest > 0)
    );
    create table ticket_revocation (
      event_id uuid not null references event (id) on delete cascade,
      number int not null,
      organization_id uuid not null,
      ticket_id uuid not null references ticket (id) on delete cascade,
      serial int not null,
      -- Null if only the QR code is void.
      code text,
      reason text not null check (reason in ('CANCELLED', 'REFUNDED', 'TRANSFERRED', 'REISSUED')),
      revoked_at timestamptz not null,
      primary key (event_id, number)
    );
    create index ticket_revocation_by_ticket on ticket_revocation (ticket_id, number);

    with past as (
      select k.event_id, k.organization_id, k.id as ticket_id, k.serial, k.code, k.status as reason, now() as revoked_at
        from ticket k where k.status in ('CANCELLED', 'REFUNDED')
      union all
      select k.event_id, k.organization_id, k.id, row_number() over (partition by k.id order by r.retired_at), r.code,
             'TRANSFERRED', r.retired_at
        from retired_ticket_code r join ticket k on k.id = r.ticket_id
    )
    insert into ticket_revocation (event_id, number, organization_id, ticket_id, serial, code, reason, revoked_at)
    select event_id, row_number() over (partition by event_id order by revoked_at, ticket_id, serial),
           organization_id, ticket_id, serial, code, reason, revoked_at from past;
    insert into ticket_revocation_head (event_id, organization_id, latest)
    select event_id, organization_id, max(number) from ticket_revocation group by 1, 2;

    -- In the database, so that no statement that changes a ticket can forget the doors that know the old one.
    create function raise_ticket_serial() returns trigger language plpgsql as $$
    begin
      if new.serial = old.serial then new.serial := old.serial + 1; end if;
      return new;
    end $$;
    create trigger ticket_serial before update on ticket for each row
      when (new.code <> old.code or new.ticket_type_id <> old.ticket_type_id) execute function raise_ticket_serial();

    create function note_ticket_revocation() returns trigger language plpgsql as $$
    declare
      next_number int;
      why text := case
        when new.status in ('CANCELLED', 'REFUNDED') and old.status in ('VALID', 'USED') then new.status
        when new.transferred_at is distinct from old.transferred_at then 'TRANSFERRED'
        else 'REISSUED' end;
    begin
      insert into ticket_revocation_head as h (event_id, organization_id, latest)
        values (new.event_id, new.organization_id, 1)
        on conflict (event_id) do update set latest = h.latest + 1 returning h.latest into next_number;
      insert into ticket_revocation (event_id, number, organization_id, ticket_id, serial, code, reason, revoked_at)
        values (new.event_id, next_number, new.organization_id, new.id, old.serial,
                case when new.code <> old.code or new.status in ('CANCELLED', 'REFUNDED') then old.code end, why, now());
      if new.code <> old.code then
        insert into retired_ticket_code (code, organization_id, ticket_id, retired_at)
          values (old.code, new.organization_id, new.id, now()) on conflict (code) do nothing;
      end if;
      return null;
    end $$;
    create trigger ticket_revoked after update on ticket for each row
      when ((new.status in ('CANCELLED', 'REFUNDED') and old.status in ('VALID', 'USED')) or new.serial > old.serial)
      execute function note_ticket_revocation();

    -- Beside the door of the event itself, which is no row: what a ticket is good for once more, such as a lounge.
    create table check_in_list (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id) on delete cascade,
      name text not null,
      all_types boolean not null,
      created_at timestamptz not null,
      constraint check_in_list_name unique (event_id, name)
    );
    create table check_in_list_type (
      list_id uuid not null references check_in_list (id) on delete cascade,
      ticket_type_id uuid not null references ticket_type (id) on delete cascade,
      primary key (list_id, ticket_type_id)
    );
    create index check_in_list_type_by_ticket_type on check_in_list_type (ticket_type_id);

    alter table check_in
      add column list_id uuid references check_in_list (id),
      add column device_id text,
      add column scan_id text,
      add column undo_reason text,
      add column superseded_at timestamptz,
      add column superseded_by uuid references check_in (id);
    create index check_in_by_successor on check_in (superseded_by) where superseded_by is not null;
    drop index check_in_once;
    create unique index check_in_once on check_in (ticket_id, list_id) nulls not distinct
      where undone_at is null and superseded_at is null;
    create index check_in_by_list on check_in (list_id, event_id) where undone_at is null and superseded_at is null;

    -- What became of each scan that a device made without a network, so that sending it again changes nothing.
    create table offline_scan (
      organization_id uuid not null,
      device_id text not null,
      scan_id text not null,
      event_id uuid,
      list_id uuid,
      ticket_id uuid,
      scanned_at timestamptz not null,
      received_at timestamptz not null,
      received_from uuid,
      outcome text not null,
      check_in_id uuid references check_in (id),
      primary key (organization_id, device_id, scan_id)
    );
    create index offline_scan_by_check_in on offline_scan (check_in_id);
  `,
};
