import { DomainError } from '@ticketbase/kernel';

export class ChallengeExpiredError extends DomainError {
  static readonly code = 'CHALLENGE_EXPIRED';
  static readonly summary = 'The login waited longer than five minutes for its code, or was completed; log in again.';
  constructor() {
    super('This login has waited too long. Start again.');
  }
}

export class InvalidTwoFactorCodeError extends DomainError {
  static readonly code = 'INVALID_TWO_FACTOR_CODE';
  static readonly summary = 'The code is wrong, or was used before.';
  constructor() {
    super('The code is wrong or was used before.');
  }
}

export class TwoFactorAlreadyEnabledError extends DomainError {
  static readonly code = 'TWO_FACTOR_ALREADY_ENABLED';
  static readonly summary = 'Two-factor sign-in is on; turn it off before setting up another authenticator.';
  constructor() {
    super('Two-factor sign-in is on already.');
  }
}

export class TwoFactorNotEnabledError extends DomainError {
  static readonly code = 'TWO_FACTOR_NOT_ENABLED';
  static readonly summary = 'Two-factor sign-in is off, or was not set up yet.';
  constructor() {
    super('Two-factor sign-in is not set up.');
  }
}
