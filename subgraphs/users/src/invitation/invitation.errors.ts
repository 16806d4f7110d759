import { DomainError } from '@ticketbase/kernel';

export class InvitationInvalidError extends DomainError {
  static readonly code = 'INVITATION_INVALID';
  static readonly summary = 'The invitation is unknown, taken up, withdrawn or older than seven days.';
  constructor() {
    super('This invitation is no longer open. Ask for a new one.');
  }
}

export class SignInRequiredError extends DomainError {
  static readonly code = 'SIGN_IN_REQUIRED';
  static readonly summary =
    'The invited address has an account: sign in with it, or give its password if it has no second factor.';
  constructor() {
    super('There is an account with this address. Sign in with it, then take up the invitation.');
  }
}
