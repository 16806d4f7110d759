import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A code that lowers prices. Unique per organization, in capitals. */
export const PromoCodeEntity = defineEntity({
  name: 'PromoCode',
  tableName: 'promo_code',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** The only event it holds for; all of the organization's if null. */
    eventId: p.uuid().nullable(),
    code: p.text(),
    kind: p.text().$type<'PERCENTAGE' | 'FIXED' | 'ACCESS'>(),
    /** Basis points for a percentage, minor units of `currency` for a fixed amount, 0 for one that only opens. */
    value: p.integer(),
    currency: p.text().nullable(),
    maxUses: p.integer().nullable(),
    maxUsesPerBuyer: p.integer().nullable(),
    uses: p.integer().default(0),
    startsAt: p.datetime().nullable(),
    endsAt: p.datetime().nullable(),
    ticketTypeIds: p.json<string[]>().nullable(),
    active: p.boolean().default(true),
    createdAt: p.datetime(),
  }),
});
export type PromoCode = InferEntity<typeof PromoCodeEntity>;
