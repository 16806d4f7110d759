import { DomainError } from '@ticketbase/kernel';

/** More was to be given back than is left of what was paid. */
export class RefundExceedsPaidError extends DomainError {
  static readonly code = 'REFUND_EXCEEDS_PAID';
  static readonly summary = 'Less is left of what was paid; `available` is how much, in minor units.';
  constructor(available: number) {
    super('This is more than is left of what was paid.', { details: { available } });
  }
}

/** An order of which nothing can be refunded. */
export class OrderNotRefundableError extends DomainError {
  static readonly code = 'ORDER_NOT_REFUNDABLE';
  static readonly summary =
    'Only confirmed orders are refunded, and money that came for an order that had ended; `status` says where it stands.';
  constructor(status: string) {
    super('Only confirmed orders are refunded.', { details: { status } });
  }
}

/** The payment provider refused the refund. */
export class RefundFailedError extends DomainError {
  static readonly code = 'REFUND_FAILED';
  static readonly summary = 'The payment plugin refused the refund; nothing was given back. `reason` is its code.';
  override readonly logLevel = 'warn';
  constructor(reason: string) {
    super('The refund was refused. Nothing was given back.', { details: { reason } });
  }
}

/** A refund that has ended, or was given back by hand from the start. */
export class RefundNotPendingError extends DomainError {
  static readonly code = 'REFUND_NOT_PENDING';
  static readonly summary = 'The refund has ended; `status` says how.';
  constructor(status: string) {
    super('This refund has ended.', { details: { status } });
  }
}
