import type { SqlMigration } from '@ticketbase/subgraph-kit';

/**
 * Text search that knows no case and no accents, finds an event by its place too, and finds attendees by an index. The
 * folding is `searchWords` of subgraph-kit in SQL: PostgreSQL's own `unaccent` would need an extension, which the role of a
 * subgraph may not create.
 */
export const textSearchMigration: SqlMigration = {
  name: '20261123_text_search',
  sql: `
    create function search_words(words text) returns text language sql immutable strict parallel safe as $$
      select regexp_replace(
        replace(replace(replace(replace(
          translate(lower(regexp_replace(normalize(words, NFKD), '[\\u0300-\\u036f]', '', 'g')), 'øłđð', 'oldd'),
          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007f]+', ' ', 'g')
    $$;

    -- A venue never changes, so that an event keeps its words as of the moment it moved there.
    alter table event add column venue_words text;
    update event e set venue_words = concat_ws(' ', v.name, v.address, v.city, v.country) from venue v where v.id = e.venue_id;
    create function keep_venue_words() returns trigger language plpgsql as $$
    begin
      new.venue_words := (
        select concat_ws(' ', v.name, v.address, v.city, v.country) from events.venue v where v.id = new.venue_id);
      return new;
    end $$;
    create trigger event_venue_words before insert or update of venue_id on event
      for each row execute function keep_venue_words();

    alter table event drop column search;
    -- The weight C is what the filter by place looks at.
    alter table event add column search tsvector not null generated always as (
      setweight(to_tsvector('simple', search_words(title)), 'A') ||
      setweight(to_tsvector('simple', search_words(coalesce(category, '') || ' ' || tags_text(tags))), 'B') ||
      setweight(to_tsvector('simple', search_words(coalesce(venue_words, ''))), 'C') ||
      setweight(to_tsvector('simple', search_words(coalesce(description, ''))), 'D')
    ) stored;
    create index event_search on event using gin (search);
    create index event_tags on event using gin (tags);
    create index event_by_category on event (organization_id, category, starts_at, id);
    create index event_public_by_category on event (category, starts_at, id)
      where status = 'PUBLISHED' and visibility = 'PUBLIC';

    alter table ticket add column search tsvector not null generated always as (
      to_tsvector('simple', search_words(coalesce(attendee_name, '') || ' ' || coalesce(attendee_email, '') || ' ' || code || ' ' ||
        replace(code, '-', '')))
    ) stored;
    create index ticket_search on ticket using gin (search);
  `,
};
