import { Binary, type Document, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { isDocument } from '../document.ts';

/**
 * The order of types in MongoDB, from the lowest: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 * The numbers are the first byte of a value in an index key, so they must never change.
 */
export const TYPE = {
  minKey: 0x05,
  emptyArray: 0x09,
  null: 0x0a,
  number: 0x10,
  string: 0x14,
  object: 0x18,
  array: 0x1c,
  binary: 0x20,
  objectId: 0x24,
  boolean: 0x28,
  date: 0x2c,
  timestamp: 0x30,
  regex: 0x34,
  other: 0x38,
  maxKey: 0xf0,
} as const;

/** The place of the value's type in the order of types. A missing value counts as null. */
export function typeRank(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return TYPE.null;
    case 'number':
      return TYPE.number;
    case 'string':
      return TYPE.string;
    case 'boolean':
      return TYPE.boolean;
  }
  if (value === null) return TYPE.null;
  if (Array.isArray(value)) return TYPE.array;
  if (isDocument(value)) return TYPE.object;
  if (value instanceof ObjectId) return TYPE.objectId;
  if (value instanceof Date) return TYPE.date;
  if (value instanceof Binary || value instanceof Uint8Array) return TYPE.binary;
  if (value instanceof RegExp) return TYPE.regex;
  if (value instanceof Timestamp) return TYPE.timestamp;
  if (value instanceof MinKey) return TYPE.minKey;
  if (value instanceof MaxKey) return TYPE.maxKey;
  return TYPE.other;
}

/** Orders any two values as MongoDB does: by type, then within the type; strings by code point. */
export function compareValues(a: unknown, b: unknown): number {
  const rank = typeRank(a);
  const difference = rank - typeRank(b);
  if (difference) return difference;
  switch (rank) {
    case TYPE.number:
      return compareNumbers(a as number, b as number);
    case TYPE.string:
      return compareStrings(a as string, b as string);
    case TYPE.boolean:
      return Number(a) - Number(b);
    case TYPE.date:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime());
    case TYPE.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case TYPE.binary:
      return compareBinaries(a as Binary, b as Binary);
    case TYPE.array:
      return compareLists(a as unknown[], b as unknown[]);
    case TYPE.object:
      return compareDocuments(a as Document, b as Document);
    case TYPE.regex:
      return compareStrings(String(a), String(b));
    case TYPE.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    default:
      return 0;
  }
}

/** Bytes and subtype of either form a binary value may have. */
export function binaryParts(value: Binary | Uint8Array): { subtype: number; bytes: Uint8Array } {
  if (!(value instanceof Binary)) return { subtype: 0, bytes: value };
  return { subtype: value.sub_type, bytes: value.buffer.subarray(0, value.position) };
}

// NaN is the lowest number; -0 equals 0.
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

// UTF-16 units order characters beyond U+FFFF before U+E000; code points, like UTF-8 bytes, do not.
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return x >= 0xd800 || y >= 0xd800 ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : x - y;
  }
  return a.length - b.length;
}

function compareBinaries(a: Binary | Uint8Array, b: Binary | Uint8Array): number {
  const x = binaryParts(a);
  const y = binaryParts(b);
  return x.bytes.length - y.bytes.length || x.subtype - y.subtype || Buffer.compare(x.bytes, y.bytes);
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i]);
    if (order) return order;
  }
  return a.length - b.length;
}

function compareDocuments(a: Document, b: Document): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const [nameA, valueA] = left[i]!;
    const [nameB, valueB] = right[i]!;
    const order = typeRank(valueA) - typeRank(valueB) || compareStrings(nameA, nameB) || compareValues(valueA, valueB);
    if (order) return order;
  }
  return left.length - right.length;
}
