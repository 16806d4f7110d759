import { DomainError } from '@ticketbase/kernel';

/** Where a buyer joins the line of an event. */
export interface JoinHere {
  readonly eventId: string;
  readonly joinUrl: string;
}

export class WaitingRoomRequiredError extends DomainError {
  static readonly code = 'WAITING_ROOM_REQUIRED';
  static readonly summary =
    'Many want tickets of this event (`eventId`): buyers wait their turn first, at `joinUrl` or by joinWaitingRoom, from `opensAt` on.';
  constructor(join: JoinHere & { readonly opensAt: string }) {
    super('There is a waiting room before these tickets. Join it, and buy when it is your turn.', {
      details: { ...join },
    });
  }
}

export class AdmissionInvalidError extends DomainError {
  static readonly code = 'ADMISSION_INVALID';
  static readonly summary = 'The admission was not given by the waiting room of this event; join it at `joinUrl`.';
  constructor(join: JoinHere) {
    super('This admission is not one for this event.', { details: { ...join } });
  }
}

export class AdmissionExpiredError extends DomainError {
  static readonly code = 'ADMISSION_EXPIRED';
  static readonly summary = 'The time to open a cart after one’s turn came is over; join the line again at `joinUrl`.';
  constructor(join: JoinHere) {
    super('Your time to choose tickets is over. Join the waiting room again.', { details: { ...join } });
  }
}

export class AdmissionInUseError extends DomainError {
  static readonly code = 'ADMISSION_IN_USE';
  static readonly summary =
    'The admission has an open cart, or its purchase was made: it is good for one at a time, and for one purchase.';
  constructor() {
    super('This admission has a cart already. Finish it or give it back.');
  }
}

export class WaitingRoomClosedError extends DomainError {
  static readonly code = 'WAITING_ROOM_CLOSED';
  static readonly summary = 'The event has no waiting room, or it is closed.';
  constructor() {
    super('There is no waiting room to join.');
  }
}

export class TurnNotComeError extends DomainError {
  static readonly code = 'TURN_NOT_COME';
  static readonly summary = 'It is not this place’s turn yet, or the line is paused.';
  constructor() {
    super('It is not your turn yet.');
  }
}

export class TurnMissedError extends DomainError {
  static readonly code = 'TURN_MISSED';
  static readonly summary = 'The turn was not taken while it lasted; join the line again at `joinUrl`.';
  constructor(join: JoinHere) {
    super('Your turn came and was not taken in time. Join the waiting room again.', { details: { ...join } });
  }
}

export class TooManyPlacesError extends DomainError {
  static readonly code = 'TOO_MANY_PLACES';
  static readonly summary = 'From here as many places in the line were taken within an hour as there may be (`limit`).';
  constructor(limit: number) {
    super('Too many places in this waiting room were taken from here.', { details: { limit } });
  }
}
