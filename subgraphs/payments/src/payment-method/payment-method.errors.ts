import { DomainError } from '@ticketbase/kernel';

/** The chosen way to pay is not offered. */
export class PaymentMethodUnavailableError extends DomainError {
  static readonly code = 'PAYMENT_METHOD_UNAVAILABLE';
  static readonly summary = 'The organizer does not offer this way to pay; `available` lists those that are offered.';
  constructor(available: readonly string[]) {
    super('The organizer does not offer this way to pay.', { details: { available } });
  }
}

/** Something is due, and no way to pay was chosen. */
export class PaymentMethodRequiredError extends DomainError {
  static readonly code = 'PAYMENT_METHOD_REQUIRED';
  static readonly summary = 'The cart costs something, so checkout needs a payment method.';
  constructor() {
    super('Choose a way to pay.', {
      issues: [{ path: 'input.paymentMethod', message: 'Choose one of the cart’s payment methods.' }],
    });
  }
}
