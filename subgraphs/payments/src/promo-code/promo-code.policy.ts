import type { Discount } from '../pricing/price.ts';
import type { PromoCode } from './promo-code.entity.ts';

/** What a promo code is asked to lower. */
export interface PromoTarget {
  readonly eventId: string;
  readonly currency: string;
  readonly ticketTypeIds: readonly string[];
}

/** Whether a promo code may lower a price at an instant, and if not, why. */
export function promoCodeState(
  code: PromoCode,
  target: PromoTarget,
  now: Date,
): 'VALID' | 'INVALID' | 'EXPIRED' | 'EXHAUSTED' {
  if (!code.active) return 'INVALID';
  if (code.eventId != null && code.eventId !== target.eventId) return 'INVALID';
  if (code.currency != null && code.currency !== target.currency) return 'INVALID';
  if (code.ticketTypeIds && !code.ticketTypeIds.some(id => target.ticketTypeIds.includes(id))) return 'INVALID';
  if ((code.startsAt && now < code.startsAt) || (code.endsAt && now >= code.endsAt)) return 'EXPIRED';
  if (code.maxUses != null && code.uses >= code.maxUses) return 'EXHAUSTED';
  return 'VALID';
}

/** As pricing takes it. */
export const discountOf = (code: PromoCode): Discount => ({
  kind: code.kind,
  value: code.value,
  ticketTypeIds: code.ticketTypeIds ?? null,
});
