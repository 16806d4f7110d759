/** An amount in integer minor units (cents; yen) of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Digits after the point for a currency, e.g. 2 for EUR, 0 for JPY. Source: the runtime's CLDR data. */
export function minorUnitDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount as people read it, e.g. `€12.50`. An unknown locale falls back to `en`. */
export function formatMoney(money: Money, locale = 'en'): string {
  const digits = minorUnitDigits(money.currency);
  const supported = isLocale(locale) ? locale : 'en';
  const format = new Intl.NumberFormat(supported, { style: 'currency', currency: money.currency });
  // A decimal string, not a division: amounts keep every digit.
  return format.format(toDecimalString(money.amount, digits) as unknown as number);
}

const isLocale = (locale: string) => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
};

function toDecimalString(amount: number, digits: number): string {
  const sign = amount < 0 ? '-' : '';
  const padded = String(Math.abs(amount)).padStart(digits + 1, '0');
  return digits === 0 ? sign + padded : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** True for an ISO 4217 code that the runtime knows. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code);
