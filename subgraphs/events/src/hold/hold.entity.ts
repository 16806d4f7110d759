import { defineEntity, type InferEntity } from '@mikro-orm/core';

export type HoldStatus = 'ACTIVE' | 'RELEASED' | 'EXPIRED' | 'ISSUED';

/** Tickets that are kept for one cart or order until they are paid, given back or expire. */
export const HoldEntity = defineEntity({
  name: 'Hold',
  tableName: 'hold',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    status: p.text().$type<HoldStatus>(),
    expiresAt: p.datetime(),
    orderId: p.uuid().strictNullable(),
    createdAt: p.datetime(),
  }),
});
export type Hold = InferEntity<typeof HoldEntity>;

/** How many tickets of one type a hold keeps, at the price of the moment when it was made. */
export const HoldLineEntity = defineEntity({
  name: 'HoldLine',
  tableName: 'hold_line',
  properties: p => ({
    holdId: p.uuid().primary(),
    ticketTypeId: p.uuid().primary(),
    quantity: p.integer(),
    unitPriceAmount: p.integer(),
  }),
});
export type HoldLine = InferEntity<typeof HoldLineEntity>;
