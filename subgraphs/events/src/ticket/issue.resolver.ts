import { Access, Arg, Ctx, ID, Int, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { AttendeePage, IssuedTicket, IssueTicketsInput, VoidTicketsInput } from './issue.type.ts';

/** Commands that `payments` makes and voids tickets with, and `notifications` finds attendees by. */
@Resolver()
export class IssueResolver {
  @Access('service')
  @Mutation(() => [IssuedTicket], { description: 'Turns a hold into the tickets of an order, once per order.' })
  issueTickets(
    @Arg('input', () => IssueTicketsInput, { description: 'The hold, the order and who comes.' })
    input: IssueTicketsInput,
    @Ctx() { issues }: EventsContext,
  ) {
    return issues.issue(input);
  }

  @Access('service')
  @Mutation(() => Int, {
    description: 'Makes tickets of an order void and gives their stock back, once; answers how many changed.',
  })
  voidTickets(
    @Arg('input', () => VoidTicketsInput, { description: 'Which, and why.' }) input: VoidTicketsInput,
    @Ctx() { issues }: EventsContext,
  ) {
    return issues.voidTickets(input);
  }

  @Access('service')
  @Query(() => AttendeePage, {
    description: 'Those who have a good ticket for an event, or had one until it was called off, in parts.',
  })
  attendeesForService(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the part before.' })
    after: string | null | undefined,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 500; 500 by default.' })
    first: number | null | undefined,
    @Ctx() { issues }: EventsContext,
  ) {
    return issues.attendees(eventId, after, first);
  }
}
