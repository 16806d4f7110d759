import { DomainError } from '@ticketbase/kernel';

export class WaitlistClosedError extends DomainError {
  static readonly code = 'WAITLIST_CLOSED';
  static readonly summary = 'The event has no waitlist, or it takes nobody any more.';
  constructor() {
    super('There is no waitlist for these tickets.');
  }
}

export class TicketsAvailableError extends DomainError {
  static readonly code = 'TICKETS_AVAILABLE';
  static readonly summary = 'There are tickets on sale (`available`), so there is nothing to wait for.';
  constructor(available: number) {
    super('There are tickets on sale right now: buy them instead of waiting.', { details: { available } });
  }
}

export class TooManyWaitlistAttemptsError extends DomainError {
  static readonly code = 'TOO_MANY_WAITLIST_ATTEMPTS';
  static readonly summary = 'From here the waitlists were asked too often; `retryAfterSeconds` says when to ask again.';
  constructor(retryAfterSeconds: number) {
    super('Too many attempts. Try again later.', { details: { retryAfterSeconds } });
  }
}

export class WaitlistOfferNotMadeError extends DomainError {
  static readonly code = 'WAITLIST_OFFER_NOT_MADE';
  static readonly summary = 'This place on the waitlist was not offered tickets yet.';
  constructor() {
    super('You are still on the waitlist; you get a mail when tickets are free.');
  }
}

export class WaitlistOfferOverError extends DomainError {
  static readonly code = 'WAITLIST_OFFER_OVER';
  static readonly summary = 'The offer was not taken in time, or was given up; its tickets went to the next in line.';
  constructor() {
    super('This offer is over: its tickets went to the next in line.');
  }
}
