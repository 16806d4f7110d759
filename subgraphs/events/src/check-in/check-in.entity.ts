import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** One admission at the door; undone ones stay on record. */
export const CheckInEntity = defineEntity({
  name: 'CheckIn',
  tableName: 'check_in',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    ticketId: p.uuid(),
    checkedInAt: p.datetime(),
    checkedInBy: p.uuid().strictNullable(),
    undoneAt: p.datetime().strictNullable(),
    undoneBy: p.uuid().strictNullable(),
  }),
});
export type CheckIn = InferEntity<typeof CheckInEntity>;
