import { DateTime, Field, ID, InputType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { eventTime } from '../event/event.input.ts';

const RULE =
  'A recurrence rule of RFC 5545 with FREQ (DAILY, WEEKLY, MONTHLY or YEARLY), COUNT or UNTIL, and optionally INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST, e.g. FREQ=WEEKLY;BYDAY=FR;COUNT=10. It is counted on the clocks of the event’s time zone.';
const DATES = 'When further dates begin, beside those of the rule.';
const KEY = 'Makes it safe to repeat: the same key and input make no dates twice.';

@InputType('CreateEventSeriesInput', {
  description:
    'Makes an event the first date of a series. The other dates are drafts like it: ticket types, pictures, capacity and venue are copied, and all times keep their distance to the start on the clocks of its time zone. A series has at most 200 dates in five years.',
})
export class CreateEventSeriesInput {
  @Field(() => ID, { description: 'The event that becomes the first date; a rule must make this date too.' })
  eventId!: string;

  @Field(() => String, { nullable: true, description: RULE })
  rule?: string | null;

  @Field(() => [DateTime], { nullable: true, description: DATES })
  dates?: Date[] | null;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType('AddEventSeriesDatesInput', {
  description:
    'Adds dates to a series, as drafts like one of its dates. Starts at which the series has a date already are passed over.',
})
export class AddEventSeriesDatesInput {
  @Field(() => ID, { nullable: true, description: 'The date to be like; by default the last that is not cancelled.' })
  likeEventId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A recurrence rule as when the series was made; counted from the date to be like, which it must make too.',
  })
  rule?: string | null;

  @Field(() => [DateTime], { nullable: true, description: 'When further dates begin; after the date to be like.' })
  dates?: Date[] | null;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

const schedule = {
  rule: z.string().trim().max(300, 'Must have at most 300 characters.').nullish(),
  dates: z.array(eventTime).max(200, 'Must have at most 200 entries.').nullish(),
};
const NONE = { path: ['rule'], message: 'Give a rule, dates, or both.' };
const hasSchedule = ({ rule, dates }: { rule?: string | null; dates?: Date[] | null }) =>
  Boolean(rule) || Boolean(dates?.length);

export const createSeriesInput = z.object({ ...schedule, eventId: z.string() }).refine(hasSchedule, NONE);
export const addDatesInput = z.object({ ...schedule, likeEventId: z.string().nullish() }).refine(hasSchedule, NONE);
