import { Access, Arg, Ctx, ID, Int, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { DoorListPage, TicketRevocationPage } from './door.type.ts';

const FIRST = 'How many, 1 to 1000; 1000 by default.';

@Resolver()
export class DoorResolver {
  @Access('tickets:check_in')
  @Query(() => DoorListPage, {
    description: 'The good tickets of an event or a check-in list, for scanners that go without a network.',
  })
  doorList(
    @Arg('listId', () => ID, { description: "The check-in list; the event's id for its door." }) listId: string,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the part before.' })
    after: string | null | undefined,
    @Arg('first', () => Int, { nullable: true, description: FIRST }) first: number | null | undefined,
    @Ctx() { door }: EventsContext,
  ) {
    return door.doorList(listId, after, first);
  }

  @Access('tickets:check_in')
  @Query(() => TicketRevocationPage, {
    description: 'The tickets of an event that became void since, for scanners that go without a network.',
  })
  ticketRevocations(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('since', () => Int, {
      nullable: true,
      description:
        'The `latest` of the part before, or the `revocations` of the door list; 0 by default: from the beginning.',
    })
    since: number | null | undefined,
    @Arg('first', () => Int, { nullable: true, description: FIRST }) first: number | null | undefined,
    @Ctx() { door }: EventsContext,
  ) {
    return door.revocations(eventId, since, first);
  }
}
