import {
  Access,
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { EventObject } from '../event/event.type.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import type { SeenCheckInList, TypeCount } from './check-in-list.service.ts';
import { CheckInCount, CheckInListInput, CheckInListObject } from './check-in-list.type.ts';

@Resolver(() => CheckInCount)
export class CheckInCountResolver {
  @FieldResolver(() => TicketTypeObject, { description: 'The type.' })
  ticketType(@Root() count: TypeCount, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypes.ofTicket(count);
  }
}

@Resolver(() => CheckInListObject)
export class CheckInListResolver {
  @FieldResolver(() => EventObject, { description: 'The event that it belongs to.' })
  event(@Root() list: SeenCheckInList, @Ctx() { events }: EventsContext) {
    return events.of(list);
  }

  @FieldResolver(() => [TicketTypeObject], {
    nullable: true,
    description: 'The ticket types that it takes; null if it takes all that admit.',
  })
  ticketTypes(@Root() { ticketTypeIds }: SeenCheckInList, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypeIds && Promise.all(ticketTypeIds.map(ticketTypeId => ticketTypes.ofTicket({ ticketTypeId })));
  }

  @FieldResolver(() => Int, { description: 'Good tickets that it takes.' })
  async expected(@Root() list: SeenCheckInList, @Ctx() { checkInLists }: EventsContext) {
    return (await checkInLists.countsOf(list)).reduce((sum, count) => sum + count.expected, 0);
  }

  @FieldResolver(() => Int, { description: 'Those of them that are checked in.' })
  async checkedIn(@Root() list: SeenCheckInList, @Ctx() { checkInLists }: EventsContext) {
    return (await checkInLists.countsOf(list)).reduce((sum, count) => sum + count.checkedIn, 0);
  }

  @FieldResolver(() => [CheckInCount], { description: 'The same by ticket type; types without a ticket are absent.' })
  counts(@Root() list: SeenCheckInList, @Ctx() { checkInLists }: EventsContext) {
    return checkInLists.countsOf(list);
  }

  @Access('tickets:check_in')
  @Query(() => [CheckInListObject], {
    description: 'Where tickets of an event are used: its door first, then its lists.',
  })
  checkInLists(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Ctx() { checkInLists }: EventsContext,
  ) {
    return checkInLists.ofEvent(eventId);
  }

  @Access('events:write')
  @Mutation(() => CheckInListObject, {
    description: 'Adds a list beside the door, on which each ticket is used once more.',
  })
  createCheckInList(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('input', () => CheckInListInput, { description: 'What it is.' }) input: CheckInListInput,
    @Arg('idempotencyKey', () => String, {
      nullable: true,
      description: 'Makes the creation safe to repeat: the same key and input make one list.',
    })
    key: string | null | undefined,
    @Ctx() { checkInLists }: EventsContext,
  ) {
    return checkInLists.create(eventId, input, key);
  }

  @Access('events:write')
  @Mutation(() => CheckInListObject, { description: 'Changes what a list is called and takes; its check-ins stay.' })
  updateCheckInList(
    @Arg('id', () => ID, { description: 'The list; not the door of an event.' }) id: string,
    @Arg('input', () => CheckInListInput, { description: 'What it is from now on.' }) input: CheckInListInput,
    @Ctx() { checkInLists }: EventsContext,
  ) {
    return checkInLists.update(id, input);
  }

  @Access('events:write')
  @Mutation(() => Boolean, { description: 'Removes a list on which no ticket was used.' })
  deleteCheckInList(
    @Arg('id', () => ID, { description: 'The list; not the door of an event.' }) id: string,
    @Ctx() { checkInLists }: EventsContext,
  ) {
    return checkInLists.delete(id);
  }
}
