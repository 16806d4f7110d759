import { DomainError } from '@ticketbase/kernel';

export class InsufficientTicketsError extends DomainError {
  static readonly code = 'INSUFFICIENT_TICKETS';
  static readonly summary =
    'There are fewer tickets left than asked for: `available` of the type `ticketTypeId`. Nothing was held.';
  constructor(ticketTypeId: string, available: number) {
    super('There are not that many tickets left.', { details: { ticketTypeId, available: Math.max(available, 0) } });
  }
}

export class SalesNotOpenError extends DomainError {
  static readonly code = 'SALES_NOT_OPEN';
  static readonly summary = 'The event, or the ticket type `ticketTypeId`, is not on sale now.';
  constructor(details: { eventId: string; ticketTypeId?: string; opensAt?: string }) {
    super('These tickets are not on sale now.', { details });
  }
}

export class QuantityNotAllowedError extends DomainError {
  static readonly code = 'QUANTITY_NOT_ALLOWED';
  static readonly summary = 'An order takes from `minPerOrder` to `maxPerOrder` tickets of the type `ticketTypeId`.';
  constructor(ticketTypeId: string, minPerOrder: number, maxPerOrder: number) {
    super(`An order takes from ${minPerOrder} to ${maxPerOrder} of these tickets.`, {
      details: { ticketTypeId, minPerOrder, maxPerOrder },
    });
  }
}

export class HoldAlreadyIssuedError extends DomainError {
  static readonly code = 'HOLD_ALREADY_ISSUED';
  static readonly summary = 'The hold has been turned into the tickets of an order and cannot be changed.';
  constructor() {
    super('This hold has been turned into tickets.');
  }
}

export class HoldReleasedError extends DomainError {
  static readonly code = 'HOLD_RELEASED';
  static readonly summary = 'The hold was given back and cannot be extended.';
  constructor() {
    super('This hold was given back.');
  }
}

export class WaitlistOfferExceededError extends DomainError {
  static readonly code = 'WAITLIST_OFFER_EXCEEDED';
  static readonly summary =
    'A cart of what the waitlist offered takes no more than that: `offered` of the type `ticketTypeId`, and add-ons.';
  constructor(ticketTypeId: string, offered: number) {
    super('Only what was offered can be bought with this offer. Buy other tickets in a cart of their own.', {
      details: { ticketTypeId, offered },
    });
  }
}
