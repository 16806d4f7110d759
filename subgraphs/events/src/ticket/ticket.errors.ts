import { DomainError } from '@ticketbase/kernel';
import type { TicketStatus } from './ticket.entity.ts';

export class TicketNotValidError extends DomainError {
  static readonly code = 'TICKET_NOT_VALID';
  static readonly summary = 'The ticket is void (`status`), or its event is cancelled (`eventStatus`).';
  constructor(details: { status: TicketStatus; eventStatus?: string }) {
    super('This ticket is not valid.', { details });
  }
}

export class TicketDoesNotAdmitError extends DomainError {
  static readonly code = 'TICKET_DOES_NOT_ADMIT';
  static readonly summary = 'It is the voucher of an add-on, `ticketTypeId`, which lets nobody in.';
  constructor(ticketTypeId: string) {
    super('This is the voucher of an add-on; it lets nobody in.', { details: { ticketTypeId } });
  }
}

export class TicketTransfersClosedError extends DomainError {
  static readonly code = 'TICKET_TRANSFERS_CLOSED';
  static readonly summary =
    'The organizer of the event, `eventId`, transfers its tickets, or it is over or called off.';
  constructor(eventId: string) {
    super('Tickets of this event cannot be passed on here. Ask its organizer.', { details: { eventId } });
  }
}

export class TicketTransferredError extends DomainError {
  static readonly code = 'TICKET_TRANSFERRED';
  static readonly summary =
    'The code is void since `transferredAt`: the ticket was transferred to someone else, or made anew (`reason`).';
  constructor(transferredAt: Date, reason = 'TRANSFERRED') {
    super('This code is void: the ticket has a new one.', {
      details: { transferredAt: transferredAt.toISOString(), reason },
    });
  }
}
