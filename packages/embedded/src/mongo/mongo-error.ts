/** The codes of MongoDB that this server answers with. */
export const CODE_NAMES = {
  2: 'BadValue',
  8: 'UnknownError',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  17: 'ProtocolError',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  115: 'CommandNotSupported',
  171: 'CannotIndexParallelArrays',
  238: 'NotImplemented',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  17280: 'KeyTooLong',
  40324: 'UnrecognizedStage',
} as const;

export type MongoErrorCode = keyof typeof CODE_NAMES;

/** A refusal that goes to the client as MongoDB would word it: a numeric code, its name, a message. */
export class MongoError extends Error {
  override readonly name = 'MongoError';
  readonly code: MongoErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: MongoErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get codeName(): string {
    return CODE_NAMES[this.code];
  }
}

/** What was thrown, as an error for the client. mingo and BSON throw plain errors on input they cannot take. */
export function asMongoError(thrown: unknown): MongoError {
  if (thrown instanceof MongoError) return thrown;
  if (thrown instanceof RangeError) return new MongoError(15, 'The value is nested too deeply or is too large');
  return new MongoError(2, thrown instanceof Error ? thrown.message : 'Unknown error');
}
