import type { CreateIndexesOptions } from 'mongodb';

/** A field of a document, in the terms of JSON Schema, with the BSON type where JSON has none. */
export interface FieldShape {
  readonly bsonType: string | readonly string[];
  readonly description: string;
}

/** One collection: what its documents look like, and by which indexes they are found. */
export interface CollectionDescription {
  readonly name: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, FieldShape>>;
  readonly indexes: ReadonlyArray<{
    readonly name: string;
    readonly key: Record<string, 1 | -1>;
    readonly options?: CreateIndexesOptions;
    readonly purpose: string;
  }>;
}

const organizationId = { bsonType: 'string', description: 'The tenant; every query names it.' } as const;
const text = (description: string): FieldShape => ({ bsonType: 'string', description });
const optionalText = (description: string): FieldShape => ({ bsonType: ['string', 'null'], description });
const number = (description: string): FieldShape => ({ bsonType: ['int', 'long', 'double'], description });
const date = (description: string): FieldShape => ({ bsonType: 'date', description });

const SECONDS_PER_DAY = 86_400;
/** How long page views are kept; sales figures and the activity log stay. */
const PAGE_VIEW_DAYS = 400;

const rollup = (name: string, unit: string): CollectionDescription => ({
  name,
  description: `Sales figures per ${unit} (UTC), one document per combination of what they are counted by.`,
  fields: {
    _id: text('Hash of everything that the figures are counted by, so that a combination has one document.'),
    organizationId,
    startsAt: date(`Start of the ${unit}.`),
    kind: text(
      'ORDER: figures of whole orders. LINE: figures of one ticket type within orders. DOOR: tickets at the door.',
    ),
    eventId: text('The event.'),
    ticketTypeId: optionalText('The ticket type; null in documents of whole orders.'),
    ticketTypeName: optionalText('Its name when it was first sold in this time.'),
    paymentMethod: optionalText('How the orders were paid; null for free ones.'),
    promoCode: optionalText('The promo code of the orders; null for none.'),
    currency: optionalText('ISO 4217; null at the door.'),
    orders: number('Orders confirmed.'),
    tickets: number('Tickets in them.'),
    gross: number('What they cost, in minor units.'),
    refunded: number('What was given back, in minor units, when it was given back.'),
    checkedIn: number('Tickets checked in, less those undone.'),
    pending: {
      bsonType: 'array',
      description: 'Ids of domain events that are counted here and still being applied elsewhere; see the projector.',
    },
  },
  indexes: [
    {
      name: 'by_time',
      key: { organizationId: 1, kind: 1, startsAt: 1 },
      purpose: 'Figures of the organization over a range.',
    },
    {
      name: 'by_event_and_time',
      key: { organizationId: 1, eventId: 1, kind: 1, startsAt: 1 },
      purpose: 'Figures of some events over a range.',
    },
  ],
});

/** Everything that analytics keeps in MongoDB. Documentation and the indexes made at start both come from here. */
export const analyticsCollections = {
  domainEvents: {
    name: 'domain_events',
    description: 'Every domain event as it was delivered, without its secret fields; the source of all the others.',
    fields: {
      _id: text('The domain event’s id: a second delivery of it cannot be stored.'),
      organizationId: optionalText('The tenant; null for what concerns none.'),
      name: text('What happened, such as order.confirmed.'),
      occurredAt: date('When.'),
      receivedAt: date('When it was first delivered.'),
      event: { bsonType: 'object', description: 'The event itself, envelope and payload.' },
      projectedAt: { bsonType: ['date', 'null'], description: 'When it was applied to all projections; null until.' },
      leasedUntil: date('Until when the one that applies it has it for itself.'),
      lease: optionalText('Who has it.'),
    },
    indexes: [
      {
        name: 'unfinished',
        key: { projectedAt: 1, leasedUntil: 1 },
        purpose: 'Events whose application was interrupted, to be taken up again.',
      },
    ],
  },
  quarterHours: rollup('sales_quarter_hourly', 'quarter of an hour'),
  days: rollup('sales_daily', 'day'),
  activities: {
    name: 'activities',
    description: 'The activity log: who did what, when, and from which request.',
    fields: {
      _id: text('The domain event’s id.'),
      organizationId,
      occurredAt: date('When it happened.'),
      name: text('What happened, such as event.published.'),
      actorKind: text('user, api-token, plugin, service or anonymous.'),
      actorId: optionalText('Id of the user, token or installation, or the name of the service; null for guests.'),
      requestId: text('The request it was done by.'),
      subjectType: text('What it was done to, such as Event or Order.'),
      subjectId: optionalText('Its id.'),
      subjectLabel: optionalText('What people call it: a title, an order number, a promo code.'),
      eventId: optionalText('The event that it concerns, if it concerns one.'),
      changed: { bsonType: 'array', description: 'Names of the fields that changed.' },
      details: { bsonType: 'object', description: 'Further facts; no secrets and no addresses of buyers.' },
    },
    indexes: [
      { name: 'by_time', key: { organizationId: 1, occurredAt: -1, _id: -1 }, purpose: 'The log, newest first.' },
      {
        name: 'by_event',
        key: { organizationId: 1, eventId: 1, occurredAt: -1, _id: -1 },
        purpose: 'The log of one event.',
      },
      {
        name: 'by_actor',
        key: { organizationId: 1, actorId: 1, occurredAt: -1, _id: -1 },
        purpose: 'What one person, token or plugin did.',
      },
    ],
  },
  events: {
    name: 'events',
    description: 'Which organization an event belongs to, for views by guests, who belong to none.',
    fields: {
      _id: text('The event’s id.'),
      organizationId,
      published: { bsonType: 'bool', description: 'Whether its page can be seen, unless it is private.' },
      changedAt: date('When the newest domain event that `published` reflects happened.'),
      private: { bsonType: 'bool', description: 'Whether only its organization sees it.' },
      seenAt: date('When the newest domain event that `private` reflects happened.'),
    },
    indexes: [],
  },
  pageViews: {
    name: 'page_views',
    description: `Views of events’ pages per day, visitor and referrer; dropped after ${PAGE_VIEW_DAYS} days.`,
    fields: {
      _id: text('Hash of event, day, visitor and referrer.'),
      organizationId,
      eventId: text('The event.'),
      day: date('The UTC day.'),
      visitor: optionalText(
        'Hash of the visitor’s id and the event, so that visitors cannot be followed from event to event.',
      ),
      referrer: optionalText('Host that the visitor came from; null if unknown.'),
      views: number('How often.'),
    },
    indexes: [
      {
        name: 'by_event_and_day',
        key: { organizationId: 1, eventId: 1, day: 1 },
        purpose: 'Views of some events over a range.',
      },
      { name: 'by_day', key: { organizationId: 1, day: 1 }, purpose: 'Views of all events over a range.' },
      {
        name: 'expiry',
        key: { day: 1 },
        options: { expireAfterSeconds: PAGE_VIEW_DAYS * SECONDS_PER_DAY },
        purpose: 'Forgets old views.',
      },
    ],
  },
} as const satisfies Record<string, CollectionDescription>;
