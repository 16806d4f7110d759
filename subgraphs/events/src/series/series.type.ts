import { Connection, DateTime, Field, ID, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { EventObject } from '../event/event.type.ts';

@ObjectType('EventSeries', {
  description:
    'Events that are dates of one thing, such as a play that is given every Friday. Each date is an event of its own.',
})
export class EventSeriesObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => String, { description: 'The IANA time zone on whose clocks its dates keep their time of day.' })
  timeZone!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The rule (RFC 5545) that made its first dates, e.g. FREQ=WEEKLY;COUNT=10; null if they were given one by one.',
  })
  rule!: string | null;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When its dates were last changed together.' })
  updatedAt!: Date;
}

export const EventSeriesConnection = Connection(() => EventSeriesObject, 'EventSeries');

export const SeriesScope = {
  THIS_EVENT: 'THIS_EVENT',
  THIS_AND_FOLLOWING: 'THIS_AND_FOLLOWING',
  ALL: 'ALL',
} as const;
export type SeriesScope = keyof typeof SeriesScope;

registerEnumType(SeriesScope, {
  name: 'SeriesScope',
  description: 'Which dates of a series a change concerns. Dates that are cancelled or completed are never changed.',
  valuesConfig: {
    THIS_EVENT: { description: 'Only this date; it counts as changed by hand from then on, as by updateEvent.' },
    THIS_AND_FOLLOWING: { description: 'This date and those that begin later.' },
    ALL: { description: 'All dates.' },
  },
});

export const KeptReason = {
  CHANGED_BY_HAND: 'CHANGED_BY_HAND',
  NOT_PUBLISHABLE: 'NOT_PUBLISHABLE',
} as const;
export type KeptReason = keyof typeof KeptReason;

registerEnumType(KeptReason, {
  name: 'SeriesDateKeptReason',
  description: 'Why a date was left as it is when its series was changed.',
  valuesConfig: {
    CHANGED_BY_HAND: { description: 'Someone had changed these fields of this date alone.' },
    NOT_PUBLISHABLE: { description: 'It misses what a published event needs; see `code`.' },
  },
});

@ObjectType('KeptSeriesDate', {
  description: 'A date that was left as it is, wholly or in part, when its series was changed.',
})
export class KeptSeriesDate {
  @Field(() => EventObject, { description: 'The date.' })
  event!: object;

  @Field(() => KeptReason, { description: 'Why.' })
  reason!: KeptReason;

  @Field(() => [String], { description: 'The fields that were not changed; empty if it concerns the date as a whole.' })
  fields!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'The code of the error that this date alone would have met, e.g. EVENT_HAS_NO_TICKET_TYPES.',
  })
  code!: string | null;
}

@ObjectType('EventSeriesChange', { description: 'What a change did to the dates of a series.' })
export class EventSeriesChange {
  @Field(() => EventSeriesObject, { description: 'The series.' })
  series!: EventSeriesObject;

  @Field(() => [EventObject], { description: 'The dates that it changed, next start first.' })
  changed!: object[];

  @Field(() => [KeptSeriesDate], {
    description: 'The dates that it left as they are, wholly or in part, next start first.',
  })
  kept!: KeptSeriesDate[];
}
