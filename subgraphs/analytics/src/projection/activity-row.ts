import type { AnyDomainEvent } from '@ticketbase/kernel';
import type { StoredActivity } from '../store/documents.ts';

type Facts = Readonly<Record<string, unknown>>;

/** What a domain event was done to: its type in the API, the payload's field with its id, and the one people know it by. */
interface Subject {
  readonly type: string;
  readonly id?: string;
  readonly label?: string;
}

/** By the first part of the event's name. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  event: { type: 'Event', id: 'eventId', label: 'title' },
  event_series: { type: 'EventSeries', id: 'seriesId', label: 'title' },
  ticket: { type: 'Ticket', id: 'ticketId' },
  order: { type: 'Order', id: 'orderId', label: 'number' },
  user: { type: 'User', id: 'userId' },
  member: { type: 'User', id: 'userId' },
  organization: { type: 'Organization' },
  api_token: { type: 'ApiToken', id: 'tokenId', label: 'name' },
  promo_code: { type: 'PromoCode', id: 'promoCodeId', label: 'code' },
  fees: { type: 'FeeRules' },
  taxes: { type: 'TaxRules' },
  plugin: { type: 'PluginInstallation', id: 'installationId', label: 'pluginId' },
  notification: { type: 'NotificationTemplate', label: 'template' },
  invoice: { type: 'Invoice', id: 'invoiceId', label: 'number' },
  waitlist: { type: 'WaitlistEntry', id: 'entryId', label: 'ticketTypeName' },
  waiting_room: { type: 'Event', id: 'eventId' },
  invoice_settings: { type: 'InvoiceSettings' },
  list: { type: 'Export', label: 'list' },
};

const EXCEPTIONS: Readonly<Record<string, Subject>> = {
  'waitlist.updated': { type: 'Event', id: 'eventId', label: 'title' },
  'member.invited': { type: 'Invitation', id: 'invitationId' },
  'member.invitation_revoked': { type: 'Invitation', id: 'invitationId' },
  'notification.message_sent': { type: 'Event', id: 'eventId', label: 'subject' },
};

/**
 * The payload's fields that the log may show. A list of what is shown, not of what is hidden: a field that is added to
 * a payload stays out until someone has thought about it. Buyers' and attendees' names and addresses are not here;
 * whoever may see them finds them at the order and the ticket.
 */
const SHOWN = [
  'reason',
  'total',
  'refund',
  'difference',
  'fromTicketType',
  'toTicketType',
  'paymentMethod',
  'promoCode',
  'paymentReference',
  'role',
  'previousRole',
  'scopes',
  'version',
  'previousVersion',
  'grantedPermissions',
  'consented',
  'action',
  'ok',
  'errorCode',
  'durationMs',
  'startsAt',
  'endsAt',
  'checkedInAt',
  'recipients',
  'dates',
  'subject',
  'template',
  'ticketTypeId',
  'quantity',
  'offered',
  'offerExpiresAt',
  'cause',
  'ratePerMinute',
  'orderId',
] as const;

/** Changes that have no list of fields in their payload, and what they change. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'event.published': ['status'],
  'event.cancelled': ['status'],
  'event.completed': ['status'],
  'ticket.checked_in': ['status', 'checkedInAt'],
  'ticket.check_in_undone': ['status', 'checkedInAt'],
  'ticket.transferred': ['attendee'],
  'ticket.attendee_changed': ['attendee'],
  'order.confirmed': ['status'],
  'order.cancelled': ['status'],
  'order.expired': ['status'],
  'order.refunded': ['status', 'refunded'],
  'member.role_changed': ['role'],
  'plugin.upgraded': ['version'],
  'plugin.enabled': ['enabled'],
  'plugin.disabled': ['enabled'],
};

/** A domain event as a row of its organization's activity log. */
export function activityRow(event: AnyDomainEvent): Omit<StoredActivity, 'organizationId'> {
  const payload = event.payload as Facts;
  const subject = EXCEPTIONS[event.name] ?? SUBJECTS[event.name.split('.')[0]!] ?? { type: 'Organization' };
  const text = (field: string | undefined) => {
    const value = field && payload[field];
    return typeof value === 'string' ? value : null;
  };
  return {
    _id: event.id,
    occurredAt: new Date(event.occurredAt),
    name: event.name,
    actorKind: event.actor.kind,
    actorId: event.actor.id,
    requestId: event.requestId,
    subjectType: subject.type,
    subjectId: text(subject.id),
    subjectLabel: text(subject.label),
    eventId: text('eventId'),
    changed: Array.isArray(payload.changed) ? payload.changed.map(String) : (CHANGES[event.name] ?? []),
    details: Object.fromEntries(SHOWN.filter(field => payload[field] != null).map(field => [field, payload[field]])),
  };
}
