import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Carts, orders, the ledger, refunds, and the rules that prices are computed by. */
export const initialMigration: SqlMigration = {
  name: '20261123_initial',
  sql: `
    create table fee_rules (
      organization_id uuid primary key,
      basis_points int not null check (basis_points between 0 and 5000),
      fixed_per_ticket int not null check (fixed_per_ticket >= 0),
      payer text not null check (payer in ('BUYER', 'ORGANIZER')),
      updated_at timestamptz not null
    );

    create table tax_rules (
      organization_id uuid primary key,
      mode text not null check (mode in ('INCLUSIVE', 'EXCLUSIVE')),
      rates jsonb not null,
      updated_at timestamptz not null
    );

    create table promo_code (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid,
      code text not null check (code = upper(code)),
      kind text not null check (kind in ('PERCENTAGE', 'FIXED')),
      value int not null check (value > 0),
      currency text,
      max_uses int check (max_uses > 0),
      uses int not null default 0,
      starts_at timestamptz,
      ends_at timestamptz,
      ticket_type_ids jsonb,
      active boolean not null default true,
      created_at timestamptz not null,
      unique (organization_id, code),
      check (uses >= 0),
      check (kind = 'FIXED' or value <= 10000),
      check ((kind = 'FIXED') = (currency is not null))
    );

    create table cart (
      -- Also the id of its hold in events.
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null,
      token_hash text not null unique,
      status text not null check (status in ('OPEN', 'CHECKED_OUT', 'RELEASED', 'EXPIRED')),
      -- The hold is still to be given back.
      release_due boolean not null default false,
      items jsonb not null,
      currency text not null,
      promo_code_id uuid references promo_code,
      access_code text,
      buyer_user_id uuid,
      order_id uuid,
      expires_at timestamptz not null,
      created_at timestamptz not null
    );
    create index cart_open on cart (expires_at) where status = 'OPEN';
    create index cart_release_due on cart (id) where release_due;

    -- Numbers are taken outside of the order's transaction, so that one organization's buyers do not wait in line.
    create table order_number (
      organization_id uuid not null,
      year int not null,
      last int not null,
      primary key (organization_id, year)
    );

    create table orders (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null,
      cart_id uuid not null references cart,
      number text not null,
      token_hash text not null unique,
      status text not null
        check (status in ('PENDING', 'CONFIRMED', 'CANCELLED', 'EXPIRED', 'PARTIALLY_REFUNDED', 'REFUNDED')),
      -- What is still to be done for this order; see order.progress.ts.
      step text not null
        check (step in ('START_PAYMENT', 'EXTEND_HOLD', 'AWAIT_PAYMENT', 'ISSUE_TICKETS', 'RELEASE_HOLD', 'VOID_TICKETS', 'DONE')),
      leased_until timestamptz,
      retry_at timestamptz,
      buyer_name text not null,
      buyer_email text not null,
      buyer_user_id uuid,
      attendees jsonb not null,
      currency text not null,
      subtotal int not null check (subtotal >= 0),
      discount int not null check (discount between 0 and subtotal),
      fees int not null check (fees >= 0),
      absorbed_fees int not null check (absorbed_fees >= 0),
      tax int not null check (tax >= 0),
      tax_mode text not null check (tax_mode in ('INCLUSIVE', 'EXCLUSIVE')),
      total int not null check (total >= 0),
      promo_code_id uuid references promo_code,
      promo_code text,
      -- Whether this order counts as a use of its promo code.
      promo_used boolean not null default false,
      payment jsonb,
      payment_reference text,
      payment_instructions text,
      next_action jsonb,
      closed_reason text,
      request_id text not null,
      expires_at timestamptz,
      confirmed_at timestamptz,
      created_at timestamptz not null,
      unique (organization_id, number),
      check (status <> 'CONFIRMED' or confirmed_at is not null),
      check (total = subtotal - discount + fees + case tax_mode when 'EXCLUSIVE' then tax else 0 end)
    );
    create index orders_newest on orders (organization_id, id desc);
    create index orders_event on orders (event_id, status);
    create index orders_buyer on orders (buyer_user_id, id desc) where buyer_user_id is not null;
    create index orders_expiry on orders (expires_at) where status = 'PENDING';
    create index orders_unfinished on orders (created_at) where step not in ('AWAIT_PAYMENT', 'DONE');
    -- A cart becomes one order; another only after the first was cancelled because its payment could not be started.
    create unique index orders_one_per_cart on orders (cart_id) where status <> 'CANCELLED';

    create table order_item (
      id uuid primary key,
      organization_id uuid not null,
      order_id uuid not null references orders,
      ticket_type_id uuid not null,
      name text not null,
      quantity int not null check (quantity > 0),
      unit_price int not null check (unit_price >= 0),
      subtotal int not null,
      discount int not null,
      fees int not null,
      absorbed_fees int not null,
      tax int not null,
      total int not null check (total >= 0),
      unique (order_id, ticket_type_id)
    );

    create table refund (
      id uuid primary key,
      organization_id uuid not null,
      order_id uuid not null references orders,
      amount int not null check (amount > 0),
      currency text not null,
      reason text,
      status text not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
      step text not null check (step in ('ASK_PLUGIN', 'VOID_TICKETS', 'DONE')),
      leased_until timestamptz,
      retry_at timestamptz,
      -- Whether all tickets become void, or those that name this refund.
      voids_all boolean not null,
      manual boolean not null,
      external_id text,
      failure text,
      actor jsonb not null,
      request_id text not null,
      created_at timestamptz not null,
      completed_at timestamptz
    );
    create index refund_order on refund (order_id);
    create index refund_unfinished on refund (created_at) where step <> 'DONE';

    create table order_ticket (
      ticket_id uuid primary key,
      organization_id uuid not null,
      order_id uuid not null references orders,
      ticket_type_id uuid not null,
      ticket_type_name text not null,
      code text not null,
      refund_id uuid references refund
    );
    create index order_ticket_order on order_ticket (order_id);

    create table ledger_transaction (
      id uuid primary key,
      organization_id uuid not null,
      order_id uuid not null references orders,
      refund_id uuid unique references refund,
      kind text not null check (kind in ('PAYMENT', 'SALE', 'REFUND')),
      amount int not null check (amount >= 0),
      currency text not null,
      method text,
      reference text,
      note text,
      actor jsonb not null,
      created_at timestamptz not null
    );
    create index ledger_transaction_order on ledger_transaction (order_id);
    -- An order is paid once and sold once.
    create unique index ledger_transaction_once on ledger_transaction (order_id, kind) where kind <> 'REFUND';

    create table ledger_entry (
      id uuid primary key,
      organization_id uuid not null,
      transaction_id uuid not null references ledger_transaction,
      account text not null check (account in ('CASH', 'BUYERS', 'SALES', 'FEES', 'TAX', 'REFUNDS')),
      -- Positive is a debit, negative a credit.
      amount int not null check (amount <> 0),
      currency text not null
    );
    create index ledger_entry_transaction on ledger_entry (transaction_id);
    create index ledger_entry_account on ledger_entry (organization_id, account);

    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name;
    end $$;
    create trigger ledger_transaction_append_only before update or delete on ledger_transaction
      for each row execute function refuse_change();
    create trigger ledger_entry_append_only before update or delete on ledger_entry
      for each row execute function refuse_change();

    create function require_balance() returns trigger language plpgsql as $$
    begin
      if (select sum(amount) from ledger_entry where transaction_id = new.transaction_id) <> 0
        or (select count(distinct currency) from ledger_entry where transaction_id = new.transaction_id) > 1 then
        raise exception 'ledger transaction % does not balance', new.transaction_id;
      end if;
      return null;
    end $$;
    create constraint trigger ledger_entry_balance after insert on ledger_entry
      deferrable initially deferred for each row execute function require_balance();

    -- Events that were cancelled: nothing more is sold for them, and what was is refunded.
    create table cancelled_event (
      event_id uuid primary key,
      organization_id uuid not null,
      cancelled_at timestamptz not null
    );
  `,
};
