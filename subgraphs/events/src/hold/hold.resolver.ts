import { Access, Arg, Ctx, DateTime, ID, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { HoldTicketsInput } from './hold.input.ts';
import { TicketHold } from './hold.type.ts';

/** Commands that `payments` keeps tickets with. */
@Resolver()
export class HoldResolver {
  @Access('service')
  @Mutation(() => TicketHold, { description: 'Keeps tickets until a time: all of them, or none.' })
  holdTickets(
    @Arg('input', () => HoldTicketsInput, { description: 'What to keep, and until when.' }) input: HoldTicketsInput,
    @Ctx() { holds }: EventsContext,
  ) {
    return holds.hold(input);
  }

  @Access('service')
  @Mutation(() => TicketHold, { description: 'Keeps a hold until a later time.' })
  extendHold(
    @Arg('holdId', () => ID, { description: 'The hold.' }) holdId: string,
    @Arg('expiresAt', () => DateTime, { description: 'Until when.' }) expiresAt: Date,
    @Ctx() { holds }: EventsContext,
  ) {
    return holds.extend(holdId, expiresAt);
  }

  @Access('service')
  @Mutation(() => Boolean, {
    description: 'Gives the tickets of a hold back, once; true each time, false if there is nothing to give back.',
  })
  releaseHold(@Arg('holdId', () => ID, { description: 'The hold.' }) holdId: string, @Ctx() { holds }: EventsContext) {
    return holds.release(holdId);
  }
}
