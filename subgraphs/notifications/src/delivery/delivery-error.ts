/** Why a message could not be handed over, as `Notification.error` says it. */
export type DeliveryErrorCode =
  | 'SMTP_UNAVAILABLE'
  | 'SMTP_REJECTED'
  | 'RECIPIENT_INVALID'
  | 'RENDERING_FAILED'
  | 'SMS_NOT_CONFIGURED'
  | 'ORGANIZATION_UNAVAILABLE'
  | 'TICKETS_UNAVAILABLE'
  | 'INVOICE_UNAVAILABLE';

/** A message was not handed over. */
export class DeliveryError extends Error {
  readonly code: DeliveryErrorCode;
  /** Whether trying again cannot help. */
  readonly permanent: boolean;

  constructor(code: DeliveryErrorCode, permanent: boolean, cause?: unknown) {
    super(code, { cause });
    this.name = 'DeliveryError';
    this.code = code;
    this.permanent = permanent;
  }
}
