import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { AnyDomainEvent } from '@ticketbase/kernel';

/** Why a hook failed the last time. */
export interface HookError {
  readonly code: string;
  readonly message: string;
}

/** A domain event that waits to be handed to one installation's hook, or that its hook failed at for good. */
export const HookDeliveryEntity = defineEntity({
  name: 'HookDelivery',
  tableName: 'hook_delivery',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    installationId: p.uuid(),
    eventId: p.uuid(),
    event: p.json<AnyDomainEvent>(),
    /** What the event is about. */
    entityId: p.text().default(''),
    /** The order in which the events came. */
    position: p.bigint('string').autoincrement(),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime().defaultRaw('now()'),
    /** Until then a process is at it. */
    claimedUntil: p.datetime().nullable(),
    /** When it was tried for the last time; null while it is still tried. */
    failedAt: p.datetime().nullable(),
    error: p.json<HookError>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
export type HookDelivery = InferEntity<typeof HookDeliveryEntity>;
