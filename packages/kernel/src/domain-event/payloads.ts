import { z } from 'zod';
import { ROLES } from '../scopes.ts';

const id = z.uuid();
const time = z.iso.datetime();
const money = z.object({ amount: z.int(), currency: z.string().length(3) });

const event = z.object({ eventId: id, title: z.string(), slug: z.string() });
/** A series, and how many of its dates it concerns; each date is also told of as an event. */
const series = z.object({ seriesId: id, title: z.string(), dates: z.int().positive() });
/** Who finds the event; absent in what was recorded before it was told. */
const visibility = z.enum(['PUBLIC', 'UNLISTED', 'PRIVATE']).optional();
/** Whoever holds the code may enter with it; see SECRET_FIELDS. */
const ticketCode = z.string().optional();

/** Null at the door of the event itself; absent in what was recorded before there were lists. */
const checkInList = id.nullish();

const ticket = z.object({ ticketId: id, code: ticketCode, eventId: id, ticketTypeId: id, orderId: id });
const buyer = z.object({ name: z.string(), email: z.email() });
const order = z.object({
  orderId: id,
  /** Opens the order's page without signing in; for the mails to its buyer. */
  orderToken: z.string().optional(),
  number: z.string(),
  eventId: id,
  buyer,
  /** The signed-in buyer, if there was one. */
  buyerUserId: id.nullable(),
  total: money,
  paymentMethod: z.string().nullable(),
  promoCode: z.string().nullable(),
  items: z.array(
    z.object({
      ticketTypeId: id,
      name: z.string(),
      quantity: z.int().positive(),
      total: money,
      /** False for add-ons of a confirmed order, which let nobody in. */
      admits: z.boolean().optional(),
    }),
  ),
});
/** Someone on a waitlist; their link's secret opens their place and takes their offer, see SECRET_FIELDS. */
const waitlistEntry = z.object({
  ...{ entryId: id, eventId: id, title: z.string(), slug: z.string() },
  ...{ ticketTypeId: id, ticketTypeName: z.string(), name: z.string(), email: z.email() },
});
const waitlistToken = z.string().optional();
const refund = z.object({ orderId: id, number: z.string(), refundId: id, refund: money });
const plugin = z.object({ installationId: id, pluginId: z.string(), version: z.string() });
/** What a plugin was allowed beside scopes. */
const consented = z.array(z.object({ kind: z.string(), name: z.string() }));

/**
 * What each domain event says, beside its envelope. A payload only ever gains optional fields; anything else is a new
 * version. Configuration values never stand in one, and no secrets but those of `SECRET_FIELDS`.
 */
export const PAYLOADS = {
  'event.created': event.extend({
    /** What it was made like, so that others copy what they keep of it; absent if it was made from nothing. */
    copied: z
      .object({
        fromEventId: id,
        /** Milliseconds from the start of the one to the start of the other. */
        movedBy: z.int(),
        ticketTypes: z.array(z.object({ fromId: id, toId: id })),
      })
      .optional(),
  }),
  'event.updated': event.extend({ changed: z.array(z.string()), visibility }),
  'event.published': event.extend({ startsAt: time, endsAt: time, visibility }),
  'event.cancelled': event.extend({ reason: z.string().nullable() }),
  'event.completed': event,
  'event.deleted': event,
  'event_series.created': series,
  'event_series.extended': series,
  'event_series.updated': series.extend({ changed: z.array(z.string()) }),
  'event_series.published': series,
  'event_series.cancelled': series.extend({ reason: z.string().nullable() }),
  'ticket.issued': ticket.extend({ attendeeName: z.string().nullable(), attendeeEmail: z.string().nullable() }),
  'ticket.checked_in': ticket.extend({ checkedInAt: time, listId: checkInList, deviceId: z.string().nullish() }),
  'ticket.check_in_undone': ticket.extend({ listId: checkInList, reason: z.string().nullish() }),
  'ticket.scanned_twice': ticket.extend({
    listId: checkInList,
    firstAt: time,
    secondAt: time,
    deviceId: z.string().nullable(),
  }),
  'ticket.transferred': ticket.extend({
    attendeeName: z.string(),
    attendeeEmail: z.string(),
    previousName: z.string().nullish(),
    previousEmail: z.string().nullish(),
  }),
  'ticket.answers_changed': ticket.extend({ changed: z.array(z.string()) }),
  'ticket.attendee_changed': ticket.extend({ attendeeName: z.string(), attendeeEmail: z.string().nullable() }),
  'ticket.signing_key_rotated': z.object({ keyId: z.string(), revokedPrevious: z.boolean() }),
  'check_in_list.changed': z.object({
    listId: id,
    eventId: id,
    name: z.string(),
    change: z.enum(['CREATED', 'UPDATED', 'DELETED']),
  }),
  'order.placed': order.extend({
    instructions: z.string().nullable(),
    paymentReference: z.string().nullable(),
  }),
  'order.confirmed': order.extend({
    tickets: z.array(z.object({ ticketId: id, code: ticketCode, ticketTypeName: z.string() })),
  }),
  'order.tickets_resent': order.extend({
    tickets: z.array(z.object({ ticketId: id, code: ticketCode, ticketTypeName: z.string() })),
    /** The change of the order that made the code anew; absent if somebody had them sent again. */
    changeId: id.optional(),
  }),
  'order.cancelled': order.extend({ reason: z.string().nullable() }),
  'order.expired': order,
  /** Somebody decided that money goes back; `order.refunded` follows when it went. */
  'order.refund_requested': refund.extend({ reason: z.string().nullable() }),
  'order.refund_failed': refund.extend({ failure: z.string() }),
  'order.refunded': order.extend({
    refundId: id.optional(),
    refund: money,
    /** It gives back the difference of a change, which the change itself told of; absent if not. */
    ofChange: z.boolean().optional(),
    reason: z.string().nullable(),
  }),
  'order.change_requested': order.extend({ ticketId: id, difference: money, paymentReference: z.string().nullable() }),
  'order.changed': order.extend({
    ticketId: id,
    fromTicketType: z.string(),
    toTicketType: z.string(),
    fromTicketTypeId: id.optional(),
    toTicketTypeId: id.optional(),
    /** What the ticket cost, and costs. */
    before: money.optional(),
    after: money.optional(),
    difference: money,
    changed: z.array(z.string()),
  }),
  'order.change_ended': order.extend({
    ticketId: id,
    difference: money.optional(),
    /** Whether the buyer had been asked for the difference, and so awaits the change. */
    buyerWasAsked: z.boolean().optional(),
    reason: z.string().nullable(),
  }),
  'invoice.issued': z.object({
    invoiceId: id,
    orderId: id,
    eventId: id,
    number: z.string(),
    kind: z.enum(['INVOICE', 'CREDIT_NOTE']),
    total: money,
  }),
  'invoice_settings.updated': z.object({ changed: z.array(z.string()) }),
  'list.exported': z.object({ list: z.enum(['orders', 'attendees']), changed: z.array(z.string()) }),
  'waitlist.updated': event.extend({ changed: z.array(z.string()), enabled: z.boolean(), offerMinutes: z.int() }),
  'waitlist.joined': waitlistEntry.extend({
    quantity: z.int().positive(),
    waitlistToken,
    /** False if the address had enough mails of the kind, and is not to get one; absent if it is. */
    told: z.boolean().optional(),
  }),
  'waitlist.joined_again': waitlistEntry.extend({ waitlistToken }),
  'waitlist.offered': waitlistEntry.extend({
    quantity: z.int().positive(),
    offered: z.int().positive(),
    offerExpiresAt: time,
    /** The event's, in which the end of the offer is told. */
    timeZone: z.string(),
    waitlistToken,
  }),
  'waitlist.offer_taken': waitlistEntry,
  'waitlist.offer_lapsed': waitlistEntry,
  'waitlist.left': waitlistEntry,
  'waitlist.removed': waitlistEntry,
  'waitlist.closed': waitlistEntry.extend({
    cause: z.enum(['CANCELLED', 'DELETED', 'TICKETS_WITHDRAWN', 'OVER']),
    reason: z.string().nullable(),
  }),
  'waiting_room.updated': z.object({ eventId: id, changed: z.array(z.string()), ratePerMinute: z.int() }),
  'waiting_room.paused': z.object({ eventId: id }),
  'waiting_room.resumed': z.object({ eventId: id }),
  'user.registered': z.object({ userId: id, email: z.email(), name: z.string() }),
  'user.logged_in': z.object({ userId: id }),
  'user.password_changed': z.object({ userId: id }),
  'user.two_factor_enabled': z.object({ userId: id }),
  'user.two_factor_disabled': z.object({ userId: id }),
  'user.password_reset_requested': z.object({
    userId: id,
    email: z.email(),
    name: z.string(),
    resetToken: z.string().optional(),
  }),
  'member.invited': z.object({
    invitationId: id,
    email: z.email(),
    role: z.enum(ROLES),
    organizationName: z.string(),
    invitationToken: z.string().optional(),
  }),
  'member.invitation_revoked': z.object({ invitationId: id, email: z.email(), role: z.enum(ROLES) }),
  'member.joined': z.object({ userId: id, role: z.enum(ROLES) }),
  'member.role_changed': z.object({ userId: id, role: z.enum(ROLES), previousRole: z.enum(ROLES) }),
  'member.removed': z.object({ userId: id }),
  'organization.updated': z.object({ changed: z.array(z.string()) }),
  'api_token.created': z.object({ tokenId: id, name: z.string(), scopes: z.array(z.string()) }),
  'api_token.revoked': z.object({ tokenId: id }),
  'promo_code.created': z.object({ promoCodeId: id, code: z.string() }),
  'promo_code.deactivated': z.object({ promoCodeId: id, code: z.string() }),
  'fees.updated': z.object({ changed: z.array(z.string()) }),
  'taxes.updated': z.object({ changed: z.array(z.string()) }),
  'plugin.published': z.object({ pluginId: z.string(), version: z.string() }),
  'plugin.installed': plugin.extend({ grantedPermissions: z.array(z.string()), consented: consented.optional() }),
  /** The grants and consents are those that came with the upgrade. */
  'plugin.upgraded': plugin.extend({
    previousVersion: z.string(),
    grantedPermissions: z.array(z.string()).optional(),
    consented: consented.optional(),
  }),
  'plugin.configured': plugin.extend({ changed: z.array(z.string()) }),
  'plugin.enabled': plugin,
  'plugin.disabled': plugin,
  'plugin.uninstalled': plugin,
  'plugin.webhook_addresses_rotated': plugin,
  'plugin.action_executed': plugin.extend({
    action: z.string(),
    ok: z.boolean(),
    errorCode: z.string().nullable(),
    durationMs: z.int(),
  }),
  'plugin.hook_executed': plugin.extend({
    hook: z.string(),
    ok: z.boolean(),
    errorCode: z.string().nullable(),
    durationMs: z.int(),
  }),
  'notification.template_updated': z.object({ template: z.string() }),
  'notification.message_sent': z.object({ eventId: id, subject: z.string(), recipients: z.int() }),
} as const;

export type DomainEventName = keyof typeof PAYLOADS;
export type Payload<Name extends DomainEventName> = z.infer<(typeof PAYLOADS)[Name]>;

/**
 * Payload fields, at any depth, that open a door for whoever holds them. Only a subscriber that declares it needs them
 * (the one that mails them to their owner) gets them; to everyone else the event is delivered without.
 */
export const SECRET_FIELDS: Partial<Record<DomainEventName, readonly string[]>> = {
  'user.password_reset_requested': ['resetToken'],
  'member.invited': ['invitationToken'],
  'order.placed': ['orderToken'],
  'order.confirmed': ['orderToken', 'code'],
  'order.tickets_resent': ['orderToken', 'code'],
  'order.cancelled': ['orderToken'],
  'order.expired': ['orderToken'],
  'order.refunded': ['orderToken'],
  'order.change_requested': ['orderToken'],
  'order.changed': ['orderToken'],
  'order.change_ended': ['orderToken'],
  'waitlist.joined': ['waitlistToken'],
  'waitlist.joined_again': ['waitlistToken'],
  'waitlist.offered': ['waitlistToken'],
  'ticket.issued': ['code'],
  'ticket.checked_in': ['code'],
  'ticket.check_in_undone': ['code'],
  'ticket.transferred': ['code'],
  'ticket.scanned_twice': ['code'],
  'ticket.attendee_changed': ['code'],
};
