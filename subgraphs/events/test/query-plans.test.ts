import { newId, Viewer } from '@ticketbase/kernel';
import { queryPlans, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventsUnderTest, startEvents } from './events-under-test.ts';

// The lists that the API offers, on as many rows as make the planner think: an organization with 2,000 of 20,000 events,
// one of which has 5,000 of 60,000 tickets.
const owner = testViewer();
const guest = Viewer.anonymous;
const [big, series] = [newId(), newId()];
const organizationId = owner.organizationId;
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ organizations: { harbour: organizationId } });
  await events.rows(
    `insert into venue (id, organization_id, name, city, created_at)
     select gen_random_uuid(), case when n % 10 = 0 then ?::uuid else gen_random_uuid() end, 'Hall ' || n, 'Town ' || n % 200, now()
       from generate_series(1, 20000) n`,
    [organizationId],
  );
  await events.rows(
    `insert into event_series (id, organization_id, title, time_zone, created_at, updated_at)
     select case when n = 1 then ?::uuid else gen_random_uuid() end,
            case when n % 10 = 0 or n = 1 then ?::uuid else gen_random_uuid() end, 'Series', 'UTC', now(), now()
       from generate_series(1, 4000) n`,
    [series, organizationId],
  );
  await events.rows(
    `insert into event (id, organization_id, slug, title, description, category, tags, status, visibility, starts_at, ends_at,
            time_zone, venue_id, currency, version, published_at, created_at, updated_at, series_id)
     select case when n = 10 then ?::uuid else gen_random_uuid() end,
            case when n % 10 = 0 then ?::uuid else gen_random_uuid() end, 'e' || n,
            'Event ' || md5((n % 3000)::text), 'About ' || md5(n::text), 'category' || n % 100, array['tag' || n % 300, 'all'],
            case when n % 4 = 0 then 'DRAFT' else 'PUBLISHED' end, 'PUBLIC',
            now() + n * interval '1 hour', now() + (n + 1) * interval '1 hour', 'UTC',
            v.id, 'EUR', 1, now(), now(), now(),
            case when n % 50 = 0 then ?::uuid end
       from generate_series(1, 20000) n join (select id, row_number() over () as number from venue) v on v.number = n`,
    [big, organizationId, series],
  );
  await events.rows('insert into event_stock (event_id, organization_id) select id, organization_id from event');
  await events.rows(
    `insert into ticket_type (id, organization_id, event_id, name, price_amount, currency, quantity, sold, held, min_per_order,
            max_per_order, hidden, sort_order, created_at, updated_at)
     select gen_random_uuid(), organization_id, id, 'Standing', 100, 'EUR', 100000, 0, 0, 1, 10, false, 0, now(), now() from event`,
  );
  await events.rows(
    `insert into ticket (id, organization_id, event_id, ticket_type_id, order_id, code, status, attendee_name, attendee_email, issued_at)
     select gen_random_uuid(), t.organization_id, t.event_id, t.id, gen_random_uuid(), upper(md5(random()::text)), 'VALID',
            'Name' || md5((n % 5000)::text) || ' Person' || n, 'p' || n || '@example.com', now()
       from ticket_type t, generate_series(1, case when t.event_id = ? then 5000 when random() < 0.1 then 30 else 0 end) n`,
    [big],
  );
  await events.rows('vacuum analyze');
}, 120_000);
afterAll(() => events.close());

const page = (list: string, fields = 'id') => `{ ${list} { totalCount edges { cursor node { ${fields} } } } }`;
const word = 'cfcd208495d565ef66e7dff9f98764da';

test.each([
  ['the organization’s events', 'event_by_start', owner, page('events(first: 20)')],
  ['its events of a status', 'event_by_start', owner, page('events(first: 20, filter: { status: DRAFT })')],
  [
    'its events in a time',
    'event_by_start',
    owner,
    page('events(filter: { from: "2030-01-01T00:00:00Z", to: "2030-02-01T00:00:00Z" })'),
  ],
  ['its events of a category', 'event_by_category', owner, page('events(filter: { category: "category10" })')],
  ['its events with a tag', 'event_tags', owner, page('events(filter: { tags: ["tag10", "tag11"] })')],
  ['its events by a word', 'event_search', owner, page(`events(filter: { text: "${word}" })`)],
  ['its events by the beginning of a word', 'event_search', owner, page('events(filter: { text: "cfcd20" })')],
  ['its events by place', 'event_search', owner, page('events(filter: { place: "town 17" })')],
  [
    'its coming events',
    'event_upcoming',
    owner,
    `{ _entities(representations: [{ __typename: "Organization", id: "${organizationId}" }]) {
       ... on Organization { upcomingEvents(first: 5) { id title } } } }`,
  ],
  ['its series', 'event_series_newest', owner, page('eventSeriesList(first: 20)')],
  [
    'the dates of a series',
    'event_by_series',
    owner,
    `{ eventSeries(id: "${series}") { events(first: 20) { totalCount edges { node { id } } } } }`,
  ],
  ['its venues', 'venue_newest', owner, page('venues(first: 20)')],
  [
    'public events',
    'event_public_by_start',
    guest,
    page('publicEvents(first: 20)', 'id title venue { name } images { id } ticketTypes { id available }'),
  ],
  [
    'public events of an organization',
    'event_public_of_organization',
    guest,
    page('publicEvents(organization: "harbour")'),
  ],
  [
    'public events of a category',
    'event_public_by_category',
    guest,
    page('publicEvents(filter: { category: "category11" })'),
  ],
  ['public events with a tag', 'event_tags', guest, page('publicEvents(filter: { tags: ["tag11"] })')],
  ['public events by words', 'event_search', guest, page(`publicEvents(filter: { text: "event ${word}" })`)],
  ['public events by place', 'event_search', guest, page('publicEvents(filter: { place: "town 17", text: "hall" })')],
  [
    'public events in a time',
    'event_public_by_start',
    guest,
    page('publicEvents(filter: { startsAfter: "2028-01-01T00:00:00Z", startsBefore: "2028-01-08T00:00:00Z" })'),
  ],
  [
    'what to filter an organization’s shop by',
    'venue_pkey',
    guest,
    '{ publicEventFacets(organization: "harbour") { tags { value count } } }',
  ],
  [
    'a public event',
    'event_by_series',
    guest,
    '{ publicEvent(organization: "harbour", slug: "e50") { id series { events { edges { node { id } } } } } }',
  ],
  ['the organization’s tickets', 'ticket_by_organization', owner, page('tickets(first: 20)')],
  ['the tickets of an event', 'ticket_by_event', owner, page(`tickets(filter: { eventId: "${big}" })`)],
  [
    'valid tickets of an event',
    'ticket_by_event',
    owner,
    page(`tickets(filter: { eventId: "${big}", status: VALID })`),
  ],
  [
    'tickets by a name',
    'ticket_search',
    owner,
    page('tickets(filter: { text: "Namecfcd208495d565ef66e7dff9f98764da" })'),
  ],
  ['tickets by the beginning of a name', 'ticket_search', owner, page('tickets(filter: { text: "person499" })')],
  ['tickets by an address', 'ticket_search', owner, page('tickets(filter: { text: "p4990@example.com" })')],
  [
    'tickets of an event by a name',
    'ticket_search',
    owner,
    page(`tickets(filter: { eventId: "${big}", text: "person499" })`),
  ],
  ['a ticket by its code', 'ticket_code', guest, '{ ticket(code: "7QXK-2M9D-RT4V-B") { id } }'],
])('%s come from %s', async (_, index, viewer, query) => {
  const plans = await queryPlans(events.test.database, () => events.data(viewer, query));
  expect(plans.filter(plan => plan.scanned.length > 0)).toEqual([]);
  expect(plans.flatMap(plan => plan.indexes)).toContain(index);
});

test('a search without its index is noticed, and a table that is read whole (control)', async () => {
  await events.rows('drop index ticket_search');
  const plans = await queryPlans(events.test.database, () =>
    events.data(owner, page('tickets(filter: { text: "p4990@example.com" })')),
  );
  await events.rows('create index ticket_search on ticket using gin (search)');
  expect(plans.flatMap(plan => plan.indexes)).not.toContain('ticket_search');
  const em = events.test.database.forkTenant(null);
  const [plan] = await queryPlans(events.test.database, () =>
    em.execute('select 1 from ticket where attendee_name = ?', ['x']),
  );
  expect(plan).toMatchObject({ scanned: ['ticket'], indexes: [] });
});
