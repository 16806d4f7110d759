import { DomainError } from '@ticketbase/kernel';

/** A change of the order awaits its payment, or is being made. */
export class OrderChangePendingError extends DomainError {
  static readonly code = 'ORDER_CHANGE_PENDING';
  static readonly summary = 'A change of the order is pending; finish or cancel it first. `changeId` names it.';
  constructor(changeId: string) {
    super('A change of this order is pending. Finish or cancel it first.', { details: { changeId } });
  }
}

/** The order, or the ticket, is not one that can be changed. */
export class TicketNotExchangeableError extends DomainError {
  static readonly code = 'TICKET_NOT_EXCHANGEABLE';
  static readonly summary =
    'The order is not confirmed, or a refund of it is under way, or the ticket was given back, or is of that type already; `reason` says which.';
  constructor(reason: 'ORDER_NOT_CONFIRMED' | 'REFUND_PENDING' | 'TICKET_GIVEN_BACK' | 'SAME_TYPE' | 'OTHER_CURRENCY') {
    super('This ticket cannot be exchanged for that type.', { details: { reason } });
  }
}

/** The difference is another than the one that was agreed to. */
export class DifferenceChangedError extends DomainError {
  static readonly code = 'DIFFERENCE_CHANGED';
  static readonly summary = 'Prices or rules have changed since the quote; `difference` is what it would be now.';
  constructor(difference: number) {
    super('The price has changed. Look at the new difference.', { details: { difference } });
  }
}

/** The difference is to be paid, and how was not said. */
export class SettlementRequiredError extends DomainError {
  static readonly code = 'SETTLEMENT_REQUIRED';
  static readonly summary = 'The change costs something, so it must be said how the difference is paid.';
  constructor(difference: number) {
    super('Say how the difference is paid.', {
      details: { difference },
      issues: [{ path: 'input.settlement', message: 'Say how the difference is paid.' }],
    });
  }
}

/** Events would not make the exchange. */
export class ExchangeRefusedError extends DomainError {
  static readonly code = 'EXCHANGE_REFUSED';
  static readonly summary =
    'The ticket was not exchanged, and a payment for it is given back; `reason` is the code, such as INSUFFICIENT_TICKETS.';
  constructor(reason: string) {
    super('The ticket was not exchanged.', { details: { reason } });
  }
}

/** A change that is over, or being made at this moment. */
export class OrderChangeNotPendingError extends DomainError {
  static readonly code = 'ORDER_CHANGE_NOT_PENDING';
  static readonly summary = 'The change is over or cannot be stopped any more; `status` says where it stands.';
  constructor(status: string) {
    super('This change does not await anything any more.', { details: { status } });
  }
}

/** Buyers of this organization do not change names themselves. */
export class AttendeeChangeNotAllowedError extends DomainError {
  static readonly code = 'ATTENDEE_CHANGE_NOT_ALLOWED';
  static readonly summary = 'The organizer does not let buyers change who comes; ask the organizer.';
  constructor() {
    super('Ask the organizer to change who comes.');
  }
}
