import { defineEntity } from '@mikro-orm/core';

/** How often an organization published in the hour that began with the first of these publications. */
export const PublicationCountEntity = defineEntity({
  name: 'PublicationCount',
  tableName: 'publication_count',
  properties: p => ({
    organizationId: p.uuid().primary(),
    beganAt: p.datetime().defaultRaw('now()'),
    publications: p.integer(),
  }),
});
