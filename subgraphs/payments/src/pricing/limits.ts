import { DomainError } from '@ticketbase/kernel';
import type { PricedItem, PriceRules } from './price.ts';
import { highestCombination } from './tax.ts';

/** The largest amount that GraphQL's Int, and so the API, can carry. */
export const LARGEST_AMOUNT = 2_147_483_647;

/** A cart or order whose amounts do not fit the API. */
class AmountTooLargeError extends DomainError {
  static readonly code = 'AMOUNT_TOO_LARGE';
  static readonly summary = 'The total is larger than an order can be; `largest` is the largest amount in minor units.';
  constructor() {
    super('The total is larger than an order can be.', { details: { largest: LARGEST_AMOUNT } });
  }
}

/** Tickets priced in more than one currency cannot be bought together. */
export class MixedCurrenciesError extends DomainError {
  static readonly code = 'MIXED_CURRENCIES';
  static readonly summary = 'The chosen ticket types are priced in different currencies; `currencies` lists them.';
  constructor(currencies: readonly string[]) {
    super('The chosen ticket types are priced in different currencies.', { details: { currencies } });
  }
}

/** Refuses items whose price, with everything that can be added to it, may not fit. Throws AMOUNT_TOO_LARGE. */
export function requireFittingAmounts(items: readonly PricedItem[], rules: PriceRules): void {
  const subtotal = items.reduce((sum, item) => sum + item.quantity * item.unitPrice, 0);
  const quantity = items.reduce((sum, item) => sum + item.quantity, 0);
  const rates = highestCombination(rules.taxes.rates);
  const fees =
    Math.ceil((subtotal * rules.fees.basisPoints) / 10_000) + quantity * rules.fees.fixedPerTicket + items.length;
  const most = Math.ceil(((subtotal + fees) * (10_000 + rates)) / 10_000) + items.length;
  if (!Number.isSafeInteger(most) || most > LARGEST_AMOUNT) throw new AmountTooLargeError();
}
