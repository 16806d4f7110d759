import {
  Access,
  Arg,
  Ctx,
  DateTime,
  FieldResolver,
  ID,
  Mutation,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { UserReference, userReference } from '../foreign/user.type.ts';
import { TicketObject } from '../ticket/ticket.type.ts';
import type { CheckIn } from './check-in.entity.ts';
import { CheckInObject } from './check-in.type.ts';
import { CheckInListObject } from './check-in-list.type.ts';
import type { SyncAnswer } from './sync.service.ts';
import { OfflineScanInput, SyncedScan } from './sync.type.ts';

const CODE = "The ticket's code, or the text of its QR code.";
const LIST = 'The check-in list; the door of whichever event the ticket is for if null.';

@Resolver(() => SyncedScan)
export class SyncedScanResolver {
  @FieldResolver(() => TicketObject, { nullable: true, description: 'The ticket, if it is known.' })
  ticket(@Root() { ticketId }: SyncAnswer, @Ctx() { tickets }: EventsContext) {
    return ticketId === null ? null : tickets.find(ticketId);
  }

  @FieldResolver(() => CheckInObject, {
    nullable: true,
    description: "The admission of the ticket that counts now: this scan's own, or the one that came before it.",
  })
  checkIn(@Root() { checkIn }: SyncAnswer) {
    return checkIn;
  }

  @FieldResolver(() => CheckInObject, {
    nullable: true,
    description: 'A later admission that was recorded before this scan arrived: the ticket let in two.',
  })
  displaced(@Root() { displaced }: SyncAnswer) {
    return displaced;
  }
}

@Resolver(() => CheckInObject)
export class CheckInResolver {
  @FieldResolver(() => TicketObject, { description: 'The ticket that was used.' })
  ticket(@Root() checkIn: CheckIn, @Ctx() { tickets }: EventsContext) {
    return tickets.reload(checkIn.ticketId);
  }

  @FieldResolver(() => CheckInListObject, { description: 'Where it was used.' })
  list(@Root() { listId, eventId }: CheckIn, @Ctx() { checkInLists }: EventsContext) {
    return checkInLists.find(listId ?? eventId);
  }

  @FieldResolver(() => UserReference, {
    nullable: true,
    description: 'Who let the bearer in, or sent the scan; null if a device with an API token did.',
  })
  checkedInBy(@Root() checkIn: CheckIn) {
    return userReference(checkIn.checkedInBy);
  }

  @Access('tickets:check_in')
  @Mutation(() => CheckInObject, {
    description: 'Lets the bearer of a ticket in, once per list, however many devices scan it together.',
  })
  checkInTicket(
    @Arg('code', () => String, { description: CODE }) code: string,
    @Arg('idempotencyKey', () => String, {
      description: 'One per scan: a device that repeats it because the answer was lost gets the first answer.',
    })
    idempotencyKey: string,
    @Arg('listId', () => ID, { nullable: true, description: LIST }) listId: string | null | undefined,
    @Ctx() { checkIns }: EventsContext,
  ) {
    return checkIns.checkIn(code, listId, idempotencyKey);
  }

  @Access('tickets:check_in')
  @Mutation(() => TicketObject, { description: 'Makes a used ticket valid again, such as after a scan by mistake.' })
  async undoCheckIn(
    @Arg('code', () => String, { description: CODE }) code: string,
    @Arg('reason', () => String, { nullable: true, description: 'Why, at most 300 characters; stays on record.' })
    reason: string | null | undefined,
    @Arg('listId', () => ID, { nullable: true, description: LIST }) listId: string | null | undefined,
    @Ctx() { checkIns, tickets }: EventsContext,
  ) {
    return tickets.reload(await checkIns.undo(code, listId, reason));
  }

  @Access('tickets:check_in')
  @Mutation(() => [SyncedScan], {
    description:
      'Takes in what devices scanned without a network, in any order: of all scans of a ticket on a list the earliest counts. Sent again, a scan changes nothing. Answers in the order of the input.',
  })
  syncCheckIns(
    @Arg('input', () => [OfflineScanInput], { description: 'The scans, 1 to 500.' }) input: OfflineScanInput[],
    @Arg('sentAt', () => DateTime, {
      description:
        "The time by the device's clock as it sends this; the server takes its scans to be as old as that clock says.",
    })
    sentAt: Date,
    @Ctx() { sync }: EventsContext,
  ) {
    return sync.sync(input, sentAt);
  }
}
