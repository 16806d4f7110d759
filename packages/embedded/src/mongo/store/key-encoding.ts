import type { Binary, ObjectId, Timestamp } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { binaryParts, TYPE, typeRank } from '../query/compare-values.ts';

/** LMDB's limit with pages of 4 KB is 1978 bytes; what remains is for the prefixes. */
const MAX_KEY_BYTES = 1960;
const END = 0x00;

/**
 * A value as bytes whose order is the order of compareValues, and of which none is the beginning of another's, so that
 * keys of several values are put one after the other.
 */
export function encodeKey(value: unknown): Buffer {
  const parts: Uint8Array[] = [];
  write(value, parts);
  const key = Buffer.concat(parts);
  if (key.length <= MAX_KEY_BYTES) return key;
  throw new MongoError(17280, `A key of ${key.length} bytes is too long to index: at most ${MAX_KEY_BYTES}`);
}

/** The same bytes in the opposite order, for the descending fields of an index. */
export const inverted = (key: Buffer): Buffer => Buffer.from(key.map(byte => ~byte));

/** The least key that is greater than every key beginning with these bytes. */
export function successor(prefix: Buffer): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  const next = Buffer.from(prefix.subarray(0, end));
  if (end > 0) next[end - 1]!++;
  return next;
}

/** A non-negative integer below 2^32 as a key's first four bytes. */
export function encodeNumber32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function write(value: unknown, parts: Uint8Array[]): void {
  const rank = typeRank(value);
  parts.push(Buffer.of(rank));
  switch (rank) {
    case TYPE.number:
      parts.push(orderedDouble(value as number));
      break;
    case TYPE.date:
      parts.push(orderedDouble((value as Date).getTime()));
      break;
    case TYPE.string:
      parts.push(terminated(value as string));
      break;
    case TYPE.boolean:
      parts.push(Buffer.of(value ? 1 : 0));
      break;
    case TYPE.objectId:
      parts.push((value as ObjectId).id);
      break;
    case TYPE.binary: {
      const { subtype, bytes } = binaryParts(value as Binary);
      parts.push(encodeNumber32(bytes.length), Buffer.of(subtype), bytes);
      break;
    }
    case TYPE.array:
      for (const item of value as unknown[]) write(item, parts);
      parts.push(Buffer.of(END));
      break;
    case TYPE.object:
      for (const [name, item] of Object.entries(value as object)) {
        parts.push(Buffer.of(typeRank(item)), terminated(name));
        write(item, parts);
      }
      parts.push(Buffer.of(END));
      break;
    case TYPE.regex:
      parts.push(terminated(String(value)));
      break;
    case TYPE.timestamp:
      parts.push(Buffer.from((value as Timestamp).toBigInt().toString(16).padStart(16, '0')));
      break;
    case TYPE.other:
      throw new MongoError(2, 'This type of value cannot be a key');
  }
}

// The bits of a double order like integers once negative numbers are inverted and the sign is flipped.
function orderedDouble(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  if (Number.isNaN(value)) return bytes;
  bytes.writeDoubleBE(value === 0 ? 0 : value);
  if (bytes[0]! & 0x80) for (let i = 0; i < 8; i++) bytes[i] = ~bytes[i]!;
  else bytes[0]! |= 0x80;
  return bytes;
}

// 00 ends a string; a 00 within it is followed by FF, which is greater than the end's second 00.
function terminated(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (!bytes.includes(0)) return Buffer.concat([bytes, Buffer.of(0, 0)]);
  const escaped: number[] = [];
  for (const byte of bytes) {
    escaped.push(byte);
    if (byte === 0) escaped.push(0xff);
  }
  return Buffer.from([...escaped, 0, 0]);
}
