import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** What a ticket is good for once beside the event's own door, such as a lounge. */
export const CheckInListEntity = defineEntity({
  name: 'CheckInList',
  tableName: 'check_in_list',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    name: p.text(),
    /** All types that admit; otherwise those of its rows in `check_in_list_type`. */
    allTypes: p.boolean(),
    createdAt: p.datetime(),
  }),
});
export type CheckInList = InferEntity<typeof CheckInListEntity>;

export const CheckInListTypeEntity = defineEntity({
  name: 'CheckInListType',
  tableName: 'check_in_list_type',
  properties: p => ({
    listId: p.uuid().primary(),
    ticketTypeId: p.uuid().primary(),
  }),
});
