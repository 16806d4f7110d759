import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** Taxes by country and category, promo codes that only open, and how often one buyer may use a code. */
export const priceRulesMigration: SqlMigration = {
  name: '20261123_price_rules',
  sql: `
    create table tax_category (
      organization_id uuid not null,
      ticket_type_id uuid not null,
      category text not null check (category <> ''),
      updated_at timestamptz not null,
      primary key (organization_id, ticket_type_id)
    );

    -- The tax by rate, as it was priced; sums to tax.
    alter table order_item add column taxes jsonb not null default '[]';
    alter table order_item alter column taxes drop default;

    alter table promo_code add column max_uses_per_buyer int check (max_uses_per_buyer > 0);
    alter table promo_code drop constraint promo_code_kind_check;
    alter table promo_code drop constraint promo_code_value_check;
    alter table promo_code add constraint promo_code_kind_check check (kind in ('PERCENTAGE', 'FIXED', 'ACCESS'));
    alter table promo_code add constraint promo_code_value_check check (value > 0 or kind = 'ACCESS' and value = 0);
    create index orders_promo_buyer on orders (promo_code_id, lower(buyer_email)) where promo_used;
  `,
};
