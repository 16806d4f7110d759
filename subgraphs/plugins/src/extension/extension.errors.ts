import { DomainError } from '@ticketbase/kernel';

/** The query of a component was refused or failed. */
export class ExtensionInputFailedError extends DomainError {
  static readonly code = 'EXTENSION_INPUT_FAILED';
  static readonly summary =
    'The query that a component takes its input from failed; `reason` is the code of its error.';
  constructor(message: string, reason: unknown) {
    super(`The component’s data cannot be read: ${message}`, {
      details: typeof reason === 'string' ? { reason } : undefined,
    });
  }
}
