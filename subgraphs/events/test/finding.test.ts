import { newId, Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvent, type EventsUnderTest, inDays, publishedEvent, sell, startEvents } from './events-under-test.ts';

const owner = testViewer();
const rival = testViewer();
const guest = Viewer.anonymous;
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ organizations: { harbour: owner.organizationId, rival: rival.organizationId } });
});
afterAll(() => events.close());

interface Listed {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: { readonly title: string } }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
}
const PUBLIC = `query($organization: String, $filter: PublicEventFilter, $first: Int, $after: String, $last: Int, $before: String) {
  publicEvents(organization: $organization, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }`;
const publicEvents = async (variables: object) =>
  (await events.data<{ publicEvents: Listed }>(guest, PUBLIC, { ...variables })).publicEvents;
const OWN = `query($filter: EventFilter, $first: Int, $after: String) { events(filter: $filter, first: $first, after: $after) {
  edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }`;
const ownEvents = async (variables: object, viewer: Viewer = owner) =>
  (await events.data<{ events: Listed }>(viewer, OWN, { ...variables })).events;
const titles = (list: Listed) => list.edges.map(edge => edge.node.title);

describe('what the public finds', () => {
  const viewer = testViewer();
  beforeAll(async () => {
    const at = (days: number) => ({ startsAt: inDays(days), endsAt: inDays(days + 0.1) });
    await publishedEvent(events, viewer, { title: 'Jazz Night', category: 'concert', tags: ['swing'], ...at(12) });
    await publishedEvent(events, viewer, {
      title: 'Rust Meetup',
      category: 'tech',
      description: 'Ownership',
      tags: ['talks', 'free'],
      venue: { name: 'Café Zürich', address: 'Kö 5', city: 'Łódź', country: 'PL' },
      ...at(11),
    });
    await publishedEvent(events, viewer, { title: 'Secret Gig', visibility: 'UNLISTED', ...at(13) });
    await publishedEvent(events, viewer, { title: 'Staff Party', visibility: 'PRIVATE', ...at(14) });
    await createEvent(events, viewer, { title: 'Still a Draft', ...at(15) });
    const off = await publishedEvent(events, viewer, { title: 'Called Off', ...at(16) });
    await events.data(viewer, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: off.id });
  });

  test('is published and public, next start first', async () => {
    expect(titles(await publicEvents({}))).toEqual(['Rust Meetup', 'Jazz Night']);
  });

  test.each([
    ['a category', { category: 'tech' }, ['Rust Meetup']],
    ['a word of the title', { text: 'jazz' }, ['Jazz Night']],
    ['the beginning of a word', { text: 'night ja' }, ['Jazz Night']],
    ['a tag', { text: 'swing' }, ['Jazz Night']],
    ['the description', { text: 'OWNERSHIP' }, ['Rust Meetup']],
    ['words of which one is missing', { text: 'jazz opera' }, []],
    ['a word without its accents', { text: 'cafe zurich' }, ['Rust Meetup']],
    ['a word with accents that it has not', { text: 'jâzz' }, ['Jazz Night']],
    ['words of the title and of the venue', { text: 'lodz rust' }, ['Rust Meetup']],
    ['a place', { place: 'ŁÓD' }, ['Rust Meetup']],
    ['a place that is only in another field', { place: 'rust' }, []],
    ['any of some tags', { tags: ['free', 'swing'] }, ['Rust Meetup', 'Jazz Night']],
    ['no tags in particular', { tags: [] }, ['Rust Meetup', 'Jazz Night']],
    ['everything at once', { text: 'mee', place: 'zur', tags: ['talks'], category: 'tech' }, ['Rust Meetup']],
    ['signs of a query language', { text: `') | & ! :* <->` }, []],
    ['a start', { startsAfter: inDays(11.5) }, ['Jazz Night']],
    ['an end', { startsBefore: inDays(11.5) }, ['Rust Meetup']],
  ])('is found by %s', async (_, filter, found) => {
    const list = await publicEvents({ filter });
    expect(titles(list)).toEqual(found);
    expect(list.totalCount).toBe(found.length);
  });

  test('has categories, tags and cities to narrow it by, the most frequent first, and nothing of what is hidden', async () => {
    const FACETS = `query($organization: String) { publicEventFacets(organization: $organization) {
      categories { value count } tags { value count } cities { value count } } }`;
    const { publicEventFacets: all } = await events.data<{ publicEventFacets: object }>(guest, FACETS);
    expect(all).toEqual({
      categories: [
        { value: 'concert', count: 1 },
        { value: 'tech', count: 1 },
      ],
      tags: ['free', 'swing', 'talks'].map(value => ({ value, count: 1 })),
      cities: ['Hamburg', 'Łódź'].map(value => ({ value, count: 1 })),
    });
    const none = { categories: [], tags: [], cities: [] };
    for (const organization of ['harbour', 'nobody'])
      expect(await events.data(guest, FACETS, { organization })).toEqual({ publicEventFacets: none });
  });

  test('of one organization is found by its slug, asked of users once a minute', async () => {
    await publishedEvent(events, rival, { title: 'Rival Show', startsAt: inDays(20), endsAt: inDays(21) });
    const before = events.users.requests.length;
    expect(titles(await publicEvents({ organization: 'rival' }))).toEqual(['Rival Show']);
    expect(titles(await publicEvents({ organization: 'rival' }))).toEqual(['Rival Show']);
    expect(events.users.requests.length - before).toBe(1);
    expect(titles(await publicEvents({ organization: 'nobody' }))).toEqual([]);
  });

  test('by a link is also an unlisted event, and never a private one, a draft or a cancelled one', async () => {
    const PUBLIC_EVENT =
      'query($slug: String!) { publicEvent(organization: "harbour", slug: $slug) { title createdBy { id } } }';
    const find = (slug: string) => events.data<{ publicEvent: unknown }>(guest, PUBLIC_EVENT, { slug });
    const unlisted = await publishedEvent(events, owner, { title: 'Hidden Gem', visibility: 'UNLISTED' });
    expect(await find(unlisted.slug)).toEqual({ publicEvent: { title: 'Hidden Gem', createdBy: null } });
    const own = await publishedEvent(events, owner, { title: 'Own People', visibility: 'PRIVATE' });
    const draft = await createEvent(events, owner, { title: 'Not Yet' });
    const off = await publishedEvent(events, owner, { title: 'Off' });
    await events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: off.id });
    for (const { slug } of [own, draft, off]) expect(await find(slug)).toEqual({ publicEvent: null });
  });

  test('by an id is what was published and is not private, also when it is over', async () => {
    const find = (id: string, by: Viewer = guest) => events.data(by, `{ event(id: "${id}") { title } }`);
    const draft = await createEvent(events, owner, { title: 'Draft' });
    expect(await find(draft.id)).toEqual({ event: null });
    expect(await find(draft.id, owner)).toEqual({ event: { title: 'Draft' } });
    expect(await find(draft.id, rival)).toEqual({ event: null });
    const off = await publishedEvent(events, owner, { title: 'Off' });
    await events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: off.id });
    expect(await find(off.id)).toEqual({ event: { title: 'Off' } });
    const cancelledDraft = await createEvent(events, owner, { title: 'Never out' });
    await events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: cancelledDraft.id });
    expect(await find(cancelledDraft.id)).toEqual({ event: null });
    expect(await find('nonsense')).toEqual({ event: null });
  });

  test('of ticket types are those that are not hidden; access codes and who made it stay inside', async () => {
    const ticketTypes = [
      { name: 'Open', price: 100, quantity: 5 },
      { name: 'Crew', price: 0, quantity: 5, hidden: true, accessCode: 'BACKSTAGE' },
    ];
    const { id } = await publishedEvent(events, owner, { ticketTypes });
    const find = (by: Viewer) =>
      events.data(by, `{ event(id: "${id}") { createdBy { id } ticketTypes { name accessCode } } }`);
    expect(await find(guest)).toEqual({
      event: { createdBy: null, ticketTypes: [{ name: 'Open', accessCode: null }] },
    });
    expect(await find(owner)).toEqual({
      event: {
        createdBy: { id: owner.userId },
        ticketTypes: [
          { name: 'Open', accessCode: null },
          { name: 'Crew', accessCode: 'BACKSTAGE' },
        ],
      },
    });
  });
});

describe('what an organizer finds', () => {
  const viewer = testViewer();
  beforeAll(async () => {
    for (let day = 1; day <= 7; day += 1) {
      await createEvent(events, viewer, { title: `Day ${day}`, startsAt: inDays(day), endsAt: inDays(day + 0.5) });
    }
  });

  test('comes page by page, latest start first, whole and without repetition', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await ownEvents({ first: 3, after }, viewer);
      seen.push(...titles(page));
      expect(page.totalCount).toBe(7);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map(day => `Day ${day}`));
  });

  test('is narrowed by status, text and time', async () => {
    expect(titles(await ownEvents({ filter: { from: inDays(2.5), to: inDays(4.5) } }, viewer))).toEqual([
      'Day 4',
      'Day 3',
    ]);
    expect(titles(await ownEvents({ filter: { text: 'day 5' } }, viewer))).toEqual(['Day 5']);
    expect(titles(await ownEvents({ filter: { status: 'PUBLISHED' } }, viewer))).toEqual([]);
  });

  test.each([
    ['too many', { first: 101 }],
    ['none', { first: 0 }],
    ['a cursor that is none', { after: 'bm90IGEgY3Vyc29y' }],
    ['a cursor of another list', { after: Buffer.from('["a","b"]').toString('base64url') }],
    ['a cursor with an id that is none', { after: Buffer.from('["2027-01-01T00:00:00Z","b"]').toString('base64url') }],
    ['a cursor that is too short', { after: Buffer.from('[]').toString('base64url') }],
    ['a search of more than 200 characters', { filter: { text: 'jazz '.repeat(100) } }],
    ['a time that no calendar has', { filter: { from: '9999-12-31T23:59:59Z' } }],
  ])('refuses %s', async (_, variables) => {
    expect((await events.refusal(viewer, OWN, variables)).code).toBe('BAD_USER_INPUT');
  });
});

describe('statements', () => {
  const viewer = testViewer();
  const ids: string[] = [];
  const orders: string[] = [];
  beforeAll(async () => {
    for (let index = 0; index < 20; index += 1) {
      const ticketTypes = ['A', 'B'].map(name => ({ name, price: 100, quantity: 20 }));
      const event = await publishedEvent(events, viewer, { venue: { name: `Hall ${index}` }, ticketTypes });
      ids.push(event.id);
      if (index < 10) orders.push((await sell(events, viewer.organizationId, event, 2)).orderId);
    }
    await events.subgraph.execute({
      viewer: guest,
      query: PUBLIC,
      variables: { organization: 'harbour' },
      requestId: newId(),
    });
  });
  const FIELDS = `id title organization { id } createdBy { id } venue { name } images { id } capacity ticketsSold
    ticketTypes { name available event { title } }`;
  const count = async (by: Viewer, query: string, variables?: Record<string, unknown>) => {
    const { result, statements } = await countStatements(() => events.data(by, query, variables));
    return { result: result as Record<string, unknown>, statements };
  };

  test('a page of 20 events with all that belongs to them takes six', async () => {
    const { result, statements } = await count(viewer, `{ events(first: 20) { edges { node { ${FIELDS} } } } }`);
    expect((result.events as { edges: unknown[] }).edges).toHaveLength(20);
    // Events, venues, images, stock, ticket types, and the events of the ticket types.
    expect(statements).toBe(6);
  });

  test('a page of 20 public events takes the same', async () => {
    const { statements } = await count(
      guest,
      `{ publicEvents(first: 20, organization: "harbour") { edges { node { ${FIELDS} } } } }`,
    );
    expect(statements).toBeLessThanOrEqual(6);
    const all = await count(guest, `{ publicEvents(first: 20) { edges { node { ${FIELDS} } } } }`);
    expect(all.statements).toBe(6);
  });

  test('20 references to events take one, and with all that belongs to them five', async () => {
    const representations = ids.map(id => ({ __typename: 'Event', id }));
    const query = (fields: string) =>
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Event { ${fields} } } }`;
    const plain = await count(guest, query('title'), { r: representations });
    expect(plain.result._entities).toHaveLength(20);
    expect(plain.statements).toBe(1);
    expect((await count(guest, query(FIELDS), { r: representations })).statements).toBe(5);
  });

  test('the tickets of 10 orders take one, with their events and types three', async () => {
    const r = orders.map(id => ({ __typename: 'Order', id, organizationId: viewer.organizationId }));
    const query = (fields: string) =>
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { tickets { ${fields} } } } }`;
    const plain = await count(guest, query('code'), { r });
    expect((plain.result._entities as Array<{ tickets: unknown[] }>).flatMap(order => order.tickets)).toHaveLength(20);
    expect(plain.statements).toBe(1);
    expect((await count(guest, query('code event { title } ticketType { name }'), { r })).statements).toBe(3);
  });
});

describe('indexes', () => {
  const explain = async (sql: string) => {
    const plan = await events.rows(`explain ${sql}`);
    return plan.map(row => Object.values(row)[0]).join('\n');
  };
  const organizationId = newId();
  beforeAll(async () => {
    await events.rows(
      `insert into event (id, organization_id, slug, title, tags, status, visibility, starts_at, ends_at, time_zone, currency, version, published_at, created_at, updated_at)
       select gen_random_uuid(), case when n % 10 = 0 then ?::uuid else gen_random_uuid() end, 'e' || n, 'Event ' || n, '{}', 'PUBLISHED', 'PUBLIC',
              now() + n * interval '1 hour', now() + (n + 1) * interval '1 hour', 'UTC', 'EUR', 1, now(), now(), now()
         from generate_series(1, 5000) n`,
      [organizationId],
    );
    await events.rows('analyze event');
  });

  test('serve the lists without a sort', async () => {
    const own = await explain(
      `select * from event where organization_id = '${organizationId}' order by starts_at desc, id desc limit 21`,
    );
    expect(own).toContain('event_by_start');
    const open = await explain(
      `select * from event where status = 'PUBLISHED' and visibility = 'PUBLIC' order by starts_at asc, id asc limit 21`,
    );
    expect(open).toContain('event_public_by_start');
    for (const plan of [own, open]) expect(plan).not.toMatch(/Sort|Seq Scan/);
  });

  test('serve the text search', async () => {
    const plan = await explain(`select * from event where search @@ to_tsquery('simple', 'harbour:*')`);
    expect(plan).toContain('event_search');
  });
});
