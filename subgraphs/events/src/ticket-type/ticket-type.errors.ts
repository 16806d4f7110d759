import { DomainError } from '@ticketbase/kernel';

export class TicketTypeHasSalesError extends DomainError {
  static readonly code = 'TICKET_TYPE_HAS_SALES';
  static readonly summary = 'Tickets of this type were sold or are in a cart; it can be hidden, not deleted.';
  constructor() {
    super('Tickets of this type were sold or are in a cart. It can be hidden, not deleted.');
  }
}

export class TicketTypeKindFixedError extends DomainError {
  static readonly code = 'TICKET_TYPE_KIND_FIXED';
  static readonly summary = 'Some of this type were sold or are in a cart, so that what it gives its buyer stays.';
  constructor() {
    super('Some of this type were sold or are in a cart. What it gives its buyer stays.', {
      issues: [{ path: 'input.kind', message: 'Cannot change any more.' }],
    });
  }
}

export class QuantityBelowSoldError extends DomainError {
  static readonly code = 'QUANTITY_BELOW_SOLD';
  static readonly summary =
    'The quantity would be less than what is sold and held; of several events, `eventId` names the first.';
  constructor(sold: number, held: number, eventId?: string) {
    super(`The quantity cannot be less than the ${sold + held} tickets that are sold or held.`, {
      details: { sold, held, ...(eventId ? { eventId } : {}) },
    });
  }
}
