import { DomainError } from '@ticketbase/kernel';
import type { EventStatus } from './event.entity.ts';

export class InvalidEventTransitionError extends DomainError {
  static readonly code = 'INVALID_EVENT_TRANSITION';
  static readonly summary = 'The event cannot go from its status (`from`) to the one asked for (`to`).';
  constructor(from: EventStatus, to: EventStatus) {
    super(`An event that is ${from} cannot become ${to}.`, { details: { from, to } });
  }
}

export class EventHasNoTicketTypesError extends DomainError {
  static readonly code = 'EVENT_HAS_NO_TICKET_TYPES';
  static readonly summary = 'A published event needs at least one ticket type that can be sold.';
  constructor() {
    super('A published event needs at least one ticket type that can be sold.');
  }
}

export class EventHasNoPlaceError extends DomainError {
  static readonly code = 'EVENT_HAS_NO_PLACE';
  static readonly summary = 'A published event needs a venue or an online URL.';
  constructor() {
    super('A published event needs a venue or an online URL.');
  }
}

export class EventIsOverError extends DomainError {
  static readonly code = 'EVENT_IS_OVER';
  static readonly summary = 'The event would have ended already; a published event ends in the future.';
  constructor() {
    super('A published event must end in the future.');
  }
}

export class EventHasSoldTicketsError extends DomainError {
  static readonly code = 'EVENT_HAS_SOLD_TICKETS';
  static readonly summary = 'Tickets of the event were sold or are in a cart; it can be cancelled, not deleted.';
  constructor() {
    super('Tickets of this event were sold or are in a cart. It can be cancelled, not deleted.');
  }
}

export class EventNotEditableError extends DomainError {
  static readonly code = 'EVENT_NOT_EDITABLE';
  static readonly summary = 'The event is cancelled or completed and cannot be changed any more.';
  constructor(status: EventStatus) {
    super(`An event that is ${status} cannot be changed.`, { details: { status } });
  }
}

export class CapacityBelowSoldError extends DomainError {
  static readonly code = 'CAPACITY_BELOW_SOLD';
  static readonly summary =
    'The capacity would be less than what is sold and held; of several events, `eventId` names the first.';
  private readonly sold: number;
  private readonly held: number;
  constructor(sold: number, held: number, eventId?: string) {
    super(`The capacity cannot be less than the ${sold + held} tickets that are sold or held.`, {
      details: { sold, held, ...(eventId ? { eventId } : {}) },
    });
    this.sold = sold;
    this.held = held;
  }

  /** The same, where it must be said of which event. */
  of(eventId: string): CapacityBelowSoldError {
    return new CapacityBelowSoldError(this.sold, this.held, eventId);
  }
}
