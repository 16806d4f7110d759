import { DomainError } from '@ticketbase/kernel';

export class TicketAlreadyUsedError extends DomainError {
  static readonly code = 'TICKET_ALREADY_USED';
  static readonly summary = 'The ticket was used before: `checkedInAt`, by `checkedInBy` (`id` and `name`, if known).';
  readonly checkedInAt: Date;
  readonly checkedInBy: { readonly id: string; readonly name: string | null } | null;
  constructor(checkedInAt: Date, checkedInBy: { readonly id: string; readonly name: string | null } | null) {
    super('This ticket has been used.', { details: { checkedInAt: checkedInAt.toISOString(), checkedInBy } });
    this.checkedInAt = checkedInAt;
    this.checkedInBy = checkedInBy;
  }
}

export class TicketNotUsedError extends DomainError {
  static readonly code = 'TICKET_NOT_USED';
  static readonly summary = 'The ticket is not checked in, so that there is nothing to undo.';
  constructor() {
    super('This ticket is not checked in.');
  }
}

export class TicketNotGenuineError extends DomainError {
  static readonly code = 'TICKET_NOT_GENUINE';
  static readonly summary =
    'No valid key of the organization signed this QR code: it is forged, or its key was revoked.';
  constructor() {
    super('This QR code is not genuine.');
  }
}

export class TicketOfOtherEventError extends DomainError {
  static readonly code = 'TICKET_OF_OTHER_EVENT';
  static readonly summary = 'The ticket is for another event of the organization: `eventId`.';
  constructor(eventId: string) {
    super('This ticket is for another event.', { details: { eventId } });
  }
}

export class TicketNotOnListError extends DomainError {
  static readonly code = 'TICKET_NOT_ON_LIST';
  static readonly summary = 'The check-in list does not take tickets of this type, `ticketTypeId`.';
  constructor(ticketTypeId: string) {
    super('Tickets of this type are not for this list.', { details: { ticketTypeId } });
  }
}

export class CheckInListInUseError extends DomainError {
  static readonly code = 'CHECK_IN_LIST_IN_USE';
  static readonly summary = 'The check-in list has check-ins, which stay on record.';
  constructor() {
    super('This list has check-ins. They stay on record.');
  }
}

export class TooManyCheckInListsError extends DomainError {
  static readonly code = 'TOO_MANY_CHECK_IN_LISTS';
  static readonly summary = 'The event has as many check-in lists as it may: `limit`.';
  constructor(limit: number) {
    super(`An event has at most ${limit} check-in lists.`, { details: { limit } });
  }
}
