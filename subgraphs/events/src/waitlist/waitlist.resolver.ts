import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  DateTime,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import type { Event } from '../event/event.entity.ts';
import { EventObject } from '../event/event.type.ts';
import { TicketHold } from '../hold/hold.type.ts';
import type { TicketType } from '../ticket-type/ticket-type.entity.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import { JoinWaitlistInput, UpdateWaitlistInput, WaitlistFilter } from './waitlist.input.ts';
import type { SeenPlace } from './waitlist.service.ts';
import { WaitlistEntryConnection, WaitlistEntryObject, WaitlistObject, WaitlistPlaceObject } from './waitlist.type.ts';

const TOKEN = { description: "The secret of the place's link, from its mail." };

/** What the waitlist adds to an event. */
@Resolver(() => EventObject)
export class EventWaitlistResolver {
  @Scoped('events:read')
  @FieldResolver(() => WaitlistObject, {
    nullable: true,
    description: 'Its waitlist; null for viewers outside the organization.',
  })
  waitlist(@Root() event: Event, @Ctx() { waitlistAdmin }: EventsContext) {
    return waitlistAdmin.ofEvent(event);
  }
}

/** What the waitlist adds to a ticket type. */
@Resolver(() => TicketTypeObject)
export class TicketTypeWaitlistResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether one can join the waitlist for it now: it is sold out, and the organizer keeps a list.',
  })
  waitlistOpen(@Root() type: TicketType, @Ctx() { waitlist }: EventsContext) {
    return waitlist.isOpen(type);
  }
}

@Resolver(() => WaitlistEntryObject)
export class WaitlistEntryResolver {
  @FieldResolver(() => TicketTypeObject, { description: 'What they wait for.' })
  ticketType(@Root() entry: SeenPlace, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypes.ofTicket(entry);
  }

  @Access('tickets:read')
  @Query(() => WaitlistEntryConnection, {
    description: "Who waits, and waited, for tickets of an event of the viewer's organization, in order.",
  })
  waitlistEntries(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('filter', () => WaitlistFilter, { nullable: true, description: 'Whom to list; everyone by default.' })
    filter: WaitlistFilter | null | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { waitlistAdmin }: EventsContext,
  ) {
    return waitlistAdmin.entries(eventId, filter, page);
  }

  @Access('events:write')
  @Mutation(() => EventObject, {
    description: "Switches an event's waitlist on or off, or changes for how long its offers stand.",
  })
  async updateWaitlist(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('input', () => UpdateWaitlistInput, { description: 'What changes.' }) input: UpdateWaitlistInput,
    @Ctx() { events, waitlistAdmin }: EventsContext,
  ) {
    return events.reload(await waitlistAdmin.update(eventId, input));
  }

  @Access('tickets:write')
  @Mutation(() => WaitlistEntryObject, {
    description: 'Takes someone off a waitlist; an offer that they did not take goes to the next in line.',
  })
  removeWaitlistEntry(
    @Arg('id', () => ID, { description: 'The entry.' }) id: string,
    @Ctx() { waitlistAdmin }: EventsContext,
  ) {
    return waitlistAdmin.remove(id);
  }
}

@Resolver(() => WaitlistPlaceObject)
export class WaitlistPlaceResolver {
  @FieldResolver(() => EventObject, { description: 'The event.' })
  event(@Root() place: SeenPlace, @Ctx() { events }: EventsContext) {
    return events.of(place);
  }

  @FieldResolver(() => TicketTypeObject, { description: 'What they wait for.' })
  ticketType(@Root() place: SeenPlace, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypes.ofTicket(place);
  }

  @Access('public')
  @Query(() => WaitlistPlaceObject, { nullable: true, description: 'The place on a waitlist that a link opens.' })
  waitlistPlace(@Arg('token', () => String, TOKEN) token: string, @Ctx() { waitlist }: EventsContext) {
    return waitlist.place(token);
  }

  @Access('public')
  @Mutation(() => Boolean, {
    description:
      'Puts someone on the waitlist for a sold-out ticket type. The link to their place comes by mail; the answer is true whether or not the address waits already.',
  })
  joinWaitlist(
    @Arg('input', () => JoinWaitlistInput, { description: 'Who, and for what.' }) input: JoinWaitlistInput,
    @Ctx() { waitlist }: EventsContext,
  ) {
    return waitlist.join(input);
  }

  @Access('public')
  @Mutation(() => Boolean, {
    description: 'Gives a place on a waitlist up, and an offer with it; true also if it was given up before.',
  })
  leaveWaitlist(@Arg('token', () => String, TOKEN) token: string, @Ctx() { waitlist }: EventsContext) {
    return waitlist.leave(token);
  }

  @Access('service')
  @Mutation(() => TicketHold, {
    description: "Takes an offer: the hold that kept its tickets is a cart's from now on. The same hold each time.",
  })
  takeWaitlistOffer(
    @Arg('token', () => String, TOKEN) token: string,
    @Arg('expiresAt', () => DateTime, { description: 'Until when the tickets are needed at least.' }) expiresAt: Date,
    @Ctx() { waitlistOffers }: EventsContext,
  ) {
    return waitlistOffers.take(token, expiresAt);
  }
}
