import { defineEntity } from '@mikro-orm/core';

/** How many access codes a client, known by a hash, tried in vain since a time. */
export const AccessCodeAttemptEntity = defineEntity({
  name: 'AccessCodeAttempt',
  tableName: 'access_code_attempt',
  properties: p => ({ client: p.text().primary(), attempts: p.integer(), since: p.datetime() }),
});
