import { defineEntity } from '@mikro-orm/core';

/** How many promo codes a client, known by a keyed hash, tried in vain since a time. */
export const PromoCodeAttemptEntity = defineEntity({
  name: 'PromoCodeAttempt',
  tableName: 'promo_code_attempt',
  properties: p => ({ clientKey: p.text().primary(), attempts: p.integer(), since: p.datetime() }),
});
