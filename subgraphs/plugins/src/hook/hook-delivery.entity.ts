import { defineEntity } from '@mikro-orm/core';

/** A domain event that waits to be handed to one installation's hook. */
export const HookDeliveryEntity = defineEntity({
  name: 'HookDelivery',
  tableName: 'hook_delivery',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    installationId: p.uuid(),
    eventId: p.uuid(),
    event: p.json<object>(),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime().defaultRaw('now()'),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
