// https://docs.stripe.com/currencies: Stripe counts in the smallest unit too, with two exceptions to ISO 4217.

/** ISO 4217 gives them no minor unit; Stripe wants two digits, which must be zeros. */
const TWO_DIGITS_AT_STRIPE = new Set(['ISK', 'UGX']);

/** An amount in ISO 4217's minor units, as Stripe writes it. */
export const toStripe = (amount: number, currency: string): number =>
  TWO_DIGITS_AT_STRIPE.has(currency) ? amount * 100 : amount;

/** An amount of Stripe's, in ISO 4217's minor units. */
export const fromStripe = (amount: number, currency: string): number =>
  TWO_DIGITS_AT_STRIPE.has(currency) ? Math.round(amount / 100) : amount;
