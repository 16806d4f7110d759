import { defineEntity } from '@mikro-orm/core';

/** An event that was cancelled: nothing more is sold for it. */
export const CancelledEventEntity = defineEntity({
  name: 'CancelledEvent',
  tableName: 'cancelled_event',
  properties: p => ({
    eventId: p.uuid().primary(),
    organizationId: p.uuid(),
    cancelledAt: p.datetime(),
  }),
});
