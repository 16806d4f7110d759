import { defineEntity, type InferEntity } from '@mikro-orm/core';

export const TicketTypeKind = { ADMISSION: 'ADMISSION', ADD_ON: 'ADD_ON' } as const;
export type TicketTypeKind = keyof typeof TicketTypeKind;

/** One kind of ticket of an event, with its stock. `sold` and `held` change in `hold/stock.ts` only. */
export const TicketTypeEntity = defineEntity({
  name: 'TicketType',
  tableName: 'ticket_type',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    kind: p.text().$type<TicketTypeKind>().default('ADMISSION'),
    /** What an add-on is chosen among; null for admission. */
    addOnGroupId: p.uuid().strictNullable(),
    name: p.text(),
    description: p.text().strictNullable(),
    priceAmount: p.integer(),
    currency: p.text(),
    quantity: p.integer(),
    sold: p.integer(),
    held: p.integer(),
    minPerOrder: p.integer(),
    maxPerOrder: p.integer(),
    salesStartAt: p.datetime().strictNullable(),
    salesEndAt: p.datetime().strictNullable(),
    hidden: p.boolean(),
    accessCode: p.text().strictNullable(),
    sortOrder: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});
export type TicketType = InferEntity<typeof TicketTypeEntity>;
