import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@ticketbase/kernel';
import { z } from 'zod';
import type { TemplateValues } from '../template/template-values.ts';
import { type AttachedTicket, NotificationEntity } from './notification.entity.ts';

/** A message that shall reach one recipient. */
export interface NotificationDraft {
  readonly organizationId: string | null;
  readonly template: string;
  readonly recipient: string;
  readonly recipientName?: string | null;
  readonly values: TemplateValues;
  readonly eventId?: string | null;
  readonly orderId?: string | null;
  /** The domain event that it tells of: one message of a kind per event and recipient. */
  readonly sourceEventId?: string | null;
  readonly unsubscribeHash?: string | null;
  /** Tickets of the recipient's, to be attached as files when it is sent. */
  readonly attachedTickets?: readonly AttachedTicket[];
  /** Whether it brings the invoices of its order. */
  readonly attachesInvoice?: boolean;
  /** The refund or change of the order whose documents these are. */
  readonly documentsOf?: string | null;
  readonly test?: boolean;
}

const address = z.email().max(254);
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** The channel that reaches a recipient; undefined for what is neither an e-mail address nor a number (E.164). */
export function channelOf(recipient: string): 'EMAIL' | 'SMS' | undefined {
  if (address.safeParse(recipient).success) return 'EMAIL';
  return phone.safeParse(recipient).success ? 'SMS' : undefined;
}

const CHUNK = 500;

/**
 * Queues messages in the transaction of what they tell of, and returns their ids. What can never be delivered is kept
 * as FAILED with the reason, so that whoever looks for it finds it.
 */
export async function queueNotifications(em: EntityManager, drafts: readonly NotificationDraft[]): Promise<string[]> {
  const rows = drafts.map(toRow);
  for (let at = 0; at < rows.length; at += CHUNK) {
    await em.insertMany(NotificationEntity, rows.slice(at, at + CHUNK));
  }
  return rows.map(({ id }) => id);
}

function toRow({ values, recipient, ...draft }: NotificationDraft) {
  const channel = channelOf(recipient);
  const error = channel === undefined ? 'RECIPIENT_INVALID' : channel === 'SMS' ? 'SMS_NOT_CONFIGURED' : null;
  return {
    id: newId(),
    organizationId: draft.organizationId,
    channel: channel ?? ('EMAIL' as const),
    template: draft.template,
    recipient: recipient.slice(0, 254),
    recipientName: draft.recipientName?.trim() || null,
    status: error ? ('FAILED' as const) : ('QUEUED' as const),
    attempts: 0,
    error,
    payload: error ? null : values,
    attachedTickets: error || !draft.attachedTickets?.length ? null : draft.attachedTickets,
    attachesInvoice: draft.attachesInvoice ?? false,
    documentsOf: draft.documentsOf ?? null,
    test: draft.test ?? false,
    eventId: draft.eventId ?? null,
    orderId: draft.orderId ?? null,
    sourceEventId: draft.sourceEventId ?? null,
    unsubscribeHash: draft.unsubscribeHash ?? null,
    nextAttemptAt: new Date(),
    lockedUntil: null,
    createdAt: new Date(),
    sentAt: null,
  };
}
