import { Decimal128, type Document, deserialize, Long, serialize } from 'bson';
import { MongoError } from './mongo-error.ts';

export type { Document } from 'bson';

/** As in MongoDB. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 100;

// Reachable from any value, these names would let a path leave the document it starts in.
const REFUSED_NAMES = new Set(['__proto__', 'constructor']);

/** Reads BSON into plain values: numbers, strings, dates; ObjectId, UUID and Binary stay what they are. */
export const decode = (bytes: Uint8Array): Document => deserialize(bytes);

/** Writes a document. @throws MongoError BSONObjectTooLarge */
export function encode(document: Document): Uint8Array {
  const bytes = serialize(document, { ignoreUndefined: false });
  if (bytes.length <= MAX_DOCUMENT_BYTES) return bytes;
  throw new MongoError(10334, `BSONObj size: ${bytes.length} is larger than ${MAX_DOCUMENT_BYTES}`);
}

/** True for an embedded document, not for an array, a date or another BSON value. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Refuses what cannot be kept or computed rightly: integers that are no exact number here, Decimal128, names that reach
 * into prototypes, and nesting without end.
 */
export function checkValue(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw new MongoError(15, `Documents are nested at most ${MAX_DEPTH} levels deep`);
  if (value instanceof Decimal128) {
    throw new MongoError(
      2,
      'Decimal128 is not supported by this server: keep amounts as integers of the smallest unit',
    );
  }
  if (value instanceof Long && value._bsontype === 'Long') {
    throw new MongoError(2, `The integer ${value} is outside ±(2^53 - 1), the range this server computes exactly`);
  }
  if (Array.isArray(value)) {
    for (const item of value) checkValue(item, depth + 1);
    return;
  }
  if (!isDocument(value)) return;
  for (const [name, item] of Object.entries(value)) {
    checkName(name);
    checkValue(item, depth + 1);
  }
}

/** Refuses a field name or dotted path that reaches into prototypes. */
export function checkName(path: string): void {
  const refused = path.split('.').find(name => REFUSED_NAMES.has(name));
  if (refused) throw new MongoError(2, `The field name '${refused}' is not allowed`);
}

/** Takes an optional field of a command. @throws MongoError TypeMismatch if it is of another type */
export function expectDocument(value: unknown, field: string): Document {
  if (value === undefined || value === null) return {};
  if (isDocument(value)) return value;
  throw new MongoError(14, `Expected field '${field}' to be an object`);
}

/** Takes a list of documents of a command. @throws MongoError TypeMismatch */
export function expectDocuments(value: unknown, field: string): Document[] {
  if (Array.isArray(value) && value.every(isDocument)) return value;
  throw new MongoError(14, `Expected field '${field}' to be an array of objects`);
}

/** Takes an optional count of a command. @throws MongoError BadValue if it is negative or no integer */
export function expectCount(value: unknown, field: string): number {
  if (value === undefined || value === null) return 0;
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new MongoError(2, `Field '${field}' must be a non-negative integer`);
}
