/** ISO 11649 allows 25 characters: "RF", two check digits and at most 21 of the sender's own. */
const MAX_BODY = 21;

/**
 * Makes a structured creditor reference (ISO 11649). Banks check its digits, so a buyer who mistypes it is told at once
 * instead of paying into nowhere.
 * @param prefix letters and digits that every reference begins with
 * @param orderNumber what names the order; other characters than letters and digits are left out
 */
export function creditorReference(prefix: string, orderNumber: string): string {
  const alphanumeric = `${prefix}${orderNumber}`.toUpperCase().replace(/[^A-Z0-9]/g, '');
  // The end of an order number tells orders apart, so that is what is kept of a long one.
  const body = alphanumeric.length <= MAX_BODY ? alphanumeric : prefix + alphanumeric.slice(prefix.length - MAX_BODY);
  const checkDigits = String(98 - mod97(`${body}RF00`)).padStart(2, '0');
  return `RF${checkDigits}${body}`;
}

/** The reference in groups of four, as it is printed. */
export const readableReference = (reference: string) => reference.replace(/(.{4})(?=.)/g, '$1 ');

/** The text as a number, with A = 10 … Z = 35, modulo 97: the check of ISO 7064 that IBANs use too. */
export function mod97(text: string): number {
  let remainder = 0;
  for (const char of text) {
    const value = Number.parseInt(char, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
