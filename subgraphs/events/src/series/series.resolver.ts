import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  DateTime,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import type { Event } from '../event/event.entity.ts';
import { UpdateEventInput } from '../event/event.input.ts';
import { EventConnection, EventObject } from '../event/event.type.ts';
import { AddEventSeriesDatesInput, CreateEventSeriesInput } from './series.input.ts';
import type { SeenSeries } from './series.service.ts';
import { EventSeriesChange, EventSeriesConnection, EventSeriesObject, SeriesScope } from './series.type.ts';
import type { SeriesChange } from './series-editing.service.ts';

const REASON = 'Why, for those who hold tickets.';

@Resolver(() => EventSeriesObject)
export class SeriesResolver {
  @FieldResolver(() => EventConnection, {
    description:
      'Its dates, next start first: all of them to the organization, to others those that are published and not hidden.',
  })
  events(
    @Root() series: SeenSeries,
    @Arg('from', () => DateTime, { nullable: true, description: 'Only those that begin then or later.' })
    from: Date | null | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { series: all }: EventsContext,
  ) {
    return all.dates(series, from, page);
  }

  @Access('events:read')
  @Query(() => EventSeriesObject, {
    nullable: true,
    description: "The series with this id, if it is the viewer's organization's. Buyers reach it through its events.",
  })
  eventSeries(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { series }: EventsContext) {
    return series.find(id);
  }

  @Access('events:read')
  @Query(() => EventSeriesConnection, { description: "The series of the viewer's organization, newest first." })
  eventSeriesList(@Args(() => ConnectionArgs) page: ConnectionArgs, @Ctx() { series }: EventsContext) {
    return series.list(page);
  }

  @Access('events:write')
  @Mutation(() => EventSeriesObject, { description: 'Lets an event recur: makes it the first date of a series.' })
  async createEventSeries(
    @Arg('input', () => CreateEventSeriesInput, { description: 'The event, and when it recurs.' })
    input: CreateEventSeriesInput,
    @Ctx() { series, seriesMaking }: EventsContext,
  ) {
    return series.reload(await seriesMaking.create(input));
  }

  @Access('events:write')
  @Mutation(() => EventSeriesObject, { description: 'Adds dates to a series, as drafts.' })
  async addEventSeriesDates(
    @Arg('id', () => ID, { description: 'The series.' }) id: string,
    @Arg('input', () => AddEventSeriesDatesInput, { description: 'Which dates.' }) input: AddEventSeriesDatesInput,
    @Ctx() { series, seriesMaking }: EventsContext,
  ) {
    return series.reload(await seriesMaking.add(id, input));
  }

  @Access('events:write')
  @Mutation(() => EventSeriesChange, {
    description:
      'Changes a date of a series that nobody changed since the version given, and with it others. Times move by the clock: the start of each date by as much as that of the given one. Fields that were changed of a date alone (Event.seriesChanged) stay as they are and are told of, unless overwrite is true. All is changed, or nothing.',
  })
  async updateEventSeries(
    @Arg('eventId', () => ID, { description: 'The date from which the change is made.' }) eventId: string,
    @Arg('version', () => Int, { description: 'The version of this date that was read.' }) version: number,
    @Arg('scope', () => SeriesScope, { description: 'Which dates it concerns.' }) scope: SeriesScope,
    @Arg('input', () => UpdateEventInput, { description: 'What to change, as it is to be for the given date.' })
    input: UpdateEventInput,
    @Arg('overwrite', () => Boolean, {
      nullable: true,
      description: 'True to change also what was changed of a date alone; false by default.',
    })
    overwrite: boolean | null | undefined,
    @Ctx() context: EventsContext,
  ) {
    const options = { version, scope, input, overwrite: overwrite ?? false };
    return shown(context, await context.seriesEditing.update(eventId, options));
  }

  @Access('events:write')
  @Mutation(() => EventSeriesChange, {
    description:
      'Makes the ticket types of the same name of other dates of a series like this one (price, quantity, limits, sales by the clock), and adds it where there is none. What was changed of a date alone stays as it is and is told of, unless overwrite is true. All is changed, or nothing.',
  })
  async shareTicketType(
    @Arg('ticketTypeId', () => ID, { description: 'The ticket type of one date; no add-on.' }) ticketTypeId: string,
    @Arg('scope', () => SeriesScope, { description: 'Which dates it concerns, as seen from that of the ticket type.' })
    scope: SeriesScope,
    @Arg('overwrite', () => Boolean, {
      nullable: true,
      description: 'True to change also what was changed of a date alone; false by default.',
    })
    overwrite: boolean | null | undefined,
    @Ctx() context: EventsContext,
  ) {
    const options = { scope, overwrite: overwrite ?? false };
    return shown(context, await context.seriesOffer.share(ticketTypeId, options));
  }

  @Access('events:write')
  @Mutation(() => EventSeriesChange, {
    description:
      'Opens all drafts of a series to buyers that have what a published event needs, and tells of the others.',
  })
  async publishEventSeries(
    @Arg('id', () => ID, { description: 'The series.' }) id: string,
    @Ctx() context: EventsContext,
  ) {
    return shown(context, await context.seriesEditing.publish(id));
  }

  @Access('events:write')
  @Mutation(() => EventSeriesChange, {
    description: 'Calls off a date of a series and all that follow; cancelEvent calls off one alone.',
  })
  async cancelEventSeries(
    @Arg('eventId', () => ID, { description: 'The first date that is called off.' }) eventId: string,
    @Arg('reason', () => String, { nullable: true, description: REASON }) reason: string | null | undefined,
    @Ctx() context: EventsContext,
  ) {
    return shown(context, await context.seriesEditing.cancel(eventId, reason));
  }
}

/** Adds to an event what its series makes of it. */
@Resolver(() => EventObject)
export class EventSeriesFieldsResolver {
  @FieldResolver(() => EventSeriesObject, {
    nullable: true,
    description: 'The series that it is a date of; null for an event of its own.',
  })
  series(@Root() event: Event, @Ctx() { series }: EventsContext) {
    return series.ofEvent(event);
  }

  @FieldResolver(() => [String], {
    description:
      'The fields in which this date of a series was changed alone; changes of the series leave them as they are. Empty for viewers outside the organization.',
  })
  seriesChanged(@Root() event: Event, @Ctx() { events }: EventsContext) {
    return events.seriesChanged(event);
  }
}

/** With the events read anew, so that they are as the change left them. */
async function shown({ series, events }: EventsContext, { seriesId, changed, kept }: SeriesChange) {
  return {
    series: await series.reload(seriesId),
    changed: await Promise.all(changed.map(event => events.reload(event.id))),
    kept: await Promise.all(kept.map(async date => ({ ...date, event: await events.reload(date.event.id) }))),
  };
}
