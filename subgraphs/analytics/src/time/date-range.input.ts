import { DateTime, Field, InputType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { GRANULARITIES, type Granularity } from './buckets.ts';

/** `Granularity` as GraphQL's enum. */
export const GranularityEnum = Object.fromEntries(GRANULARITIES.map(name => [name, name])) as {
  [Name in Granularity]: Name;
};
registerEnumType(GranularityEnum, {
  name: 'Granularity',
  description: 'How long the buckets of a series are.',
  valuesConfig: {
    HOUR: { description: 'An hour of the zone’s clock.' },
    DAY: { description: 'A calendar day.' },
    WEEK: { description: 'A week, from Monday.' },
    MONTH: { description: 'A calendar month.' },
  },
});

@InputType('DateRangeInput', { description: 'A range of time.' })
export class DateRangeInput {
  @Field(() => DateTime, { description: 'The beginning, included.' })
  from!: Date;

  @Field(() => DateTime, { description: 'The end, excluded; after the beginning, by ten years at most.' })
  to!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'IANA name of the zone whose days, weeks and months are meant, e.g. Europe/Berlin; UTC if absent.',
  })
  timeZone?: string | null;
}
