import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { TemplateValues } from '../template/template-values.ts';

export type Channel = 'EMAIL' | 'SMS';
export type DeliveryStatus = 'QUEUED' | 'SENDING' | 'SENT' | 'FAILED' | 'SUPPRESSED';

/** A ticket as the recipient of a message has it. */
export interface AttachedTicket {
  readonly id: string;
  readonly code: string;
}

/** A message to one recipient. */
export const NotificationEntity = defineEntity({
  name: 'Notification',
  tableName: 'notification',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid().nullable(),
    channel: p.text().$type<Channel>(),
    template: p.text(),
    recipient: p.text(),
    recipientName: p.text().nullable(),
    status: p.text().$type<DeliveryStatus>(),
    attempts: p.integer().default(0),
    error: p.text().nullable(),
    /** What fills the template; null as soon as there is nothing left to send. */
    payload: p.json<TemplateValues>().nullable(),
    /** The tickets that it brings as files; null with the payload. */
    attachedTickets: p.json<readonly AttachedTicket[]>().nullable(),
    /** Whether it brings the invoices of its order as files. */
    attachesInvoice: p.boolean().default(false),
    /** The refund or change of the order whose documents these are; null for the order's own invoices. */
    documentsOf: p.uuid().nullable(),
    /** Whether it was sent to try a template out. */
    test: p.boolean().default(false),
    eventId: p.uuid().nullable(),
    orderId: p.uuid().nullable(),
    /** The domain event that it tells of. */
    sourceEventId: p.uuid().nullable(),
    /** Hash of the secret in the link by which the recipient can unsubscribe. */
    unsubscribeHash: p.text().nullable(),
    nextAttemptAt: p.datetime().defaultRaw('now()'),
    /** Until when one worker has it for itself. */
    lockedUntil: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    sentAt: p.datetime().nullable(),
  }),
});
export type Notification = InferEntity<typeof NotificationEntity>;

/** One try to hand a notification over. */
export const AttemptEntity = defineEntity({
  name: 'Attempt',
  tableName: 'attempt',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid().nullable(),
    notificationId: p.uuid(),
    number: p.integer(),
    startedAt: p.datetime().defaultRaw('now()'),
    /** Null while it runs, and for ever if the worker died with it. */
    finishedAt: p.datetime().nullable(),
    error: p.text().nullable(),
  }),
});
export type Attempt = InferEntity<typeof AttemptEntity>;
