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
