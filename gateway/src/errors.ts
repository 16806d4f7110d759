import { DomainError, type Issue } from '@ticketbase/kernel';

/** A refusal that is also an HTTP status: for faults found before an operation runs. */
export abstract class RequestError extends DomainError {
  readonly status: number = 400;
}

/** The request is not GraphQL over HTTP as specified. */
export class BadRequestError extends RequestError {
  static readonly code = 'BAD_REQUEST';
  static readonly summary = 'The request is not well-formed GraphQL over HTTP: JSON, parameters, or upload parts.';
  constructor(message: string, issues?: readonly Issue[]) {
    super(message, { issues });
  }
}

/** The body, or a file in it, is larger than the gateway takes. */
export class PayloadTooLargeError extends RequestError {
  static readonly code = 'PAYLOAD_TOO_LARGE';
  static readonly summary = 'The body, or a file in it, is larger than allowed; `limit` is the most bytes or files.';
  override readonly status = 413;
  constructor(what: string, limit: number, unit: 'bytes' | 'files' = 'bytes') {
    super(`${what} is larger than allowed: at most ${limit} ${unit}.`, { details: { limit } });
  }
}

/** The document is too long. */
export class QueryTooLargeError extends RequestError {
  static readonly code = 'QUERY_TOO_LARGE';
  static readonly summary = 'The GraphQL document has more tokens or characters than allowed; `limit` is the most.';
  constructor(limit: number, unit: 'tokens' | 'characters') {
    super(`The document has more than ${limit} ${unit}.`, { details: { limit } });
  }
}

/** The operation nests too deep. */
export class QueryTooDeepError extends RequestError {
  static readonly code = 'QUERY_TOO_DEEP';
  static readonly summary = 'The operation nests fields deeper than allowed; `limit` is the most levels.';
  constructor(limit: number) {
    super(`The operation nests fields more than ${limit} levels deep.`, { details: { limit } });
  }
}

/** The operation has too many aliases. */
export class QueryTooManyAliasesError extends RequestError {
  static readonly code = 'QUERY_TOO_MANY_ALIASES';
  static readonly summary = 'The operation has more aliases than allowed, fragments counted wherever they are spread.';
  constructor(limit: number) {
    super(`The operation has more than ${limit} aliases.`, { details: { limit } });
  }
}

/** The operation is too large once its fragments are spread, or has too many root fields or directives. */
export class QueryTooComplexError extends RequestError {
  static readonly code = 'QUERY_TOO_COMPLEX';
  static readonly summary =
    'The operation has more selections after its fragments are spread, root fields, directives, equal fields or nesting of lists or variables than allowed.';
  constructor(what: string, limit: number) {
    super(`The operation has more than ${limit} ${what}.`, { details: { limit } });
  }
}

/** The operation could return too much. */
export class QueryTooCostlyError extends RequestError {
  static readonly code = 'QUERY_TOO_COSTLY';
  static readonly summary =
    'The operation may return more objects than allowed; ask for smaller pages. `cost` and `limit` say how far.';
  constructor(cost: number, limit: number) {
    const shown = Math.min(cost, Number.MAX_SAFE_INTEGER);
    super(`The operation costs ${shown}, and at most ${limit} is allowed. Ask for smaller pages.`, {
      details: { cost: shown, limit },
    });
  }
}

/** To plan the operation takes too long. */
export class PlanningTooLongError extends RequestError {
  static readonly code = 'PLANNING_TOO_LONG';
  static readonly summary =
    'To plan the operation takes longer than allowed; ask for less at once. `limit` is the most milliseconds.';
  constructor(limit: number) {
    super(`To plan the operation takes longer than ${limit} milliseconds. Ask for less at once.`, {
      details: { limit },
    });
  }
}

/** The hash of a persisted query is not known here; its text has to come with it once. */
export class PersistedQueryNotFoundError extends RequestError {
  static readonly code = 'PERSISTED_QUERY_NOT_FOUND';
  static readonly summary = 'The hash of a persisted query is not known; send the text with it.';
  /** Clients of automatic persisted queries look for this status and message. */
  override readonly status = 200;
  constructor() {
    super('PersistedQueryNotFound');
  }
}

/** Only known operations may be asked here, and this is none of them. */
export class OperationNotPersistedError extends RequestError {
  static readonly code = 'OPERATION_NOT_PERSISTED';
  static readonly summary = 'This server answers the operations of its own pages only, and this is none of them.';
  override readonly status = 403;
  constructor() {
    super('This server answers only operations that it knows.');
  }
}

/** One caller asks too much within a minute. */
export class RateLimitedError extends RequestError {
  static readonly code = 'RATE_LIMITED';
  static readonly summary = 'Too many requests of one caller or from one address; `retryAfter` is the seconds to wait.';
  override readonly status = 429;
  readonly retryAfter: number;
  constructor(retryAfter: number) {
    super(`Too many requests. Try again in ${retryAfter} seconds.`, { details: { retryAfter } });
    this.retryAfter = retryAfter;
  }
}

/** The gateway holds as many uploaded files as it can. */
export class UploadsBusyError extends RequestError {
  static readonly code = 'UPLOADS_BUSY';
  static readonly summary = 'Too many files are being uploaded at once; trying again shortly will work.';
  override readonly status = 503;
  constructor() {
    super('Too many files are being uploaded at the moment. Try again shortly.');
  }
}

/** The gateway is stopping. */
export class ShuttingDownError extends RequestError {
  static readonly code = 'SHUTTING_DOWN';
  static readonly summary = 'This server is stopping and takes no new requests; the next one will answer.';
  override readonly status = 503;
  constructor() {
    super('This server is stopping and takes no new requests.');
  }
}
