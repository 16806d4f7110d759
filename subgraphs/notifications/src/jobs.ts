import type { EntityManager } from '@mikro-orm/postgresql';
import type { AnyDomainEvent, DomainEvent } from '@ticketbase/kernel';
import type { JobBatch, Jobs } from '@ticketbase/subgraph-kit';
import { EventTitles } from './event/event-title.ts';
import type { Links } from './links.ts';
import type { Recipient } from './message/audience.ts';
import type { AttachedTicket } from './notification/notification.entity.ts';
import { type NotificationDraft, queueNotifications } from './notification/queue-notifications.ts';
import { memberInvited, passwordReset, userRegistered } from './template/defaults/account-templates.ts';
import { eventCancelled, ticketPassedOn, ticketTransferred } from './template/defaults/event-templates.ts';
import {
  orderCancelled,
  orderChangeEnded,
  orderChangeRequested,
  orderConfirmed,
  orderExpired,
  orderPlaced,
  orderRefunded,
  ticketsResent,
} from './template/defaults/order-templates.ts';
import {
  waitlistClosed,
  waitlistJoined,
  waitlistOffer,
  waitlistOfferLapsed,
} from './template/defaults/waitlist-templates.ts';
import type { TemplateDefinition } from './template/template-definition.ts';
import type { TemplateValues } from './template/template-values.ts';

type OrderEvent = DomainEvent<
  | 'order.placed'
  | 'order.confirmed'
  | 'order.tickets_resent'
  | 'order.change_requested'
  | 'order.change_ended'
  | 'order.cancelled'
  | 'order.expired'
  | 'order.refunded'
>;

type WaitlistEvent = DomainEvent<
  'waitlist.joined' | 'waitlist.joined_again' | 'waitlist.offered' | 'waitlist.offer_lapsed' | 'waitlist.closed'
>;

/**
 * What is sent when something happened elsewhere; one batch is for the events of one transaction, whose messages are
 * queued together. `attendees` has, by domain event, those to be told of a cancelled event: they are asked for before the
 * transaction, which must not wait for another subgraph.
 */
export function createJobs(links: Links, attendees: ReadonlyMap<string, readonly Recipient[]>): JobBatch {
  const queued: NotificationDraft[] = [];
  const titles = new EventTitles();

  /** Queues a message to an order's buyer. */
  const tellBuyer = async (
    em: EntityManager,
    event: OrderEvent,
    template: TemplateDefinition,
    values: TemplateValues = {},
    files: Pick<NotificationDraft, 'attachedTickets' | 'attachesInvoice' | 'documentsOf'> = {},
  ): Promise<void> => {
    const { buyer, orderId, orderToken, eventId, number, total, items } = event.payload;
    const order: TemplateValues = {
      orderNumber: number,
      eventTitle: await titles.of(em, event),
      total,
      items: items.map(item => ({ text: `${item.quantity} × ${item.name}`, amount: item.total })),
      orderUrl: orderToken ? links.order(orderToken) : null,
    };
    const recipient = { recipient: buyer.email, recipientName: buyer.name, eventId, orderId };
    const draft = { ...about(event, template), ...recipient, values: { ...order, ...values }, ...files };
    queued.push(draft);
  };

  /**
   * Queues a message to someone on a waitlist, whose address nobody confirmed to be theirs: it has no word of whoever gave
   * it, not even their name.
   */
  const tellWaiting = async (
    event: WaitlistEvent,
    template: TemplateDefinition,
    values: TemplateValues = {},
  ): Promise<void> => {
    const { email, eventId, title, ticketTypeName } = event.payload;
    const recipient = { recipient: email, eventId };
    const tickets = { eventTitle: title, ticketTypeName };
    queued.push({ ...about(event, template), ...recipient, values: { ...tickets, ...values } });
  };
  const tellPlace = (event: DomainEvent<'waitlist.joined' | 'waitlist.joined_again'>) =>
    tellWaiting(event, waitlistJoined, { placeUrl: links.waitlist(secret(event.payload.waitlistToken, event)) });

  const knowEvent = async (
    { organizationId, payload }: DomainEvent<'event.created' | 'event.updated' | 'event.published'>,
    em: EntityManager,
  ): Promise<void> => {
    if (organizationId !== null) await titles.set(em, organizationId, payload.eventId, payload.title);
  };

  const jobs: Jobs = {
    'event.created': knowEvent,
    'event.updated': knowEvent,
    'event.published': knowEvent,

    'user.registered': async event => {
      const { email, name } = event.payload;
      const values = { adminUrl: links.admin };
      queued.push({ ...about(event, userRegistered), recipient: email, recipientName: name, values });
    },

    'user.password_reset_requested': async event => {
      const { email, name, resetToken } = event.payload;
      const values = { resetUrl: links.resetPassword(secret(resetToken, event)) };
      queued.push({ ...about(event, passwordReset), recipient: email, recipientName: name, values });
    },

    'member.invited': async event => {
      const { email, role, organizationName, invitationToken } = event.payload;
      const invitationUrl = links.invitation(secret(invitationToken, event));
      const values = { organizationName, role, invitationUrl };
      queued.push({ ...about(event, memberInvited), recipient: email, values });
    },

    'order.placed': async (event, em) => {
      // A free order is confirmed in the same breath, and that message has the tickets.
      if (event.payload.total.amount === 0) return;
      const { instructions, paymentReference } = event.payload;
      await tellBuyer(em, event, orderPlaced, { instructions, paymentReference });
    },

    'order.confirmed': (event, em) =>
      tellBuyer(
        em,
        event,
        orderConfirmed,
        { tickets: ticketList(event) },
        { attachedTickets: ticketsOf(event), attachesInvoice: event.payload.total.amount > 0 },
      ),
    'order.tickets_resent': (event, em) =>
      tellBuyer(
        em,
        event,
        ticketsResent,
        { tickets: ticketList(event) },
        { attachedTickets: ticketsOf(event), ...documentsOf(event.payload.changeId) },
      ),
    'order.change_requested': (event, em) => {
      const { difference, paymentReference } = event.payload;
      return tellBuyer(em, event, orderChangeRequested, { difference, paymentReference });
    },
    'order.change_ended': async (event, em) => {
      const { buyerWasAsked, difference } = event.payload;
      if (buyerWasAsked && difference) await tellBuyer(em, event, orderChangeEnded, { difference });
    },
    'order.cancelled': (event, em) => tellBuyer(em, event, orderCancelled, { reason: event.payload.reason }),
    'order.expired': (event, em) => tellBuyer(em, event, orderExpired),
    'order.refunded': async (event, em) => {
      const { refund, reason, refundId } = event.payload;
      // A ticket that cost nothing became void: no money is on its way.
      if (refund.amount > 0) await tellBuyer(em, event, orderRefunded, { refund, reason }, documentsOf(refundId));
    },

    'waitlist.joined': async event => {
      if (event.payload.told !== false) await tellPlace(event);
    },
    'waitlist.joined_again': tellPlace,
    'waitlist.offered': event =>
      tellWaiting(event, waitlistOffer, {
        offered: String(event.payload.offered),
        expiresAt: readableTime(event.payload.offerExpiresAt, event.payload.timeZone),
        offerUrl: links.waitlist(secret(event.payload.waitlistToken, event)),
      }),
    'waitlist.offer_lapsed': event => tellWaiting(event, waitlistOfferLapsed),
    'waitlist.closed': async event => {
      // Of an event that is over there is nothing to tell.
      if (event.payload.cause === 'OVER') return;
      await tellWaiting(event, waitlistClosed, { reason: event.payload.reason });
    },

    'ticket.transferred': async (event, em) => {
      const { attendeeEmail, attendeeName, previousEmail, previousName, eventId, orderId, ticketId } = event.payload;
      const code = secret(event.payload.code, event);
      const title = await titles.of(em, event);
      const toNew: NotificationDraft = {
        ...{
          ...about(event, ticketTransferred),
          recipient: attendeeEmail,
          recipientName: attendeeName,
          eventId,
          orderId,
        },
        ...{ values: { eventTitle: title, ticketCode: code }, attachedTickets: [{ id: ticketId, code }] },
      };
      // Nobody is told of their own correction of a name.
      const changedHands = previousEmail && previousEmail.toLowerCase() !== attendeeEmail.toLowerCase();
      const toOld: NotificationDraft[] = changedHands
        ? [
            {
              ...{
                ...about(event, ticketPassedOn),
                recipient: previousEmail,
                recipientName: previousName,
                eventId,
                orderId,
              },
              values: { eventTitle: title, newName: attendeeName },
            },
          ]
        : [];
      queued.push(toNew, ...toOld);
    },

    'event.cancelled': async event => {
      const { eventId, title, reason } = event.payload;
      const values = { eventTitle: title, reason };
      for (const { email, name } of attendees.get(event.id) ?? []) {
        queued.push({ ...about(event, eventCancelled), recipient: email, recipientName: name, eventId, values });
      }
    },
  };
  return { jobs, finish: async em => void (await queueNotifications(em, queued)) };
}

const about = (
  event: AnyDomainEvent | DomainEvent,
  { name }: TemplateDefinition,
): Pick<NotificationDraft, 'organizationId' | 'template' | 'sourceEventId'> => ({
  organizationId: event.organizationId,
  template: name,
  sourceEventId: event.id,
});

/** A time as the people of an event read it, in no language, e.g. `2027-05-01 20:00 (Europe/Berlin)`. */
function readableTime(instant: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return `${format.format(new Date(instant))} (${timeZone})`;
}

const ticketList = (event: DomainEvent<'order.confirmed' | 'order.tickets_resent'>) =>
  event.payload.tickets.map(({ code, ticketTypeName }) => ({ text: `${ticketTypeName}: ${secret(code, event)}` }));

const ticketsOf = (event: DomainEvent<'order.confirmed' | 'order.tickets_resent'>): AttachedTicket[] =>
  event.payload.tickets.map(({ ticketId, code }) => ({ id: ticketId, code: secret(code, event) }));

/** What became of an order may be documented: by a credit note, and for an exchange by an invoice too. */
const documentsOf = (id: string | undefined): Pick<NotificationDraft, 'attachesInvoice' | 'documentsOf'> =>
  id === undefined ? {} : { attachesInvoice: true, documentsOf: id };

/** A field that only subscribers that receive secrets are given; a message without it would be of no use. */
function secret(value: string | undefined, { name }: { name: string }): string {
  if (!value)
    throw new Error(`${name} came without its secret: notifications must be subscribed with receivesSecrets.`);
  return value;
}
