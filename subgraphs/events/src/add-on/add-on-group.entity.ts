import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** Add-ons of an event that are chosen among, with how many of them go with each ticket. */
export const AddOnGroupEntity = defineEntity({
  name: 'AddOnGroup',
  tableName: 'add_on_group',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    name: p.text(),
    description: p.text().strictNullable(),
    /** The types of admission that it goes with; all of the event's if null. */
    ticketTypeIds: p.json<string[]>().strictNullable(),
    minPerTicket: p.integer(),
    /** Null: as many as the add-ons' own limits allow. */
    maxPerTicket: p.integer().strictNullable(),
    soldAlone: p.boolean(),
    sortOrder: p.integer(),
  }),
});
export type AddOnGroup = InferEntity<typeof AddOnGroupEntity>;
