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

/** The parts of a manifest that ask for consent and that the API has no fields for. */
export function manifestRequests(manifest: unknown) {
  const { hooks, webhooks, actions } = (manifest ?? {}) as Readonly<Record<string, unknown>>;
  return {
    hooks: Array.isArray(hooks) ? hooks.filter(hook => typeof hook === 'string') : [],
    webhooks: Object.keys(objectOf(webhooks)),
    publicActions: Object.entries(objectOf(actions)).flatMap(([name, action]) =>
      objectOf(action).public === true ? [name] : [],
    ),
  };
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** What says what a version may do. */
export interface AskingVersion {
  readonly permissions: readonly string[];
  readonly network: readonly string[];
  readonly manifest: unknown;
  readonly extensions: ReadonlyArray<{ readonly target: ExtensionTarget; readonly component: string }>;
}

/** One thing that a version may do, in words, and as the manifest has it. */
export interface PluginRequest {
  readonly key: string;
  readonly text: string;
  readonly code: string;
}

/** What a version may do, beside what it does by the clock, with secrets, and with single fields. */
export function requestsOf({ permissions, network, manifest, extensions }: AskingVersion): PluginRequest[] {
  const { hooks, webhooks, publicActions } = manifestRequests(manifest);
  return [
    ...permissions.map(scope => ({ key: scope, text: scopeInWords(scope), code: scope })),
    ...network.map(host => ({ key: `host-${host}`, text: 'Send and receive data over the internet:', code: host })),
    ...hooks.map(hook => ({ key: `hook-${hook}`, text: `Is told when ${hookInWords(hook)}.`, code: hook })),
    ...webhooks.map(name => ({ key: `webhook-${name}`, text: 'Is called from outside by its webhook', code: name })),
    ...extensions.map(({ target, component }) => ({
      key: `${target}-${component}`,
      text: `Shows something ${TARGETS[target]}.`,
      code: component,
    })),
    ...publicActions.map(name => ({ key: `action-${name}`, text: 'Answers your buyers:', code: name })),
  ];
}

/** What a newer version may do of that, and an older one may not. */
export function widenedRequests(before: AskingVersion, after: AskingVersion): PluginRequest[] {
  const known = new Set(requestsOf(before).map(({ key }) => key));
  return requestsOf(after).filter(({ key }) => !known.has(key));
}

/** What a newer version asks for that an older one did not. */
export const widened = (before: readonly string[], after: readonly string[]): string[] =>
  after.filter(entry => !before.includes(entry));

/** A component, and what it is given to see. */
export interface ComponentRequest {
  readonly target: ExtensionTarget;
  readonly component: string;
  readonly fields: ReadonlyArray<{
    readonly type: string;
    readonly field: string;
    readonly description: string;
    readonly scope?: string | null;
  }>;
}

/** The components of a newer version with those fields alone that no component of the older one was given. */
export function widenedFields(
  before: readonly ComponentRequest[],
  after: readonly ComponentRequest[],
): ComponentRequest[] {
  const seen = new Set(before.flatMap(({ fields }) => fields.map(({ type, field }) => `${type}.${field}`)));
  return after
    .map(request => ({ ...request, fields: request.fields.filter(({ type, field }) => !seen.has(`${type}.${field}`)) }))
    .filter(({ fields }) => fields.length > 0);
}
