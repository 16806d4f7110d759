/** Why an embedded service could not be started. */
export type EmbeddedErrorCode =
  | 'EMBEDDED_DATA_IN_USE'
  | 'EMBEDDED_PORT_TAKEN'
  | 'EMBEDDED_NO_ACCOUNT'
  | 'EMBEDDED_UNSUPPORTED'
  | 'EMBEDDED_START_FAILED';

/** A start-up failure with a code a program can tell apart and a message a person can act on. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
