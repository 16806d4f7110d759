import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that nothing looks like something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 13 × 5 bits = 65 bits: at a million guesses a second and a million tickets, a hit takes a year of luck. */
const LENGTH = 13;

/** Marks the form of a QR code's text, so that later forms (signed ones) can be told apart. */
const QR_PREFIX = 'tb1.';

/** A new ticket code, such as `7QXK-2M9D-RT4V-B`. */
export function newTicketCode(): string {
  return group([...randomBytes(LENGTH)].map(byte => ALPHABET[byte & 31]).join(''));
}

/**
 * The code that someone typed or a scanner read: in any case, with or without dashes and spaces, with letters that look
 * like digits. Undefined if it cannot be one.
 */
export function parseTicketCode(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const bare = text.trim().replace(/^tb1\./i, '');
  const symbols = bare.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const valid = symbols.length === LENGTH && [...symbols].every(symbol => ALPHABET.includes(symbol));
  return valid ? group(symbols) : undefined;
}

/** The text that a ticket's QR code holds: the code behind a mark of its form, safe in a URL. */
export const qrPayload = (code: string): string => `${QR_PREFIX}${code}`;

const group = (symbols: string) => symbols.match(/.{1,4}/g)!.join('-');
