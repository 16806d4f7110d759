import { type KeyObject, sign, verify } from 'node:crypto';
import { base32, fromBase32 } from './base32.ts';

/** Marks a signed ticket; docs/selling.md describes the form for those who write scanners. */
const PREFIX = 'TB2.';
const VERSION = 2;
const SIGNED_BYTES = 55;
const SIGNATURE_BYTES = 64;

/** What a signed QR code says. */
export interface QrClaims {
  /** Of the key that signs: eight hexadecimal digits. */
  readonly keyId: string;
  readonly eventId: string;
  readonly ticketId: string;
  readonly ticketTypeId: string;
  /** Raised by whatever makes the codes before it void, from 1 to 65,535. */
  readonly serial: number;
}

/** A payload as it was read, its signature not yet verified. */
export interface ReadQr extends QrClaims {
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/**
 * The text of a ticket's QR code: 119 bytes in base 32, whose letters a QR code packs tightly. Ed25519 gives the same
 * signature each time, so that a ticket has the same picture wherever it is shown.
 */
export function signQr(claims: QrClaims, privateKey: KeyObject): string {
  const bytes = bytesOf(claims);
  return PREFIX + base32(Buffer.concat([bytes, sign(null, bytes, privateKey)]));
}

/** Reads a payload, whoever signed it. Undefined if it has not this form. */
export function readQr(text: string): ReadQr | undefined {
  const given = text.trim().toUpperCase();
  if (!given.startsWith(PREFIX) || given.length > 250) return undefined;
  const bytes = fromBase32(given.slice(PREFIX.length));
  if (bytes?.length !== SIGNED_BYTES + SIGNATURE_BYTES || bytes[0] !== VERSION) return undefined;
  return {
    keyId: bytes.toString('hex', 1, 5),
    eventId: uuidAt(bytes, 5),
    ticketId: uuidAt(bytes, 21),
    ticketTypeId: uuidAt(bytes, 37),
    serial: bytes.readUInt16BE(53),
    signed: bytes.subarray(0, SIGNED_BYTES),
    signature: bytes.subarray(SIGNED_BYTES),
  };
}

/** Whether a payload was signed with the private half of this key. */
export const isSignedBy = ({ signed, signature }: ReadQr, publicKey: KeyObject): boolean =>
  verify(null, signed, publicKey, signature);

function bytesOf({ keyId, eventId, ticketId, ticketTypeId, serial }: QrClaims): Buffer {
  const bytes = Buffer.alloc(SIGNED_BYTES);
  bytes[0] = VERSION;
  bytes.write(keyId, 1, 4, 'hex');
  for (const [index, id] of [eventId, ticketId, ticketTypeId].entries()) {
    bytes.write(id.replaceAll('-', ''), 5 + index * 16, 16, 'hex');
  }
  bytes.writeUInt16BE(serial, 53);
  return bytes;
}

const uuidAt = (bytes: Buffer, at: number) =>
  bytes.toString('hex', at, at + 16).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
