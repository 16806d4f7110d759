import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** What is sold beside admission: add-ons, in the groups that they are chosen among. */
export const addOnsMigration: SqlMigration = {
  name: '20261123_add_ons',
  sql: `
    create table add_on_group (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id) on delete cascade,
      name text not null,
      description text,
      ticket_type_ids jsonb,
      min_per_ticket int not null check (min_per_ticket >= 0),
      max_per_ticket int check (max_per_ticket >= 1),
      sold_alone boolean not null,
      sort_order int not null,
      constraint add_on_group_per_ticket check (max_per_ticket >= min_per_ticket)
    );
    create index add_on_group_by_event on add_on_group (event_id, sort_order, id);

    alter table ticket_type
      add column kind text not null default 'ADMISSION' check (kind in ('ADMISSION', 'ADD_ON')),
      add column add_on_group_id uuid references add_on_group (id),
      add constraint ticket_type_add_on_has_group check ((kind = 'ADD_ON') = (add_on_group_id is not null));
    create index ticket_type_by_add_on_group on ticket_type (add_on_group_id) where add_on_group_id is not null;

    -- A voucher of an add-on opens no door. It is written down with the voucher, so that the door asks one table.
    alter table ticket add column admits boolean not null default true,
      add constraint ticket_used_admits check (admits or status <> 'USED');
  `,
};
