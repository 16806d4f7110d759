/** What a signed QR code says; docs/selling.md describes its form. */
export interface SignedTicket {
  readonly keyId: string;
  readonly eventId: string;
  readonly ticketId: string;
  readonly ticketTypeId: string;
  readonly serial: number;
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

const PREFIX = 'TB2.';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SIGNED = 55;
const LENGTH = SIGNED + 64;

/** Whether a text claims to be a signed ticket. */
export const isSignedForm = (text: string): boolean => text.trim().toUpperCase().startsWith(PREFIX);

/** Reads a signed QR code, its signature not yet verified. Undefined if it has not that form. */
export function readSignedTicket(text: string): SignedTicket | undefined {
  const bytes = fromBase32(text.trim().toUpperCase().slice(PREFIX.length));
  if (!isSignedForm(text) || bytes?.length !== LENGTH || bytes[0] !== 2) return undefined;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  const uuid = (at: number) =>
    hex.slice(at * 2, at * 2 + 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
  return {
    ...{ keyId: hex.slice(2, 10), eventId: uuid(5), ticketId: uuid(21), ticketTypeId: uuid(37) },
    serial: Number.parseInt(hex.slice(106, 110), 16),
    signed: bytes.slice(0, SIGNED),
    signature: bytes.slice(SIGNED),
  };
}

/** Whether it was signed with the private half of this public key. */
export async function isSignedBy({ signed, signature }: SignedTicket, publicKey: string): Promise<boolean> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey };
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, signed);
}

/** How the door list names a code that people type. Letters that look like digits are read as those. */
export async function codeHash(code: string): Promise<string> {
  const symbols = code
    .trim()
    .replace(/^tb1\./i, '')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(symbols));
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 32);
}

function fromBase32(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes: number[] = [];
  let [bits, pending] = [0, 0];
  for (const symbol of text) {
    const value = ALPHABET.indexOf(symbol);
    if (value < 0) return undefined;
    pending = (pending << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(pending >> bits);
    pending &= (1 << bits) - 1;
  }
  return bits < 5 && pending === 0 ? Uint8Array.from(bytes) : undefined;
}
