import { defineEntity } from '@mikro-orm/core';

/** How many passwords a network, known by a hash, gave in vain since a time. */
export const LoginFailureEntity = defineEntity({
  name: 'LoginFailure',
  tableName: 'login_failure',
  properties: p => ({ client: p.text().primary(), attempts: p.integer(), since: p.datetime() }),
});
