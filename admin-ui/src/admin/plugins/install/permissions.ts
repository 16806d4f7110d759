import type { ExtensionTarget } from '../../../generated/graphql.ts';

const SCOPES: Readonly<Record<string, string>> = {
  'organization:read': 'See your organization, its settings and its members.',
  'events:read': 'See your events that are not public, with their ticket types.',
  'events:write': 'Create, change, publish, cancel and delete events and ticket types.',
  'tickets:read': 'See tickets and their attendees.',
  'tickets:write': 'Transfer tickets and change attendees.',
  'tickets:check_in': 'Check tickets in at the door, and undo it.',
  'orders:read': 'See orders, buyers and payments.',
  'orders:write': 'Record payments, cancel orders and send tickets again.',
  'orders:refund': 'Give money back.',
  'payments:read': 'See promo codes, fees and tax rules.',
  'payments:write': 'Change promo codes, fees and tax rules.',
  'plugins:read': 'See installed plugins and their logs.',
  'analytics:read': 'See your sales figures.',
  'activity:read': 'See your activity log.',
  'notifications:read': 'See which messages were sent to whom.',
  'notifications:write': 'Change templates and send messages.',
};

const HOOKS: Readonly<Record<string, string>> = {
  'event.created': 'an event is created',
  'event.updated': 'an event is changed',
  'event.published': 'an event is published',
  'event.cancelled': 'an event is cancelled',
  'event.deleted': 'an event is deleted',
  'ticket.issued': 'a ticket is issued',
  'ticket.checked_in': 'a ticket is checked in',
  'ticket.transferred': 'a ticket is transferred',
  'order.placed': 'an order is placed',
  'order.confirmed': 'an order is confirmed',
  'order.cancelled': 'an order is cancelled',
  'order.expired': 'an order expires',
  'order.refunded': 'an order is refunded',
};

/** Where a plugin's components show, in words; completes "Shows something …". */
export const TARGETS: Readonly<Record<ExtensionTarget, string>> = {
  ADMIN_SETTINGS: 'on its own page of settings',
  DASHBOARD_WIDGET: 'on the dashboard',
  EVENT_CREATION: 'in the form that makes an event',
  EVENT_DETAIL: 'beside an event',
  TICKET_SELECTION: 'to buyers, below the list of tickets',
  PAYMENT_METHODS: 'to buyers, as a way to pay',
  CHECKOUT_CONFIRMATION: 'to buyers, after the order',
  ORDER_DETAIL: 'beside an order',
  CHECK_IN: 'at the door, beside the scanner',
};

/** What a scope allows, in words; the scope itself if this page does not know it. */
export const scopeInWords = (scope: string): string => SCOPES[scope] ?? scope;

/** When a hook calls the plugin, in words; completes "Is told when …". */
export const hookInWords = (hook: string): string => HOOKS[hook] ?? hook;
