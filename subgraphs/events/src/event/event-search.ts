import { type FilterQuery, raw } from '@mikro-orm/core';
import { textQuery } from '@ticketbase/subgraph-kit';
import type { z } from 'zod';
import type { Event } from './event.entity.ts';
import type { eventSearch } from './event.input.ts';

/** The words of the venue have this weight in the column `search`; see the migration that makes it. */
const PLACE = 'C';

/** What must hold of the events in a list; each condition has an index. */
export function narrowedBy(filter: z.infer<typeof eventSearch>): FilterQuery<Event>[] {
  if (!filter) return [];
  const { status, category, tags, text, place } = filter;
  const from = filter.from ?? filter.startsAfter;
  const to = filter.to ?? filter.startsBefore;
  const conditions: FilterQuery<Event>[] = [];
  if (status) conditions.push({ status });
  if (category) conditions.push({ category });
  if (tags?.length) conditions.push({ tags: { $overlap: tags } });
  if (from) conditions.push({ startsAt: { $gte: from } });
  if (to) conditions.push({ startsAt: { $lt: to } });
  if (text) conditions.push(found(textQuery(text)));
  if (place) conditions.push(found(textQuery(place, PLACE)));
  return conditions;
}

/** Nothing is found by what holds no word. */
const found = (query: string | null): FilterQuery<Event> =>
  ({ [raw(alias => `${alias}.search @@ to_tsquery('simple', ?)`, [query])]: [] }) as FilterQuery<Event>;
