import { expect, test } from 'vitest';
import type { PromoCode } from './promo-code.entity.ts';
import { promoCodeState } from './promo-code.policy.ts';

const now = new Date('2027-01-15T12:00:00Z');
const target = { eventId: 'e', currency: 'EUR', ticketTypeIds: ['a', 'b'] };
const code = {
  active: true,
  eventId: null,
  currency: null,
  ticketTypeIds: null,
  startsAt: null,
  endsAt: null,
  maxUses: null,
  uses: 0,
};

test.each([
  ['VALID', {}],
  ['VALID', { eventId: 'e', ticketTypeIds: ['b'], currency: 'EUR', maxUses: 2, uses: 1 }],
  ['VALID', { startsAt: now }],
  ['INVALID', { active: false }],
  ['INVALID', { eventId: 'other' }],
  ['INVALID', { currency: 'USD' }],
  ['INVALID', { ticketTypeIds: ['c'] }],
  ['EXPIRED', { startsAt: new Date(now.getTime() + 1) }],
  ['EXPIRED', { endsAt: now }],
  ['EXHAUSTED', { maxUses: 2, uses: 2 }],
])('is %s with %o', (state, change) => {
  expect(promoCodeState({ ...code, ...change } as unknown as PromoCode, target, now)).toBe(state);
});
