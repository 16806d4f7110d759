import type { AnyDomainEvent, DomainEventName, Scope, SubgraphName, Viewer } from '@ticketbase/kernel';

/** A part of a payload that the supergraph answers, asked as the subscriber. */
export interface LiveLink {
  /** A root field of the supergraph; `$live_id` is the subscription's argument, `...Selected` what the client selects. */
  readonly ask: string;
  /** The fields between the root field and what is selected; a list on the way is one of what is selected. */
  readonly below?: readonly string[];
  /** A list of which only what was not sent before is sent; its elements are asked for their `live_key`. */
  readonly onlyNew?: boolean;
}

/** Facts about what happened since the last payload, by field; the others are links. */
export type LiveFacts = Readonly<Record<string, unknown>>;

/** One field of the type Subscription: what it tells, to whom, and what makes it look again. */
export interface LiveField {
  readonly name: string;
  /** The scope that the subscriber needs in their organization; `authenticated`: nobody's in particular. */
  readonly access: Scope | 'authenticated';
  /** The field with its description, as it stands in the type Subscription. */
  readonly sdl: string;
  /** The type of its payload, and what else is defined with it. */
  readonly types: string;
  readonly payload: string;
  /** Types and root fields that the supergraph must have for it. */
  readonly needs: readonly string[];
  /** The argument whose value is `$live_id`. */
  readonly argument?: string;
  readonly links: Readonly<Record<string, LiveLink>>;
  /** What is watched, asked with every payload: a root field that is null for whoever may not see it. */
  readonly subject?: {
    readonly ask: string;
    /** True if what was answered is of the subscriber's organization. */
    isOf(answer: unknown, viewer: Viewer): boolean;
    /** What it is called in NOT_FOUND. */
    readonly called: string;
  };
  /** The domain events that concern it, by who tells them. */
  readonly events: Partial<Record<SubgraphName, readonly DomainEventName[]>>;
  /** The id that a domain event concerns. */
  idOf(event: AnyDomainEvent): string | undefined;
  /** What a payload says of the domain events that led to it. */
  factsOf(events: readonly AnyDomainEvent[]): LiveFacts;
  /** True where a look a little later may show more: figures that another part of the platform counts after the event. */
  readonly settles?: boolean;
}

const payloadId = (name: string) => (event: AnyDomainEvent) => {
  const id = (event.payload as Record<string, unknown>)[name];
  return typeof id === 'string' ? id : undefined;
};

const latest = (events: readonly AnyDomainEvent[]) => events.at(-1)?.occurredAt ?? new Date().toISOString();

const isOfOrganization = (answer: unknown, viewer: Viewer) =>
  (answer as { organization?: { id?: unknown } } | null)?.organization?.id === viewer.organizationId;

const EVENT = { ask: 'event(id: $live_id) { organization { id } }', isOf: isOfOrganization, called: 'The event' };

/** What streams about an event have in common. */
const OF_EVENT = {
  ...{ argument: 'eventId', subject: EVENT, idOf: payloadId('eventId'), settles: true },
} satisfies Partial<LiveField>;
const EVENT_LINK = { ask: 'event(id: $live_id) { ...Selected }' };

const eventSales: LiveField = {
  ...OF_EVENT,
  name: 'eventSales',
  access: 'events:read',
  sdl: `"""
    The sales of an event of the viewer's organization: as they are, and again whenever they have changed. Changes close
    together are told as one. Needs the scope events:read.
    """
    eventSales("""The event.""" eventId: ID!): EventSalesUpdate!`,
  payload: 'EventSalesUpdate',
  types: `"""The sales of an event at a moment."""
    type EventSalesUpdate {
      """When they last changed; when the stream began, in its first payload."""
      at: DateTime!
      """The event as it is now, with what is sold, held and left of it."""
      event: Event!
    }`,
  needs: ['DateTime', 'Event', 'Query.event'],
  links: { event: EVENT_LINK },
  events: {
    events: ['ticket.issued', 'event.updated', 'event.published', 'event.cancelled', 'event.completed'],
    payments: [
      'order.placed',
      'order.confirmed',
      'order.cancelled',
      'order.expired',
      'order.refunded',
      'order.changed',
      'order.change_ended',
    ],
  },
  factsOf: events => ({ at: latest(events) }),
};

/** The most scans that one payload tells of. */
const MOST_SCANS = 100;
const SCANS: Partial<Record<DomainEventName, string>> = {
  'ticket.checked_in': 'CHECKED_IN',
  'ticket.check_in_undone': 'UNDONE',
  'ticket.scanned_twice': 'SCANNED_TWICE',
};

const checkIns: LiveField = {
  ...OF_EVENT,
  name: 'checkIns',
  access: 'tickets:check_in',
  sdl: `"""
    Who comes in at an event of the viewer's organization: the counts as they are, and again with every scan. Scans close
    together are told as one. Needs the scope tickets:check_in.
    """
    checkIns("""The event.""" eventId: ID!): CheckInsUpdate!`,
  payload: 'CheckInsUpdate',
  types: `"""What happened at the doors of an event, and what the counts are now."""
    type CheckInsUpdate {
      """When the last of it happened; when the stream began, in its first payload."""
      at: DateTime!
      """The event."""
      event: Event!
      """Its check-in lists, the event's own door first, with their counts."""
      lists: [CheckInList!]!
      """The scans since the last payload, oldest first, the newest ${MOST_SCANS} at most; none in the first payload."""
      scans: [CheckInScan!]!
    }
    """A scan at a door."""
    type CheckInScan {
      """When it was told of."""
      at: DateTime!
      """What came of it."""
      kind: CheckInScanKind!
      """The list that it was for; the event's id for the event's own door."""
      listId: ID!
      """The ticket."""
      ticketId: ID!
    }
    """What came of a scan."""
    enum CheckInScanKind {
      """Its bearer came in."""
      CHECKED_IN
      """Two devices without a network let bearers of one ticket in."""
      SCANNED_TWICE
      """An admission was undone."""
      UNDONE
    }`,
  needs: ['DateTime', 'Event', 'CheckInList', 'Query.event', 'Query.checkInLists'],
  links: {
    event: EVENT_LINK,
    lists: { ask: 'checkInLists(eventId: $live_id) { ...Selected }' },
  },
  events: {
    events: [
      'ticket.checked_in',
      'ticket.check_in_undone',
      'ticket.scanned_twice',
      'ticket.issued',
      'check_in_list.changed',
    ],
  },
  factsOf: events => ({ at: latest(events), scans: events.flatMap(scanOf).slice(-MOST_SCANS) }),
};

function scanOf({ name, occurredAt, payload }: AnyDomainEvent) {
  const kind = SCANS[name];
  if (!kind) return [];
  const { ticketId, eventId, listId } = payload as { ticketId: string; eventId: string; listId?: string | null };
  return [{ __typename: 'CheckInScan', at: occurredAt, kind, ticketId, listId: listId ?? eventId }];
}

const pluginLogs: LiveField = {
  name: 'pluginLogs',
  access: 'plugins:read',
  sdl: `"""
    What an installed plugin writes to its log: the newest lines at once, and further ones as they are written. Needs the
    scope plugins:read.
    """
    pluginLogs("""The installation.""" installationId: ID!): PluginLogsUpdate!`,
  payload: 'PluginLogsUpdate',
  types: `"""New lines in the log of an installation."""
    type PluginLogsUpdate {
      """When the last of them were written; when the stream began, in its first payload."""
      at: DateTime!
      """The installation."""
      installation: PluginInstallation!
      """Lines that no payload before had, newest first, the newest 100 at most."""
      lines: [PluginLog!]!
    }`,
  needs: ['DateTime', 'PluginInstallation', 'PluginLog', 'Query.pluginInstallation'],
  argument: 'installationId',
  links: {
    installation: { ask: 'pluginInstallation(id: $live_id) { ...Selected }' },
    lines: {
      ask: 'pluginInstallation(id: $live_id) { logs(first: 100) { edges { node { live_key: id ...Selected } } } }',
      below: ['logs', 'edges', 'node'],
      onlyNew: true,
    },
  },
  subject: {
    ask: 'pluginInstallation(id: $live_id) { id }',
    isOf: answer => answer !== null && answer !== undefined,
    called: 'The installation',
  },
  events: {
    plugins: [
      'plugin.action_executed',
      'plugin.hook_executed',
      'plugin.enabled',
      'plugin.disabled',
      'plugin.configured',
      'plugin.upgraded',
      'plugin.uninstalled',
    ],
  },
  idOf: payloadId('installationId'),
  factsOf: events => ({ at: latest(events) }),
};

/** What a stream of `supergraphChanged` is told in place of domain events. */
export const SUPERGRAPH_CHANGED = 'supergraphChanged';

const supergraphChanged: LiveField = {
  name: SUPERGRAPH_CHANGED,
  access: 'authenticated',
  sdl: `"""
    The schema that this server answers: which one it is, and again whenever a plugin was published that adds to it. For
    tools that show the schema. Needs an access token, whatever its rights.
    """
    supergraphChanged: SupergraphUpdate!`,
  payload: 'SupergraphUpdate',
  types: `"""A schema that this server has begun to answer."""
    type SupergraphUpdate {
      """When this was told."""
      at: DateTime!
      """Its id: another one for every composition."""
      id: ID!
    }`,
  needs: ['DateTime'],
  links: {},
  events: {},
  idOf: () => undefined,
  factsOf: events => ({ at: latest(events) }),
};

/** Everything that can be subscribed to. */
export const LIVE_FIELDS: readonly LiveField[] = [eventSales, checkIns, pluginLogs, supergraphChanged];

/** Who may subscribe: for docs/permissions.md. */
export const SUBSCRIPTION_ACCESS: ReadonlyMap<string, Scope | 'authenticated'> = new Map(
  LIVE_FIELDS.map(({ name, access }) => [`Subscription.${name}`, access]),
);
