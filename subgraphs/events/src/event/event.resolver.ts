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
  KeepFor,
  Mutation,
  Query,
  Resolver,
  Root,
  Url,
} from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { OrganizationReference } from '../foreign/organization.type.ts';
import { UserReference, userReference } from '../foreign/user.type.ts';
import { EventImageObject } from '../image/image.type.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import { VenueObject } from '../venue/venue.type.ts';
import type { Event } from './event.entity.ts';
import { CreateEventInput, EventFilter, PublicEventFilter, UpdateEventInput } from './event.input.ts';
import type { SeenEvent } from './event.service.ts';
import { EventConnection, EventObject } from './event.type.ts';
import { EventFacets } from './event-facets.ts';

@Resolver(() => EventObject)
export class EventResolver {
  @FieldResolver(() => OrganizationReference, { description: 'Who holds it.' })
  organization(@Root() event: Event): OrganizationReference {
    return { id: event.organizationId };
  }

  @FieldResolver(() => VenueObject, { nullable: true, description: 'Where it takes place.' })
  venue(@Root() event: Event, @Ctx() { venues }: EventsContext) {
    return venues.ofEvent(event);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it can be followed online.' })
  online(@Root() event: Event): boolean {
    return event.onlineUrl !== null;
  }

  @FieldResolver(() => Url, {
    nullable: true,
    description:
      'Where it takes place online. It is what an online ticket is bought for: null but for those with events:read, and as the event of a ticket that is good, for whoever holds it.',
  })
  onlineUrl(@Root() event: SeenEvent, @Ctx() { events }: EventsContext): string | null {
    return events.onlineUrl(event);
  }

  @FieldResolver(() => [EventImageObject], { description: 'Its pictures, oldest first.' })
  images(@Root() event: Event, @Ctx() { images }: EventsContext) {
    return images.ofEvent(event);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The most people over all ticket types; null for no limit.',
  })
  async capacity(@Root() event: Event, @Ctx() { stock }: EventsContext) {
    return (await stock.ofEvent(event.id)).capacity;
  }

  @FieldResolver(() => Int, { description: 'How many tickets are sold, over all types.' })
  async ticketsSold(@Root() event: Event, @Ctx() { stock }: EventsContext) {
    return (await stock.ofEvent(event.id)).sold;
  }

  @FieldResolver(() => [TicketTypeObject], {
    description:
      'What is sold, in its order. Hidden types are listed to the organization, and to those who have the access code. TOO_MANY_ACCESS_CODES for those who guess.',
  })
  ticketTypes(
    @Root() event: Event,
    @Arg('accessCode', () => String, {
      nullable: true,
      description: 'Lists the hidden types that it opens as well; case does not matter.',
    })
    accessCode: string | null | undefined,
    @Ctx() { ticketTypes }: EventsContext,
  ) {
    return ticketTypes.ofEvent(event, accessCode);
  }

  @FieldResolver(() => UserReference, {
    nullable: true,
    description: 'Who created it; null if an API token or a plugin did, and for viewers outside the organization.',
  })
  createdBy(@Root() event: Event, @Ctx() { events }: EventsContext) {
    return userReference(events.createdBy(event));
  }

  @Access('public')
  @Query(() => EventObject, { nullable: true, description: 'The event with this id, if the viewer may see it.' })
  event(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { events }: EventsContext) {
    return events.find(id);
  }

  @Access('events:read')
  @Query(() => EventConnection, { description: "The events of the viewer's organization, latest start first." })
  events(
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which to list; all by default.' })
    filter: EventFilter | null | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { events }: EventsContext,
  ) {
    return events.list(filter, page);
  }

  @Access('public')
  @Query(() => EventObject, {
    nullable: true,
    description: 'The published event that a link names, unless it is private.',
  })
  publicEvent(
    @Arg('organization', () => String, { description: "The organization's slug." }) organization: string,
    @Arg('slug', () => String, { description: "The event's slug." }) slug: string,
    @Ctx() { events }: EventsContext,
  ) {
    return events.findPublic(organization, slug);
  }

  @Access('public')
  @KeepFor(5)
  @Query(() => EventConnection, { description: 'Published public events, next start first.' })
  publicEvents(
    @Arg('organization', () => String, {
      nullable: true,
      description: "An organization's slug; events of all organizations by default.",
    })
    organization: string | null | undefined,
    @Arg('filter', () => PublicEventFilter, { nullable: true, description: 'Which to list; all by default.' })
    filter: PublicEventFilter | null | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { events }: EventsContext,
  ) {
    return events.listPublic(organization, filter, page);
  }

  @Access('public')
  @KeepFor(60)
  @Query(() => EventFacets, {
    description: 'The categories, tags and cities of public events that are not over, for the filters of a shop.',
  })
  publicEventFacets(
    @Arg('organization', () => String, {
      nullable: true,
      description: "An organization's slug; events of all organizations by default.",
    })
    organization: string | null | undefined,
    @Ctx() { events }: EventsContext,
  ) {
    return events.publicFacets(organization);
  }

  @Access('events:write')
  @Mutation(() => EventObject, { description: 'Creates an event as a draft.' })
  async createEvent(
    @Arg('input', () => CreateEventInput, { description: 'What it is.' }) input: CreateEventInput,
    @Ctx() { events, eventEditing }: EventsContext,
  ) {
    return events.reload(await eventEditing.create(input));
  }

  @Access('events:write')
  @Mutation(() => EventObject, { description: 'Changes an event that nobody changed since the version given.' })
  async updateEvent(
    @Arg('id', () => ID, { description: 'The event.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that was read.' }) version: number,
    @Arg('input', () => UpdateEventInput, { description: 'What to change.' }) input: UpdateEventInput,
    @Ctx() { events, eventEditing }: EventsContext,
  ) {
    return events.reload(await eventEditing.update(id, version, input));
  }

  @Access('events:write')
  @Mutation(() => EventObject, {
    description: 'Opens a draft to buyers. It needs a ticket type that can be sold, a place, and an end in the future.',
  })
  async publishEvent(
    @Arg('id', () => ID, { description: 'The event.' }) id: string,
    @Ctx() { events, eventLifecycle }: EventsContext,
  ) {
    return events.reload(await eventLifecycle.publish(id));
  }

  @Access('events:write')
  @Mutation(() => EventObject, { description: 'Calls an event off. Nothing can be sold any more.' })
  async cancelEvent(
    @Arg('id', () => ID, { description: 'The event.' }) id: string,
    @Arg('reason', () => String, { nullable: true, description: 'Why, for those who hold tickets.' })
    reason: string | null | undefined,
    @Ctx() { events, eventLifecycle }: EventsContext,
  ) {
    return events.reload(await eventLifecycle.cancel(id, reason));
  }

  @Access('events:write')
  @Mutation(() => Boolean, { description: 'Deletes an event of which nothing was ever sold.' })
  deleteEvent(@Arg('id', () => ID, { description: 'The event.' }) id: string, @Ctx() { eventEditing }: EventsContext) {
    return eventEditing.delete(id);
  }

  @Access('events:write')
  @Mutation(() => EventObject, {
    description:
      'Makes a draft like an event, with its ticket types and pictures, at another time. All its times move along.',
  })
  async duplicateEvent(
    @Arg('id', () => ID, { description: 'The event to be like.' }) id: string,
    @Arg('startsAt', () => DateTime, { description: 'When the new event begins.' }) startsAt: Date,
    @Arg('idempotencyKey', () => String, { nullable: true, description: 'Makes the duplication safe to repeat.' })
    idempotencyKey: string | null | undefined,
    @Ctx() { events, eventEditing }: EventsContext,
  ) {
    return events.reload(await eventEditing.duplicate(id, startsAt, idempotencyKey));
  }
}
