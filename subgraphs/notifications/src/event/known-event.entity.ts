import { defineEntity } from '@mikro-orm/core';

/** What messages say about an event, kept from its domain events so that no message waits for another subgraph. */
export const KnownEventEntity = defineEntity({
  name: 'KnownEvent',
  tableName: 'known_event',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    title: p.text(),
  }),
});
