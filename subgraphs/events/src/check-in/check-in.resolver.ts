import { Access, Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { UserReference, userReference } from '../foreign/user.type.ts';
import { TicketObject } from '../ticket/ticket.type.ts';
import type { CheckIn } from './check-in.entity.ts';
import { CheckInObject } from './check-in.type.ts';

@Resolver(() => CheckInObject)
export class CheckInResolver {
  @FieldResolver(() => TicketObject, { description: 'The ticket that was used.' })
  ticket(@Root() checkIn: CheckIn, @Ctx() { tickets }: EventsContext) {
    return tickets.reload(checkIn.ticketId);
  }

  @FieldResolver(() => UserReference, {
    nullable: true,
    description: 'Who let the bearer in; null if a device with an API token did.',
  })
  checkedInBy(@Root() checkIn: CheckIn) {
    return userReference(checkIn.checkedInBy);
  }

  @Access('tickets:check_in')
  @Mutation(() => CheckInObject, {
    description: 'Lets the bearer of a ticket in, once, however many devices scan it together.',
  })
  checkInTicket(
    @Arg('code', () => String, { description: "The ticket's code, or the text of its QR code." }) code: string,
    @Arg('idempotencyKey', () => String, {
      description: 'One per scan: a device that repeats it because the answer was lost gets the first answer.',
    })
    idempotencyKey: string,
    @Ctx() { checkIns }: EventsContext,
  ) {
    return checkIns.checkIn(code, idempotencyKey);
  }

  @Access('tickets:check_in')
  @Mutation(() => TicketObject, { description: 'Makes a used ticket valid again, such as after a scan by mistake.' })
  async undoCheckIn(
    @Arg('code', () => String, { description: "The ticket's code, or the text of its QR code." }) code: string,
    @Ctx() { checkIns, tickets }: EventsContext,
  ) {
    return tickets.reload(await checkIns.undo(code));
  }
}
