import { severalLines, singleLine } from '@ticketbase/kernel';
import { CurrencyCode, DateTime, Field, InputType, Int, Url } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { TicketTypeInput, ticketTypeInput } from '../ticket-type/ticket-type.input.ts';
import { VenueInput } from '../venue/venue.type.ts';
import { EventStatus, EventVisibility } from './event.entity.ts';

const LATER = 'Must be after the start.';
const TITLE = 'What the event is called, at most 200 characters.';
const TIME_ZONE = 'The IANA time zone in which its times are to be shown, e.g. Europe/Berlin.';
const TEXT =
  'Words to find in title, category, tags, venue and description, whatever their case and accents; the last may be unfinished.';
const PLACE = 'Words to find in the venue: its name, street, town or country code; the last may be unfinished.';
const TAGS = 'Only those with any of these tags, at most 20.';
const CAPACITY = 'The most people over all ticket types; no limit if null.';

@InputType('CreateEventInput', { description: 'A new event. It begins as a draft.' })
export class CreateEventInput {
  @Field(() => String, { description: TITLE })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What it is about, as Markdown.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of event it is, e.g. conference.' })
  category?: string | null;

  @Field(() => [String], { nullable: true, description: 'Words it can be found by, at most 20.' })
  tags?: string[] | null;

  @Field(() => EventVisibility, { nullable: true, description: 'Who finds it once published; PUBLIC by default.' })
  visibility?: EventVisibility | null;

  @Field(() => DateTime, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When it ends; after the start.' })
  endsAt!: Date;

  @Field(() => String, { description: TIME_ZONE })
  timeZone!: string;

  @Field(() => VenueInput, { nullable: true, description: 'Where it takes place.' })
  venue?: VenueInput | null;

  @Field(() => Url, { nullable: true, description: 'Where it takes place online.' })
  onlineUrl?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When sales open; at once by default.' })
  salesStartAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When sales close; at the end of the event by default.' })
  salesEndAt?: Date | null;

  @Field(() => Int, { nullable: true, description: CAPACITY })
  capacity?: number | null;

  @Field(() => CurrencyCode, { description: 'The currency of all its prices. It cannot be changed later.' })
  currency!: string;

  @Field(() => [TicketTypeInput], { nullable: true, description: 'Its ticket types; more can be added later.' })
  ticketTypes?: TicketTypeInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes the creation safe to repeat: the same key and input answer with the event created first.',
  })
  idempotencyKey?: string | null;
}

@InputType('UpdateEventInput', {
  description: 'What to change of an event. What is left out stays as it is; null clears a field that may be empty.',
})
export class UpdateEventInput {
  @Field(() => String, { nullable: true, description: TITLE })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about, as Markdown.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of event it is, e.g. conference.' })
  category?: string | null;

  @Field(() => [String], { nullable: true, description: 'Words it can be found by, at most 20.' })
  tags?: string[] | null;

  @Field(() => EventVisibility, { nullable: true, description: 'Who finds it once it is published.' })
  visibility?: EventVisibility | null;

  @Field(() => DateTime, { nullable: true, description: 'When it begins.' })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends; after the start.' })
  endsAt?: Date | null;

  @Field(() => String, { nullable: true, description: TIME_ZONE })
  timeZone?: string | null;

  @Field(() => VenueInput, { nullable: true, description: 'Where it takes place.' })
  venue?: VenueInput | null;

  @Field(() => Url, { nullable: true, description: 'Where it takes place online.' })
  onlineUrl?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When sales open; at once if null.' })
  salesStartAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When sales close; at the end of the event if null.' })
  salesEndAt?: Date | null;

  @Field(() => Int, { nullable: true, description: CAPACITY })
  capacity?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether those who hold a ticket may give it to someone else by themselves.',
  })
  holdersMayTransfer?: boolean | null;
}

@InputType('EventFilter', { description: "Which of the organization's events to list; all conditions must hold." })
export class EventFilter {
  @Field(() => EventStatus, { nullable: true, description: 'Only those with this status.' })
  status?: EventStatus | null;

  @Field(() => String, { nullable: true, description: 'Only those of this category.' })
  category?: string | null;

  @Field(() => String, { nullable: true, description: TEXT })
  text?: string | null;

  @Field(() => [String], { nullable: true, description: TAGS })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: PLACE })
  place?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that begin then or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that begin before.' })
  to?: Date | null;
}

@InputType('PublicEventFilter', { description: 'Which public events to list; all conditions must hold.' })
export class PublicEventFilter {
  @Field(() => String, { nullable: true, description: 'Only those of this category.' })
  category?: string | null;

  @Field(() => String, { nullable: true, description: TEXT })
  text?: string | null;

  @Field(() => [String], { nullable: true, description: TAGS })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: PLACE })
  place?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that begin then or later.' })
  startsAfter?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that begin before.' })
  startsBefore?: Date | null;
}

const text = (most: number) => singleLine({ most, mayBeEmpty: true });
/** Far enough for any event, and near enough for times that are counted on from it. */
export const eventTime = z
  .date()
  .min(new Date('1970-01-01T00:00:00Z'), 'Must not be before 1970.')
  .max(new Date('2999-12-31T23:59:59Z'), 'Must not be after 2999.');
const emptyIsNull = (most: number) => text(most).transform(value => value || null);
const title = singleLine({ most: 200 });
const timeZone = z.string().refine(isTimeZone, 'Must be an IANA time zone such as Europe/Berlin.');
const tags = z
  .array(singleLine({ most: 40 }))
  .max(20, 'Must have at most 20 entries.')
  .transform(values => [...new Set(values)]);
const venue = z.object({
  name: singleLine({ most: 200 }),
  address: severalLines({ most: 300, mayBeEmpty: true })
    .transform(value => value || null)
    .nullish(),
  city: emptyIsNull(120).nullish(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Must be an ISO 3166-1 alpha-2 code such as DE.')
    .nullish(),
});
export type VenueValues = z.infer<typeof venue>;

const details = {
  description: severalLines({ most: 20_000, mayBeEmpty: true })
    .transform(value => value || null)
    .nullish(),
  category: emptyIsNull(60).nullish(),
  venue: venue.nullish(),
  onlineUrl: z.string().nullish(),
  salesStartAt: eventTime.nullish(),
  salesEndAt: eventTime.nullish(),
  capacity: z.int().min(1, 'Must be at least 1.').max(10_000_000, 'Must be at most 10,000,000.').nullish(),
};

export const createEventInput = z
  .object({
    ...details,
    title,
    timeZone,
    tags: tags.nullish(),
    visibility: z.enum(EventVisibility).nullish(),
    startsAt: eventTime,
    endsAt: eventTime,
    currency: z.string(),
    ticketTypes: z.array(ticketTypeInput).max(50, 'Must have at most 50 entries.').nullish(),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ['endsAt'], message: LATER });

const notNull = <Schema extends z.ZodType>(schema: Schema) => z.optional(schema);
export const updateEventInput = z.object({
  ...details,
  title: notNull(title),
  timeZone: notNull(timeZone),
  tags: tags.nullish().transform(value => (value === null ? [] : value)),
  visibility: notNull(z.enum(EventVisibility)),
  startsAt: notNull(eventTime),
  endsAt: notNull(eventTime),
  holdersMayTransfer: notNull(z.boolean()),
});
export type UpdateEventValues = z.infer<typeof updateEventInput>;

const search = z.object({
  text: text(200).nullish(),
  category: text(60).nullish(),
  tags: z.array(text(40)).max(20, 'Must have at most 20 entries.').nullish(),
  place: text(200).nullish(),
  ...{ from: eventTime.nullish(), to: eventTime.nullish() },
  ...{ startsAfter: eventTime.nullish(), startsBefore: eventTime.nullish() },
  status: z.enum(EventStatus).nullish(),
});
/** The rules for what either list of events is narrowed by. */
export const eventSearch = search.nullish();

function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 pass for zones, and know nothing of summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
