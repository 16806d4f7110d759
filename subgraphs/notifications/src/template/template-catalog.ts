import { memberInvited, passwordReset, userRegistered } from './defaults/account-templates.ts';
import { attendeeMessage, eventCancelled, ticketPassedOn, ticketTransferred } from './defaults/event-templates.ts';
import {
  orderCancelled,
  orderChangeEnded,
  orderChangeRequested,
  orderConfirmed,
  orderExpired,
  orderPlaced,
  orderRefunded,
  ticketsResent,
} from './defaults/order-templates.ts';
import { waitlistClosed, waitlistJoined, waitlistOffer, waitlistOfferLapsed } from './defaults/waitlist-templates.ts';
import type { TemplateDefinition } from './template-definition.ts';

/** Every kind of message there is. */
export const TEMPLATES = [
  userRegistered,
  passwordReset,
  memberInvited,
  orderPlaced,
  orderConfirmed,
  ticketsResent,
  orderChangeRequested,
  orderChangeEnded,
  orderRefunded,
  orderCancelled,
  orderExpired,
  eventCancelled,
  ticketTransferred,
  ticketPassedOn,
  waitlistJoined,
  waitlistOffer,
  waitlistOfferLapsed,
  waitlistClosed,
  attendeeMessage,
] as const satisfies readonly TemplateDefinition[];

const byName = new Map<string, TemplateDefinition>(TEMPLATES.map(template => [template.name, template]));

/** The template of that name; undefined if there is none. */
export const findTemplate = (name: string): TemplateDefinition | undefined => byName.get(name);
