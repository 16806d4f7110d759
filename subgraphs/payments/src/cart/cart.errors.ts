import { DomainError } from '@ticketbase/kernel';

/** The cart's tickets are not set aside any more. */
export class CartExpiredError extends DomainError {
  static readonly code = 'CART_EXPIRED';
  static readonly summary = 'The cart expired or was released; its tickets went back on sale.';
  constructor() {
    super('The cart has expired. Choose the tickets again.');
  }
}

/** The cart became an order. */
export class CartCheckedOutError extends DomainError {
  static readonly code = 'CART_CHECKED_OUT';
  static readonly summary = 'The cart became an order already and cannot be changed.';
  constructor() {
    super('The cart became an order already.');
  }
}

/** One client holds tickets of the event in as many carts as it may. */
export class TooManyCartsError extends DomainError {
  static readonly code = 'TOO_MANY_CARTS';
  static readonly summary =
    'From here as many carts and unpaid orders for the event are open as there may be (`limit`); finish or release one.';
  constructor(limit: number) {
    super('Too many carts for this event are open from here. Finish or release one of them first.', {
      details: { limit },
    });
  }
}
