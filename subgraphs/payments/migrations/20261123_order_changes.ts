import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** What each ticket's part of its line was, changes of single tickets, refunds that keep fees, and rules for orders. */
export const orderChangesMigration: SqlMigration = {
  name: '20261123_order_changes',
  sql: `
    -- A ticket's parts of its item, so that giving one back, or exchanging it, needs no arithmetic on the others.
    alter table order_ticket
      add column order_item_id uuid references order_item,
      add column subtotal int, add column discount int, add column fees int, add column absorbed_fees int,
      add column tax int, add column taxes jsonb, add column total int;
    update order_ticket t
       set order_item_id = i.id,
           subtotal = i.unit_price,
           discount = i.discount::bigint * n / i.quantity - i.discount::bigint * (n - 1) / i.quantity,
           fees = i.fees::bigint * n / i.quantity - i.fees::bigint * (n - 1) / i.quantity,
           absorbed_fees = i.absorbed_fees::bigint * n / i.quantity - i.absorbed_fees::bigint * (n - 1) / i.quantity,
           tax = i.tax::bigint * n / i.quantity - i.tax::bigint * (n - 1) / i.quantity,
           taxes = '[]',
           total = i.total::bigint * n / i.quantity - i.total::bigint * (n - 1) / i.quantity
      from (select ticket_id, row_number() over (partition by order_id, ticket_type_id order by ticket_id desc) as n
              from order_ticket) numbered,
           order_item i
     where numbered.ticket_id = t.ticket_id and i.order_id = t.order_id and i.ticket_type_id = t.ticket_type_id;
    alter table order_ticket
      alter column order_item_id set not null, alter column subtotal set not null, alter column discount set not null,
      alter column fees set not null, alter column absorbed_fees set not null, alter column tax set not null,
      alter column taxes set not null, alter column total set not null;
    -- A type whose price changed since is another line of the order.
    alter table order_item drop constraint order_item_order_id_ticket_type_id_key;
    alter table order_item add constraint order_item_once unique (order_id, ticket_type_id, unit_price);

    create table order_change (
      -- Also the id of its hold in events, and the provider's key of its payment.
      id uuid primary key,
      organization_id uuid not null,
      order_id uuid not null references orders,
      ticket_id uuid not null references order_ticket,
      number int not null,
      from_ticket_type_id uuid not null,
      from_name text not null,
      to_ticket_type_id uuid not null,
      to_name text not null,
      -- What the ticket's parts were and will be.
      before jsonb not null,
      after jsonb not null,
      difference int not null,
      currency text not null,
      settlement text not null check (settlement in ('ONLINE', 'MANUAL', 'NONE')),
      status text not null check (status in ('PENDING', 'APPLIED', 'CANCELLED', 'EXPIRED', 'FAILED')),
      -- What is still to be done for it; see order-change.entity.ts.
      step text not null
        check (step in ('HOLD', 'START_PAYMENT', 'AWAIT_PAYMENT', 'EXCHANGE', 'RELEASE_HOLD', 'DONE')),
      leased_until timestamptz,
      retry_at timestamptz,
      paid boolean not null,
      note text,
      payment jsonb,
      payment_reference text,
      payment_instructions text,
      next_action jsonb,
      closed_reason text,
      actor jsonb not null,
      request_id text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null,
      completed_at timestamptz,
      unique (order_id, number)
    );
    create index order_change_order on order_change (order_id);
    create unique index order_change_one_pending on order_change (order_id) where status = 'PENDING';
    create index order_change_unfinished on order_change (created_at) where step not in ('AWAIT_PAYMENT', 'DONE');
    create index order_change_expiry on order_change (expires_at) where status = 'PENDING';

    alter table refund
      add column change_id uuid unique references order_change,
      add column fees_kept int not null default 0 check (fees_kept >= 0),
      add column breakdown jsonb not null default '[]',
      add column note text;
    alter table refund alter column fees_kept drop default, alter column breakdown drop default;
    alter table refund drop constraint refund_step_check;
    alter table refund add constraint refund_step_check
      check (step in ('ASK_PLUGIN', 'AWAIT_HAND', 'VOID_TICKETS', 'DONE'));

    alter table ledger_transaction add column change_id uuid references order_change;
    alter table ledger_transaction drop constraint ledger_transaction_kind_check;
    alter table ledger_transaction add constraint ledger_transaction_kind_check
      check (kind in ('PAYMENT', 'SALE', 'CHANGE', 'REFUND'));
    -- An order is paid once and sold once, and so is each of its changes.
    drop index ledger_transaction_once;
    create unique index ledger_transaction_once
      on ledger_transaction (order_id, kind, coalesce(change_id, '00000000-0000-0000-0000-000000000000'))
      where kind <> 'REFUND';

    create table order_rules (
      organization_id uuid primary key,
      buyers_rename_attendees boolean not null,
      updated_at timestamptz not null
    );
  `,
};
