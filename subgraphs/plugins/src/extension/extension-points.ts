import { type ContextSchema, contextTypeOf } from '@ticketbase/plugin-sdk/contexts';
import type { ExtensionTarget } from '@ticketbase/plugin-sdk/manifest';

/** Where on the platform a place lies: which people see it. */
export type Surface = 'ADMIN' | 'STOREFRONT' | 'DOOR';

/** How the platform names what a component is shown beside, when it asks for the component's data. */
export interface ContextVariable {
  readonly type: 'ID' | 'String';
  readonly required: boolean;
}

/** A place of the user interface, and what a component there can be given. */
export interface ExtensionPoint {
  readonly target: ExtensionTarget;
  readonly surface: Surface;
  readonly description: string;
  /** What `Extension.input` is told about the place, by name. */
  readonly variables: Readonly<Record<string, ContextVariable>>;
  /** The field of `Query` behind each field of the context type, in terms of the variables; null: the variable itself. */
  readonly sources: Readonly<Record<string, string | null>>;
  /** A query that a component there may take its data by. */
  readonly exampleQuery: string;
}

const id: ContextVariable = { type: 'ID', required: true };
const text: ContextVariable = { type: 'String', required: true };
const organization = 'viewerOrganization';

/** Every place, in the order in which people meet them. */
export const EXTENSION_POINTS: readonly ExtensionPoint[] = [
  {
    target: 'ADMIN_SETTINGS',
    surface: 'ADMIN',
    description: 'The page of settings of the plugin itself, instead of the form made from its configSchema.',
    variables: { organizationId: id },
    sources: { organization },
    exampleQuery: 'query Settings { organization { name slug } }',
  },
  {
    target: 'DASHBOARD_WIDGET',
    surface: 'ADMIN',
    description: 'A card on the dashboard.',
    variables: { organizationId: id },
    sources: { organization },
    exampleQuery:
      'query Widget { organization { upcomingEvents(first: 5) { title startsAt ticketsSold } overview { checkedIn } } }',
  },
  {
    target: 'EVENT_CREATION',
    surface: 'ADMIN',
    description: 'A step in the form that makes an event.',
    variables: { organizationId: id },
    sources: { organization },
    exampleQuery: 'query NewEvent { organization { name } }',
  },
  {
    target: 'EVENT_DETAIL',
    surface: 'ADMIN',
    description: 'A card beside an event in the administration.',
    variables: { eventId: id },
    sources: { event: 'event(id: $eventId)', organization },
    exampleQuery: 'query Detail { event { title startsAt ticketsSold } }',
  },
  {
    target: 'TICKET_SELECTION',
    surface: 'STOREFRONT',
    description: 'Below the list of tickets that a buyer chooses from.',
    variables: { organization: text, eventSlug: text },
    sources: { event: 'publicEvent(organization: $organization, slug: $eventSlug)', organization },
    exampleQuery: 'query Selection { event { title startsAt } organization { name } }',
  },
  {
    target: 'PAYMENT_METHODS',
    surface: 'STOREFRONT',
    description: 'The form of a way to pay, at checkout.',
    variables: { cartToken: text, method: text },
    sources: { cart: 'cart(token: $cartToken)', method: null, organization },
    exampleQuery: 'query Payment { method cart { total { amount currency } expiresAt } }',
  },
  {
    target: 'CHECKOUT_CONFIRMATION',
    surface: 'STOREFRONT',
    description: 'On the page that a buyer sees after the order.',
    variables: { orderToken: text },
    sources: { order: 'order(token: $orderToken)', organization },
    exampleQuery: 'query Confirmation { order { number status total { amount currency } } }',
  },
  {
    target: 'ORDER_DETAIL',
    surface: 'ADMIN',
    description: 'A card beside an order in the administration.',
    variables: { orderId: id },
    sources: { order: 'order(id: $orderId)', organization },
    exampleQuery: 'query Detail { order { number status buyer { name } } }',
  },
  {
    target: 'CHECK_IN',
    surface: 'DOOR',
    description: 'Beside the scanner at the door.',
    variables: { eventId: id, code: { type: 'String', required: false } },
    sources: { event: 'event(id: $eventId)', ticket: 'ticket(code: $code)', organization },
    exampleQuery: 'query Door { event { title } ticket { status ticketType { name } } }',
  },
];

/** The place of this name. */
export const extensionPoint = (target: ExtensionTarget): ExtensionPoint =>
  EXTENSION_POINTS.find(each => each.target === target)!;

/** The place as clients see it. */
export const describePoint = ({ target, ...point }: ExtensionPoint, contexts: ContextSchema) => ({
  target,
  ...point,
  contextType: contextTypeOf(target),
  contextSDL: contexts.sdlOf(contextTypeOf(target)),
});
