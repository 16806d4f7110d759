import type { HeldLine } from '../foreign/events.graphql.ts';
import { MixedCurrenciesError } from '../pricing/limits.ts';
import type { HeldItem } from './cart.entity.ts';

/**
 * Holds outlive what they are for by this many milliseconds, so that events does not give tickets back while the cart
 * or order is still good here; whoever ends sooner releases the hold.
 */
export const HOLD_GRACE = 30_000;

/** The items of a hold and their one currency. Throws MIXED_CURRENCIES. */
export function heldItems(hold: { readonly lines: readonly HeldLine[] }): { items: HeldItem[]; currency: string } {
  const currencies = [...new Set(hold.lines.map(line => line.unitPrice.currency))];
  const [currency] = currencies;
  if (currency === undefined || currencies.length > 1) throw new MixedCurrenciesError(currencies);
  const items = hold.lines.map(({ ticketTypeId, name, quantity, unitPrice }) => ({
    ticketTypeId,
    name,
    quantity,
    unitPrice: unitPrice.amount,
  }));
  return { items, currency };
}

/** Whether a hold still keeps exactly what was priced. */
export function holdsExactly(
  lines: ReadonlyArray<{ readonly ticketTypeId: string; readonly quantity: number }>,
  items: ReadonlyArray<{ readonly ticketTypeId: string; readonly quantity: number }>,
): boolean {
  const held = new Map(lines.map(line => [line.ticketTypeId, line.quantity]));
  return held.size === items.length && items.every(item => held.get(item.ticketTypeId) === item.quantity);
}
