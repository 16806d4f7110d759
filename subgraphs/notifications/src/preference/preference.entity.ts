import { defineEntity } from '@mikro-orm/core';

/** Someone who wants no announcements of an organization. Who is not here gets them. */
export const PreferenceEntity = defineEntity({
  name: 'Preference',
  tableName: 'preference',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** The address, in lower case. */
    recipient: p.text(),
    unsubscribedAt: p.datetime().defaultRaw('now()'),
  }),
});
