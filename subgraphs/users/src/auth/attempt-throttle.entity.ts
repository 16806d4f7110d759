import { defineEntity } from '@mikro-orm/core';

/** How often something was guessed at lately. */
export const AttemptThrottleEntity = defineEntity({
  name: 'AttemptThrottle',
  tableName: 'attempt_throttle',
  properties: p => ({
    subject: p.text().primary(),
    attempts: p.integer(),
    blockedUntil: p.datetime().nullable(),
    updatedAt: p.datetime().defaultRaw('now()'),
  }),
});
