import type { FeeRulesService } from '../fee/fee-rules.service.ts';
import { type Price, type PriceRules, priceItems } from '../pricing/price.ts';
import type { PromoCode } from '../promo-code/promo-code.entity.ts';
import { discountOf, type PromoTarget, promoCodeState } from '../promo-code/promo-code.policy.ts';
import type { PromoCodeService } from '../promo-code/promo-code.service.ts';
import type { TaxRulesService } from '../tax/tax-rules.service.ts';
import type { Cart } from './cart.entity.ts';

type PricedSale = Pick<Cart, 'organizationId' | 'eventId'> & {
  readonly items: ReadonlyArray<{ readonly ticketTypeId: string }>;
};

/** Prices carts by the rules of the organization that sells. */
export class CartPricing {
  private readonly fees: FeeRulesService;
  private readonly taxes: TaxRulesService;
  private readonly promoCodes: PromoCodeService;

  constructor(fees: FeeRulesService, taxes: TaxRulesService, promoCodes: PromoCodeService) {
    this.fees = fees;
    this.taxes = taxes;
    this.promoCodes = promoCodes;
  }

  /** What the cart costs now; a promo code that does not hold any more lowers nothing. */
  async price(cart: Cart): Promise<{ price: Price; promoCode: PromoCode | null }> {
    const promoCode = cart.promoCodeId == null ? null : await this.promoCodes.load(cart.promoCodeId);
    const holds = promoCode !== null && promoCodeState(promoCode, promoTarget(cart), new Date()) === 'VALID';
    const rules = await this.rules(cart, holds ? promoCode : null);
    return { price: priceItems(cart.items, rules), promoCode: holds ? promoCode : null };
  }

  /** The stored rules that apply. */
  async rules(sale: PricedSale, promoCode: PromoCode | null): Promise<PriceRules> {
    const { organizationId, eventId, items } = sale;
    const ticketTypeIds = items.map(item => item.ticketTypeId);
    const [fees, taxes] = await Promise.all([
      this.fees.policyOf(organizationId),
      this.taxes.policyOf({ organizationId, eventId, ticketTypeIds }),
    ]);
    return { fees, taxes, discount: promoCode && discountOf(promoCode) };
  }
}

/** What a promo code of this cart is asked to lower. */
export const promoTarget = (cart: Pick<Cart, 'eventId' | 'currency' | 'items'>): PromoTarget => ({
  eventId: cart.eventId,
  currency: cart.currency,
  ticketTypeIds: cart.items.map(item => item.ticketTypeId),
});
