import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Actor } from '@ticketbase/kernel';
import type { RefundedLine } from './refund-breakdown.ts';

/** Money given back for an order. While PENDING it counts against what can be refunded, as if it had succeeded. */
export const RefundEntity = defineEntity({
  name: 'Refund',
  tableName: 'refund',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    orderId: p.uuid(),
    amount: p.integer(),
    currency: p.text(),
    reason: p.text().nullable(),
    status: p.text().$type<'PENDING' | 'SUCCEEDED' | 'FAILED'>(),
    step: p.text().$type<'ASK_PLUGIN' | 'AWAIT_HAND' | 'VOID_TICKETS' | 'DONE'>(),
    /** Until when one process works on the step alone. */
    leasedUntil: p.datetime().nullable(),
    /** When a sweep tries the step again after it failed. */
    retryAt: p.datetime().nullable(),
    voidsAll: p.boolean(),
    manual: p.boolean(),
    /** The change of a ticket whose difference it gives back. */
    changeId: p.uuid().nullable(),
    /** What of the tickets' price was not given back with them. */
    feesKept: p.integer(),
    breakdown: p.json<readonly RefundedLine[]>(),
    /** What the person wrote who settled it by hand. */
    note: p.text().nullable(),
    externalId: p.text().nullable(),
    /** Why it failed, or why the plugin's last attempt settled nothing. */
    failure: p.text().nullable(),
    attempts: p.integer().default(0),
    actor: p.json<Actor>(),
    requestId: p.text(),
    createdAt: p.datetime(),
    completedAt: p.datetime().nullable(),
  }),
});
export type Refund = InferEntity<typeof RefundEntity>;
