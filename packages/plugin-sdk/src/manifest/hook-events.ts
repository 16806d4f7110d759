import type { DomainEventName } from '@ticketbase/kernel';

/** The domain events a plugin may hook into. */
export const HOOK_EVENTS = [
  'event.created',
  'event.updated',
  'event.published',
  'event.cancelled',
  'event.deleted',
  'ticket.issued',
  'ticket.checked_in',
  'ticket.transferred',
  'order.placed',
  'order.confirmed',
  'order.cancelled',
  'order.expired',
  'order.refunded',
] as const satisfies readonly DomainEventName[];

/** The name of a domain event a plugin may hook into. */
export type HookEvent = (typeof HOOK_EVENTS)[number];
