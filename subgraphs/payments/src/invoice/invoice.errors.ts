import { DomainError } from '@ticketbase/kernel';

/** The organization has not said who it is. */
export class InvoiceSettingsMissingError extends DomainError {
  static readonly code = 'INVOICE_SETTINGS_MISSING';
  static readonly summary = 'The organization’s name and address for invoices are not set.';
  constructor() {
    super('Set the name and address for invoices first.');
  }
}

/** An order that has no invoice yet and gets none. */
export class OrderNotInvoiceableError extends DomainError {
  static readonly code = 'ORDER_NOT_INVOICEABLE';
  static readonly summary =
    'Only confirmed orders that cost something and of which nothing was given back get an invoice; `status` says where this one stands.';
  constructor(status: string) {
    super('This order gets no invoice.', { details: { status } });
  }
}
