import { DomainError } from '@ticketbase/kernel';

export class InvalidCredentialsError extends DomainError {
  static readonly code = 'INVALID_CREDENTIALS';
  static readonly summary = 'The email address and the password do not go together; it is not said which is wrong.';
  constructor() {
    super('The email address or the password is wrong.');
  }
}

export class TooManyAttemptsError extends DomainError {
  static readonly code = 'TOO_MANY_ATTEMPTS';
  static readonly summary =
    'Too many wrong passwords or codes for this account, or wrong passwords from this network; `retryAfter` says in how many seconds to try again.';
  override readonly logLevel = 'warn';
  constructor(retryAfter: number) {
    super(`Too many attempts. Try again in ${retryAfter} seconds.`, { details: { retryAfter } });
  }
}

export class InvalidRefreshTokenError extends DomainError {
  static readonly code = 'INVALID_REFRESH_TOKEN';
  static readonly summary = 'The refresh token is unknown, used, expired, or its session was ended; sign in again.';
  constructor() {
    super('This session cannot be continued. Sign in again.');
  }
}

export class NoOrganizationError extends DomainError {
  static readonly code = 'NO_ORGANIZATION';
  static readonly summary = 'The account belongs to no organization any more; an invitation brings it into one.';
  constructor() {
    super('This account belongs to no organization. Ask for an invitation to one.');
  }
}

export class EmailTakenError extends DomainError {
  static readonly code = 'EMAIL_TAKEN';
  static readonly summary = 'There is an account with this email address already.';
  constructor() {
    super('There is an account with this email address already.', {
      issues: [{ path: 'input.email', message: 'Is taken.' }],
    });
  }
}
