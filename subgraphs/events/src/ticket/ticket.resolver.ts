import { ForbiddenError } from '@ticketbase/kernel';
import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import QR from 'qrcode';
import type { EventsContext } from '../context.ts';
import { EventObject } from '../event/event.type.ts';
import { UserReference, userReference } from '../foreign/user.type.ts';
import { TicketDocumentFormat } from '../ticket-document/ticket-document.type.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import { TicketFilter, TransferInput } from './ticket.input.ts';
import { admits, seesCode, seesStaff, visibleAttendee } from './ticket.policy.ts';
import type { SeenTicket } from './ticket.service.ts';
import { Attendee, QrCode, TicketConnection, TicketObject, TicketPass } from './ticket.type.ts';

@Resolver(() => QrCode)
export class QrCodeResolver {
  @FieldResolver(() => String, { description: 'The picture, as an SVG document.' })
  svg(@Root() { payload }: QrCode): Promise<string> {
    return QR.toString(payload, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  }
}

@Resolver(() => TicketObject)
export class TicketResolver {
  @Scoped('tickets:read')
  @FieldResolver(() => String, {
    description:
      'The secret that opens the door. Whoever has it holds the ticket. FORBIDDEN for those who see it for orders:read alone, and for the buyer who gave it to someone else.',
  })
  code(@Root() ticket: SeenTicket): string {
    requireCode(ticket);
    return ticket.code;
  }

  @Scoped('tickets:read')
  @FieldResolver(() => QrCode, {
    nullable: true,
    description:
      'What it shows to the scanner at the door; null for the voucher of an add-on. FORBIDDEN where `code` is.',
  })
  async qr(@Root() ticket: SeenTicket, @Ctx() { tickets }: EventsContext) {
    requireCode(ticket);
    return ticket.admits ? { payload: await tickets.qrPayload(ticket) } : null;
  }

  @FieldResolver(() => TicketPass, {
    nullable: true,
    description: 'What its holder shows and keeps; null for those who do not hold it, and if it is void.',
  })
  pass(@Root() ticket: SeenTicket) {
    return admits(ticket.access, ticket.status) ? ticket : null;
  }

  @FieldResolver(() => EventObject, { description: 'The event it is for.' })
  event(@Root() ticket: SeenTicket, @Ctx() { events }: EventsContext) {
    return events.ofTicket(ticket);
  }

  @FieldResolver(() => TicketTypeObject, { description: 'Which kind of ticket it is.' })
  ticketType(@Root() ticket: SeenTicket, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypes.ofTicket(ticket);
  }

  @Scoped('tickets:read')
  @FieldResolver(() => Attendee, { nullable: true, description: 'Who comes with it, if that is known.' })
  attendee(@Root() ticket: SeenTicket): Attendee | null {
    return visibleAttendee(ticket.access, ticket);
  }

  @FieldResolver(() => UserReference, {
    nullable: true,
    description:
      'Who let its bearer in; null if a device with an API token did, and for viewers outside the organization.',
  })
  checkedInBy(@Root() ticket: SeenTicket) {
    return userReference(seesStaff(ticket.access) ? ticket.checkedInBy : null);
  }

  @Access('public')
  @Query(() => TicketObject, {
    nullable: true,
    description: 'The ticket with this code. The code is the secret: whoever has it may see the ticket.',
  })
  ticket(
    @Arg('code', () => String, { description: "The ticket's code, or the text of its QR code." }) code: string,
    @Ctx() { tickets }: EventsContext,
  ) {
    return tickets.findByCode(code);
  }

  @Access('tickets:read')
  @Query(() => TicketConnection, { description: "The tickets of the viewer's organization, newest first." })
  tickets(
    @Arg('filter', () => TicketFilter, { nullable: true, description: 'Which to list; all by default.' })
    filter: TicketFilter | null | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { tickets }: EventsContext,
  ) {
    return tickets.list(filter, page);
  }

  @Access('public')
  @Mutation(() => TicketObject, {
    description:
      'Gives a valid ticket that the caller holds to someone else, where the event allows it: it gets a new code, which is mailed to them, and the old one is void.',
  })
  passOnTicket(
    @Arg('code', () => String, {
      description: "The ticket's code, or the text of its QR code: whoever has it holds the ticket.",
    })
    code: string,
    @Arg('input', () => TransferInput, {
      description: 'Whom it goes to. The key is not needed: the code is good once.',
    })
    input: TransferInput,
    @Ctx() { tickets }: EventsContext,
  ) {
    return tickets.passOn(code, input);
  }

  @Access('tickets:write')
  @Mutation(() => TicketObject, {
    description: 'Gives a valid ticket to someone else: it gets a new code, and the old one is void.',
  })
  transferTicket(
    @Arg('id', () => ID, { description: 'The ticket.' }) id: string,
    @Arg('input', () => TransferInput, { description: 'Whom it goes to.' }) input: TransferInput,
    @Ctx() { tickets }: EventsContext,
  ) {
    return tickets.transfer(id, input);
  }
}

/** What a ticket's holder has of it: a view of the same ticket. */
@Resolver(() => TicketPass)
export class TicketPassResolver {
  @FieldResolver(() => QrCode, {
    nullable: true,
    description: 'What is shown to the scanner at the door; null for the voucher of an add-on.',
  })
  async qr(@Root() ticket: SeenTicket, @Ctx() { tickets }: EventsContext) {
    return ticket.admits ? { payload: await tickets.qrPayload(ticket) } : null;
  }

  @FieldResolver(() => [TicketDocumentFormat], { description: 'The forms in which `ticketDocument` has the ticket.' })
  formats(@Root() { admits }: SeenTicket, @Ctx() { ticketDocuments }: EventsContext) {
    return ticketDocuments.formats(admits);
  }
}

/** Throws FORBIDDEN. */
function requireCode({ access }: SeenTicket): void {
  if (!seesCode(access)) throw new ForbiddenError(access === 'books' ? 'tickets:read' : undefined);
}
