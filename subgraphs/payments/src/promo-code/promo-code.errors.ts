import { DomainError } from '@ticketbase/kernel';

/** No promo code of that name holds for this cart. */
export class PromoCodeInvalidError extends DomainError {
  static readonly code = 'PROMO_CODE_INVALID';
  static readonly summary = 'There is no such promo code for what is in the cart.';
  constructor() {
    super('There is no such promo code for what is in the cart.');
  }
}

/** The promo code does not hold now. */
export class PromoCodeExpiredError extends DomainError {
  static readonly code = 'PROMO_CODE_EXPIRED';
  static readonly summary = 'The promo code does not hold yet, or does not hold any more.';
  constructor() {
    super('The promo code does not hold at this time.');
  }
}

/** The promo code was used as often as it may be. */
export class PromoCodeExhaustedError extends DomainError {
  static readonly code = 'PROMO_CODE_EXHAUSTED';
  static readonly summary = 'The promo code was used as often as it may be.';
  constructor() {
    super('The promo code was used as often as it may be.');
  }
}

/** This buyer used the promo code as often as one buyer may. */
export class PromoCodeUsedError extends DomainError {
  static readonly code = 'PROMO_CODE_USED';
  static readonly summary = 'This buyer used the promo code as often as one buyer may.';
  constructor() {
    super('You have used this promo code as often as one buyer may.');
  }
}

/** Somebody guesses. */
export class TooManyPromoCodesError extends DomainError {
  static readonly code = 'TOO_MANY_PROMO_CODES';
  static readonly summary =
    'From here too many promo codes were tried in vain; `retryAfterSeconds` says when to try again.';
  constructor(retryAfterSeconds: number) {
    super('Too many promo codes were tried. Try again later.', { details: { retryAfterSeconds } });
  }
}

/** The organization has a promo code of that name. */
export class PromoCodeTakenError extends DomainError {
  static readonly code = 'PROMO_CODE_TAKEN';
  static readonly summary = 'The organization has a promo code of that name already.';
  constructor(code: string) {
    super(`There is a promo code ${code} already.`, {
      issues: [{ path: 'input.code', message: 'Is taken.' }],
    });
  }
}
