import { DomainError } from '@ticketbase/kernel';

export class ResetTokenInvalidError extends DomainError {
  static readonly code = 'RESET_TOKEN_INVALID';
  static readonly summary = 'The link to set a new password is unknown, used, or older than an hour.';
  constructor() {
    super('This link no longer works. Ask for a new one.');
  }
}
