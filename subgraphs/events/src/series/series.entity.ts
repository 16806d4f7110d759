import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** What events have in common that are dates of one thing. The dates are events, which name it as `seriesId`. */
export const EventSeriesEntity = defineEntity({
  name: 'EventSeries',
  tableName: 'event_series',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    title: p.text(),
    timeZone: p.text(),
    rule: p.text().strictNullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});
export type EventSeries = InferEntity<typeof EventSeriesEntity>;
