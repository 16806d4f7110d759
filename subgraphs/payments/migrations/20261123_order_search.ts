import type { SqlMigration } from '@ticketbase/subgraph-kit';

/**
 * Finds orders by words of the buyer's name and address, the number (also without its year and zeros) and the promo code.
 * `search_words` is `searchWords` of subgraph-kit in SQL.
 */
export const orderSearchMigration: SqlMigration = {
  name: '20261123_order_search',
  sql: `
    create function search_words(words text) returns text language sql immutable strict parallel safe as $$
      select regexp_replace(
        replace(replace(replace(replace(
          translate(lower(regexp_replace(normalize(words, NFKD), '[\\u0300-\\u036f]', '', 'g')), 'øłđð', 'oldd'),
          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007f]+', ' ', 'g')
    $$;

    alter table orders add column search tsvector not null generated always as (
      to_tsvector('simple', search_words(buyer_name || ' ' || buyer_email || ' ' || number || ' ' ||
        regexp_replace(number, '^.*-0*', '') || ' ' || coalesce(promo_code, '')))
    ) stored;
    create index orders_search on orders using gin (search);
    create index order_ticket_code on order_ticket (code);
  `,
};
