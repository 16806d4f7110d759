import { defineEntity, type InferEntity } from '@mikro-orm/core';

export const EventStatus = {
  DRAFT: 'DRAFT',
  PUBLISHED: 'PUBLISHED',
  CANCELLED: 'CANCELLED',
  COMPLETED: 'COMPLETED',
} as const;
export type EventStatus = keyof typeof EventStatus;

export const EventVisibility = { PUBLIC: 'PUBLIC', UNLISTED: 'UNLISTED', PRIVATE: 'PRIVATE' } as const;
export type EventVisibility = keyof typeof EventVisibility;

/** How an event is stored. Its stock and capacity stand in `event_stock`, so that buyers do not lock the event itself. */
export const EventEntity = defineEntity({
  name: 'Event',
  tableName: 'event',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    slug: p.text(),
    title: p.text(),
    description: p.text().strictNullable(),
    category: p.text().strictNullable(),
    tags: p.array(),
    status: p.text().$type<EventStatus>(),
    visibility: p.text().$type<EventVisibility>(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    timeZone: p.text(),
    venueId: p.uuid().strictNullable(),
    onlineUrl: p.text().strictNullable(),
    salesStartAt: p.datetime().strictNullable(),
    salesEndAt: p.datetime().strictNullable(),
    currency: p.text(),
    /** Whether those who hold a ticket may give it to someone else by themselves. */
    holdersMayTransfer: p.boolean().default(true),
    version: p.integer(),
    createdBy: p.uuid().strictNullable(),
    publishedAt: p.datetime().strictNullable(),
    cancelReason: p.text().strictNullable(),
    /** The series that it is a date of. */
    seriesId: p.uuid().strictNullable(),
    /** The fields that were changed of this date alone, which changes of its series leave as they are. */
    seriesChanged: p.array().defaultRaw(`'{}'`),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});
export type Event = InferEntity<typeof EventEntity>;

/** What one version of an event changed. */
export const EventRevisionEntity = defineEntity({
  name: 'EventRevision',
  tableName: 'event_revision',
  properties: p => ({
    eventId: p.uuid().primary(),
    version: p.integer().primary(),
    organizationId: p.uuid(),
    changed: p.array(),
    /** Null if it was no person. */
    changedBy: p.uuid().strictNullable(),
    changedAt: p.datetime().defaultRaw('now()'),
  }),
});
