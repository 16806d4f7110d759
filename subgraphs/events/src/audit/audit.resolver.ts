import { Access, Arg, Ctx, ID, Int, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { AuditedHold, AuditedTicket, StockFault } from './audit.type.ts';

/** What `payments` proves with that both sides of a sale agree. */
@Resolver()
export class AuditResolver {
  @Access('service')
  @Query(() => [StockFault], {
    description: 'Where stock, holds, tickets and check-ins of the command’s organization disagree; at most 1,000.',
  })
  stockFaultsForService(@Ctx() { audit }: EventsContext): Promise<StockFault[]> {
    return audit.stockFaults();
  }

  @Access('service')
  @Query(() => [AuditedTicket], { description: 'Tickets of the command’s organization in the order of their ids.' })
  ticketsForAudit(
    @Arg('after', () => ID, { nullable: true, description: 'The last id of the part before.' })
    after: string | null | undefined,
    @Arg('first', () => Int, { description: 'How many, 1 to 5,000.' }) first: number,
    @Ctx() { audit }: EventsContext,
  ): Promise<AuditedTicket[]> {
    return audit.tickets(after ?? null, first);
  }

  @Access('service')
  @Query(() => [AuditedHold], {
    description:
      'Holds of carts and orders that keep tickets now and did so some seconds ago, in the order of their ids; of all organizations if the command names none.',
  })
  holdsForAudit(
    @Arg('after', () => ID, { nullable: true, description: 'The last id of the part before.' })
    after: string | null | undefined,
    @Arg('first', () => Int, { description: 'How many, 1 to 5,000.' }) first: number,
    @Arg('minimumAge', () => Int, { description: 'Leaves out holds made in this many last seconds, 0 or more.' })
    minimumAge: number,
    @Ctx() { audit }: EventsContext,
  ): Promise<AuditedHold[]> {
    return audit.holds(after ?? null, first, minimumAge);
  }
}
