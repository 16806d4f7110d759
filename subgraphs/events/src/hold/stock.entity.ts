import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** The stock of an event over all its ticket types. */
export const EventStockEntity = defineEntity({
  name: 'EventStock',
  tableName: 'event_stock',
  properties: p => ({
    eventId: p.uuid().primary(),
    organizationId: p.uuid(),
    capacity: p.integer().strictNullable(),
    sold: p.integer().default(0),
    held: p.integer().default(0),
    /** Entries of the waitlist that wait. */
    waiting: p.integer().default(0),
    /** Entries that there ever were: the last place that was given. */
    waitlisted: p.integer().default(0),
  }),
});
export type EventStock = InferEntity<typeof EventStockEntity>;
