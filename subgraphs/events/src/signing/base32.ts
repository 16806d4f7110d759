/** RFC 4648, without padding. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Writes bytes in capital letters and digits. */
export function base32(bytes: Uint8Array): string {
  let [text, bits, pending] = ['', 0, 0];
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(pending >> bits) & 31];
    }
    pending &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(pending << (5 - bits)) & 31] : text;
}

/** The bytes again; undefined if the text was not written so. */
export function fromBase32(text: string): Buffer | undefined {
  const bytes: number[] = [];
  let [bits, pending] = [0, 0];
  for (const symbol of text) {
    const value = ALPHABET.indexOf(symbol);
    if (value < 0) return undefined;
    pending = (pending << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(pending >> bits);
      pending &= (1 << bits) - 1;
    }
  }
  // One way to write each ticket: what is left over is less than a symbol, and zero.
  return bits < 5 && pending === 0 ? Buffer.from(bytes) : undefined;
}
