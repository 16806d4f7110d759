import { DomainError } from '@ticketbase/kernel';

export class TooManyAccessCodesError extends DomainError {
  static readonly code = 'TOO_MANY_ACCESS_CODES';
  static readonly summary = 'From here too many codes were tried in vain; `retryAfterSeconds` says when to try again.';
  constructor(retryAfterSeconds: number) {
    super('Too many codes were tried. Try again later.', { details: { retryAfterSeconds } });
  }
}
