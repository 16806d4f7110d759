import type { ExtensionTarget } from '@ticketbase/plugin-sdk/manifest';

/** Where on the platform a place lies: which people see it. */
export type Surface = 'ADMIN' | 'STOREFRONT' | 'DOOR';

/** A place of the user interface, and what a component there can be given. */
export interface ExtensionPoint {
  readonly target: ExtensionTarget;
  readonly surface: Surface;
  readonly description: string;
  /** The GraphQL type of the context, in `contextSDL`. */
  readonly contextType: string;
  readonly contextSDL: string;
  /** A query that a component there may name as its input; its variables are the context's fields. */
  readonly exampleQuery: string;
}

const point = (
  target: ExtensionTarget,
  surface: Surface,
  description: string,
  context: { type: string; fields: Readonly<Record<string, readonly [type: string, meaning: string]>> },
  exampleQuery: string,
): ExtensionPoint => {
  const fields = Object.entries(context.fields).map(([name, [type, meaning]]) => `  "${meaning}"\n  ${name}: ${type}`);
  const contextSDL = `"""What a component at ${target} is shown beside."""\ntype ${context.type} {\n${fields.join('\n')}\n}`;
  return { target, surface, description, contextType: context.type, contextSDL, exampleQuery };
};

const organizationId = ['ID!', 'The organization.'] as const;

/** Every place, in the order in which people meet them. */
export const EXTENSION_POINTS: readonly ExtensionPoint[] = [
  point(
    'ADMIN_SETTINGS',
    'ADMIN',
    'The page of settings of the plugin itself, instead of the form made from its configSchema.',
    { type: 'AdminSettingsContext', fields: { organizationId } },
    'query Settings { viewerOrganization { name slug } }',
  ),
  point(
    'DASHBOARD_WIDGET',
    'ADMIN',
    'A card on the dashboard.',
    { type: 'DashboardWidgetContext', fields: { organizationId } },
    'query Widget { events(first: 5) { edges { node { id title ticketsSold } } } }',
  ),
  point(
    'EVENT_CREATION',
    'ADMIN',
    'A step in the form that makes an event.',
    { type: 'EventCreationContext', fields: { organizationId } },
    'query NewEvent { viewerOrganization { name } }',
  ),
  point(
    'EVENT_DETAIL',
    'ADMIN',
    'A card beside an event in the administration.',
    { type: 'EventDetailContext', fields: { eventId: ['ID!', 'The event.'] } },
    'query Detail($eventId: ID!) { event(id: $eventId) { title startsAt ticketsSold } }',
  ),
  point(
    'TICKET_SELECTION',
    'STOREFRONT',
    'Below the list of tickets that a buyer chooses from.',
    {
      type: 'TicketSelectionContext',
      fields: {
        organization: ['String!', 'The slug of the organization.'],
        eventSlug: ['String!', 'The slug of the event.'],
      },
    },
    'query Selection($organization: String!, $eventSlug: String!) { publicEvent(organization: $organization, slug: $eventSlug) { title startsAt } }',
  ),
  point(
    'PAYMENT_METHODS',
    'STOREFRONT',
    'The form of a way to pay, at checkout.',
    {
      type: 'PaymentMethodsContext',
      fields: { cartToken: ['String!', 'The token of the cart.'], method: ['String!', 'The method that was chosen.'] },
    },
    'query Payment($cartToken: String!) { cart(token: $cartToken) { total { amount currency } expiresAt } }',
  ),
  point(
    'CHECKOUT_CONFIRMATION',
    'STOREFRONT',
    'On the page that a buyer sees after the order.',
    { type: 'CheckoutConfirmationContext', fields: { orderToken: ['String!', 'The token of the order.'] } },
    'query Confirmation($orderToken: String!) { order(token: $orderToken) { number status total { amount currency } } }',
  ),
  point(
    'ORDER_DETAIL',
    'ADMIN',
    'A card beside an order in the administration.',
    { type: 'OrderDetailContext', fields: { orderId: ['ID!', 'The order.'] } },
    'query Detail($orderId: ID!) { order(id: $orderId) { number status buyer { name } } }',
  ),
  point(
    'CHECK_IN',
    'DOOR',
    'Beside the scanner at the door.',
    { type: 'CheckInContext', fields: { eventId: ['ID!', 'The event.'], code: ['String', 'The last code scanned.'] } },
    'query Door($eventId: ID!) { event(id: $eventId) { title ticketsSold } }',
  ),
];

export const surfaceOf = (target: ExtensionTarget): Surface =>
  EXTENSION_POINTS.find(each => each.target === target)!.surface;
