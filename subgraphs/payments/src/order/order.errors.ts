import { DomainError } from '@ticketbase/kernel';

/** The payment of an order could not be started. */
export class PaymentNotStartedError extends DomainError {
  static readonly code = 'PAYMENT_NOT_STARTED';
  static readonly summary =
    'The payment plugin did not start the payment; the cart is open again. `reason` is the plugin’s code.';
  constructor(reason: string) {
    super('The payment could not be started. Try again, or choose another way to pay.', { details: { reason } });
  }
}

/** The plugin says that another amount was paid than is due. */
export class PaymentMismatchError extends DomainError {
  static readonly code = 'PAYMENT_MISMATCH';
  static readonly summary = 'The amount or currency that was paid is not what the order costs; nothing was confirmed.';
  override readonly logLevel = 'error';
  constructor() {
    super('What was paid is not what the order costs. The organizer has to look into it.');
  }
}

/** The plugin could not say whether the money came. */
export class PaymentUnknownError extends DomainError {
  static readonly code = 'PAYMENT_UNKNOWN';
  static readonly summary = 'The payment plugin could not say whether the money came; `reason` is its code.';
  override readonly logLevel = 'warn';
  constructor(reason: string) {
    super('Whether the money came is not known yet. Ask again shortly.', { details: { reason } });
  }
}

/** An order that cannot take a payment. */
export class OrderNotPayableError extends DomainError {
  static readonly code = 'ORDER_NOT_PAYABLE';
  static readonly summary =
    'The order is paid, free or cancelled, so no payment can be recorded; `status` says where it stands.';
  constructor(status: string) {
    super('No payment can be recorded for this order.', { details: { status } });
  }
}

/** Money came for an order whose tickets are gone. */
export class OrderExpiredNoStockError extends DomainError {
  static readonly code = 'ORDER_EXPIRED_NO_STOCK';
  static readonly summary =
    'The payment came after the order’s tickets were gone; it is refunded and the buyer is told.';
  constructor() {
    super('The tickets were sold meanwhile. The payment is refunded.');
  }
}

/** An order that is too far along to be called off. */
export class OrderNotCancellableError extends DomainError {
  static readonly code = 'ORDER_NOT_CANCELLABLE';
  static readonly summary = 'The order is paid or over; a paid one is refunded instead. `status` says where it stands.';
  constructor(status: string) {
    super('This order cannot be cancelled; refund it if it is paid.', { details: { status } });
  }
}

/** The order has no tickets to send. */
export class OrderHasNoTicketsError extends DomainError {
  static readonly code = 'ORDER_HAS_NO_TICKETS';
  static readonly summary = 'The order has no valid tickets that could be sent.';
  constructor() {
    super('This order has no valid tickets.');
  }
}

/** Another request, or a sweep, works on the order at this moment. */
export class OrderBusyError extends DomainError {
  static readonly code = 'ORDER_BUSY';
  static readonly summary = 'Another request is working on the order; ask again shortly.';
  constructor() {
    super('Another request is working on this order. Ask again shortly.');
  }
}

/** The cart was changed while it was checked out. */
export class CartChangedError extends DomainError {
  static readonly code = 'CART_CHANGED';
  static readonly summary = 'The cart was changed while it was being checked out; look at it and try again.';
  constructor() {
    super('The cart was changed meanwhile. Look at it and try again.');
  }
}

/** The cart’s event was cancelled. */
export class EventCancelledForSaleError extends DomainError {
  static readonly code = 'EVENT_SALES_ENDED';
  static readonly summary = 'The event was cancelled, so nothing can be bought for it.';
  constructor() {
    super('The event was cancelled.');
  }
}
