/** One fault in an input: where it is, and what is wrong there. */
export interface Issue {
  /** Dotted path inside the input, e.g. `input.ticketTypes.0.price`; empty for the input as a whole. */
  readonly path: string;
  readonly message: string;
}

export interface DomainErrorOptions {
  readonly issues?: readonly Issue[];
  /** Facts a client may act on, added to `extensions` beside the code. Never secrets, never internals. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * A refusal that the domain foresees. Its code and message are part of the public API and reach the client;
 * everything else thrown is an unexpected fault and reaches the client as INTERNAL_SERVER_ERROR only.
 *
 * A subclass states `static readonly code` (SCREAMING_SNAKE_CASE) and `static readonly summary` (one sentence for
 * docs/errors.md); `npm run check` compares those with the document both ways.
 */
export abstract class DomainError extends Error {
  readonly issues?: readonly Issue[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly logLevel: LogLevel = 'info';

  constructor(message: string, options: DomainErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.issues = options.issues;
    this.details = options.details;
  }

  /** The code that clients match on. */
  get code(): string {
    return (this.constructor as typeof DomainError & { readonly code: string }).code;
  }

  /** What a client finds under `extensions`. */
  toExtensions(): Record<string, unknown> {
    return { ...this.details, code: this.code, ...(this.issues ? { issues: this.issues } : {}) };
  }
}
