import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A picture of an event, whose bytes lie in object storage. Duplicated events share an object. */
export const EventImageEntity = defineEntity({
  name: 'EventImage',
  tableName: 'event_image',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    objectKey: p.text(),
    alt: p.text().strictNullable(),
    width: p.integer(),
    height: p.integer(),
    createdAt: p.datetime(),
  }),
});
export type EventImage = InferEntity<typeof EventImageEntity>;
