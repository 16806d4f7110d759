/** How many decimal places amounts of a currency have: 2 for EUR, 0 for JPY. Undefined for what is no currency. */
export function decimalsOf(currency: string): number | undefined {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return undefined;
  }
}

/**
 * What someone typed as an amount, such as `12.50` or `12,5`, in integer minor units. Undefined for what is no amount or
 * is finer than the currency. The server decides what an amount may be; this only reads it.
 */
export function minorUnits(text: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency);
  const [, whole, fraction = ''] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || decimals === undefined || fraction.length > decimals) return undefined;
  return Number(whole + fraction.padEnd(decimals, '0'));
}

/** Integer minor units as an amount that people can edit: 1250 EUR is `12.50`. */
export function majorUnits(amount: number, currency: string): string {
  const decimals = decimalsOf(currency) ?? 2;
  if (decimals === 0) return amount.toString();
  const digits = amount.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Every currency that the browser knows, and the one given, as ISO 4217 codes. */
export const currencies = (current: string): readonly string[] =>
  [...new Set([current, ...Intl.supportedValuesOf('currency')])].sort();
