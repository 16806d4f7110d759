import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** One ticket type in a cart, with its name and price as events had them when the tickets were held. */
export interface HeldItem {
  readonly ticketTypeId: string;
  readonly name: string;
  readonly quantity: number;
  /** Minor units of the cart's currency. */
  readonly unitPrice: number;
}

/** Tickets set aside for someone for a few minutes. Its id is also the id of its hold in events. */
export const CartEntity = defineEntity({
  name: 'Cart',
  tableName: 'cart',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    tokenHash: p.text(),
    status: p.text().$type<'OPEN' | 'CHECKED_OUT' | 'RELEASED' | 'EXPIRED'>(),
    releaseDue: p.boolean().default(false),
    items: p.json<HeldItem[]>(),
    currency: p.text(),
    promoCodeId: p.uuid().nullable(),
    accessCode: p.text().nullable(),
    buyerUserId: p.uuid().nullable(),
    /** Keyed hash of who opened it, or of the address they did it from. */
    clientKey: p.text().nullable(),
    orderId: p.uuid().nullable(),
    expiresAt: p.datetime(),
    createdAt: p.datetime(),
  }),
});
export type Cart = InferEntity<typeof CartEntity>;
