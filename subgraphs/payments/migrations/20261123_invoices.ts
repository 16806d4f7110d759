import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Invoices and credit notes with numbers without gaps, their files, and links to files. */
export const invoicesMigration: SqlMigration = {
  name: '20261123_invoices',
  sql: `
    create table invoice_settings (
      organization_id uuid primary key,
      legal_name text not null check (legal_name <> ''),
      address text not null check (address <> ''),
      country text,
      tax_id text,
      prefix text not null,
      credit_prefix text not null check (credit_prefix <> prefix),
      automatic boolean not null,
      footer text,
      updated_at timestamptz not null
    );

    alter table orders add column invoice_address jsonb;

    -- A series' row is locked until the document that took its number is committed: what is rolled back leaves no gap.
    create table invoice_number (
      organization_id uuid not null,
      series text not null,
      year int not null,
      last int not null,
      primary key (organization_id, series, year)
    );

    create table invoice (
      id uuid primary key,
      organization_id uuid not null,
      order_id uuid not null references orders,
      kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
      number text not null,
      series text not null,
      year int not null,
      sequence int not null check (sequence > 0),
      refers_to uuid references invoice,
      refund_id uuid references refund,
      change_id uuid references order_change,
      currency text not null,
      tax_mode text not null check (tax_mode in ('INCLUSIVE', 'EXCLUSIVE')),
      total int not null check (total >= 0),
      tax int not null check (tax >= 0),
      seller jsonb not null,
      buyer jsonb not null,
      subject text not null,
      lines jsonb not null,
      issued_at timestamptz not null,
      unique (organization_id, series, year, sequence),
      unique (organization_id, number),
      check ((kind = 'CREDIT_NOTE') = (refers_to is not null))
    );
    create index invoice_order on invoice (order_id);
    create index invoice_newest on invoice (organization_id, id desc);
    create unique index invoice_of_order on invoice (order_id) where kind = 'INVOICE' and change_id is null;
    create unique index invoice_of_refund on invoice (refund_id) where refund_id is not null;
    create unique index invoice_of_change on invoice (change_id, kind) where change_id is not null;
    create trigger invoice_append_only before update or delete on invoice
      for each row execute function refuse_change();

    -- Documents that are to be issued, with what stands in them: written with the change that they document.
    create table invoice_due (
      id uuid primary key,
      organization_id uuid not null,
      order_id uuid not null references orders,
      refund_id uuid references refund,
      change_id uuid references order_change,
      drafts jsonb not null,
      actor jsonb not null,
      request_id text not null,
      retry_at timestamptz,
      created_at timestamptz not null
    );
    create index invoice_due_order on invoice_due (order_id);

    create table invoice_file (
      invoice_id uuid primary key references invoice,
      organization_id uuid not null,
      object_key text not null,
      -- Null until the file was rendered for the first time.
      sha256 text,
      stored_at timestamptz
    );
    create index invoice_file_missing on invoice_file (invoice_id) where stored_at is null;

    -- Links to files that are made once and opened once.
    create table export_link (
      token_hash text primary key,
      organization_id uuid not null,
      list text not null,
      query jsonb not null,
      expires_at timestamptz not null,
      created_at timestamptz not null
    );
    create index export_link_expiry on export_link (expires_at);
  `,
};
