import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** How many events are looked at: those that begin next. More would make a page that everyone opens slow. */
const LOOKED_AT = 2_000;
/** How many values of each kind are offered. */
const OFFERED = 50;

@ObjectType('EventFacet', { description: 'A value that events can be narrowed by.' })
export class EventFacet {
  @Field(() => String, { description: 'The value, as a filter takes it.' })
  value!: string;

  @Field(() => Int, { description: 'How many of the events have it.' })
  count!: number;
}

@ObjectType('EventFacets', {
  description:
    'What there is to narrow a list of events by, most frequent first, 50 of each kind at most; of the 2,000 events that begin next.',
})
export class EventFacets {
  @Field(() => [EventFacet], { description: 'Their categories.' })
  categories!: EventFacet[];

  @Field(() => [EventFacet], { description: 'Their tags.' })
  tags!: EventFacet[];

  @Field(() => [EventFacet], { description: 'The towns and cities of their venues.' })
  cities!: EventFacet[];
}

/** What published public events can be narrowed by, of one organization or, if it is null, of all. */
export async function publicFacets(em: EntityManager, organizationId: string | null): Promise<EventFacets> {
  const mine = organizationId === null ? '' : 'and organization_id = ?';
  const rows = await em.execute<{ kind: keyof EventFacets; value: string; count: number }[]>(
    `with next as materialized (
       select category, tags, venue_id from event
        where status = 'PUBLISHED' and visibility = 'PUBLIC' ${mine}
        order by starts_at, id limit ${LOOKED_AT}),
     facet as (
       select 'categories' as kind, category as value from next where category is not null
       union all select 'tags', unnest(tags) from next
       union all select 'cities', (select city from venue where id = next.venue_id) from next where venue_id is not null),
     ranked as (
       select kind, value, count(*)::int as count, row_number() over (partition by kind order by count(*) desc, value) as rank
         from facet where value is not null group by kind, value)
     select kind, value, count from ranked where rank <= ${OFFERED} order by kind, rank`,
    organizationId === null ? [] : [organizationId],
  );
  const of = (kind: keyof EventFacets) =>
    rows.filter(row => row.kind === kind).map(({ value, count }) => ({ value, count }));
  return { categories: of('categories'), tags: of('tags'), cities: of('cities') };
}
