import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A place. It never changes: an event that moves points to another. */
export const VenueEntity = defineEntity({
  name: 'Venue',
  tableName: 'venue',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.text(),
    address: p.text().strictNullable(),
    city: p.text().strictNullable(),
    country: p.text().strictNullable(),
    createdAt: p.datetime(),
  }),
});
export type Venue = InferEntity<typeof VenueEntity>;
