import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that nothing looks like something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 14 × 5 bits = 70 bits: at a million guesses a second and a million tickets, a hit takes decades of luck. */
const RANDOM = 14;

/** Codes had 13 characters, none of them to check the others, before signed QR codes came. They stay good. */
const FORMER_LENGTH = 13;

/** The largest prime that two characters can count to: no wrong character and no swapped pair keeps the remainder. */
const MODULUS = 1_021;

/** A new ticket code, such as `7QXK-2M9D-RT4V-B0K7`; the last two characters check the others. */
export function newTicketCode(): string {
  const symbols = [...randomBytes(RANDOM)].map(byte => ALPHABET[byte & 31]).join('');
  return group(symbols + checkOf(symbols));
}

/**
 * The code that someone typed or a scanner read: in any case, with or without dashes and spaces, with letters that look
 * like digits. Also the text of QR codes from before they were signed, which had the code behind `tb1.`. Undefined if it
 * cannot be one, such as because it was mistyped.
 */
export function parseTicketCode(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const bare = text.trim().replace(/^tb1\./i, '');
  const symbols = bare.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (![...symbols].every(symbol => ALPHABET.includes(symbol))) return undefined;
  if (symbols.length === FORMER_LENGTH) return group(symbols);
  const isRight = symbols.length === RANDOM + 2 && checkOf(symbols.slice(0, RANDOM)) === symbols.slice(RANDOM);
  return isRight ? group(symbols) : undefined;
}

/** The number that the symbols write, modulo 1,021, in two symbols. */
function checkOf(symbols: string): string {
  let remainder = 0;
  for (const symbol of symbols) remainder = (remainder * 32 + ALPHABET.indexOf(symbol)) % MODULUS;
  return ALPHABET[remainder >> 5]! + ALPHABET[remainder & 31]!;
}

const group = (symbols: string) => symbols.match(/.{1,4}/g)!.join('-');
