import type { Order } from '../order/order.entity.ts';
import { type Discount, type PriceRules, priceItems } from '../pricing/price.ts';
import type { TicketShare } from '../pricing/ticket-share.ts';
import type { PromoCode } from '../promo-code/promo-code.entity.ts';
import { discountOf } from '../promo-code/promo-code.policy.ts';

/**
 * What one ticket of another type costs within an order: today's price and rules, in the order's way of stating taxes,
 * with the order's discount. A share is taken off anew; of an amount per order, the ticket keeps the part it had.
 */
export function exchangePrice(
  to: { readonly ticketTypeId: string; readonly unitPrice: number },
  before: TicketShare,
  rules: Omit<PriceRules, 'discount'>,
  order: Pick<Order, 'taxMode'>,
  promoCode: PromoCode | null,
): TicketShare {
  const taxes = { ...rules.taxes, mode: order.taxMode };
  const discount = promoCode && discountWithin(promoCode, before);
  const [line] = priceItems([{ ...to, quantity: 1 }], { ...rules, taxes, discount }).lines;
  const { subtotal, fees, absorbedFees, tax, taxes: byRate, total } = line!;
  return { subtotal, discount: line!.discount, fees, absorbedFees, tax, taxes: byRate, total };
}

function discountWithin(promoCode: PromoCode, before: TicketShare): Discount {
  const discount = discountOf(promoCode);
  return discount.kind === 'FIXED' ? { ...discount, value: before.discount } : discount;
}
