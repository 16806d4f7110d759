/** Amounts of several currencies in one line; a dash if there are none. */
export const amounts = (money: ReadonlyArray<{ readonly formatted: string }>): string =>
  money.map(({ formatted }) => formatted).join(' + ') || '–';
