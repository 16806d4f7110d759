import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createEvent,
  type EventsUnderTest,
  publishedEvent,
  type SoldEvent,
  sell,
  startEvents,
} from './events-under-test.ts';

const owner = testViewer();
const guest = Viewer.anonymous;
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ organizations: { harbour: owner.organizationId } });
});
afterAll(() => events.close());

interface Dated {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly status: string;
  readonly version: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly salesEndAt: string | null;
  readonly seriesChanged: string[];
}
interface Series {
  readonly id: string;
  readonly title: string;
  readonly rule: string | null;
  readonly events: { readonly edges: ReadonlyArray<{ readonly node: Dated }> };
}
interface Change {
  readonly series: { readonly title: string };
  readonly changed: Dated[];
  readonly kept: ReadonlyArray<{ event: { id: string }; reason: string; fields: string[]; code: string | null }>;
}

const DATE = 'id slug title status version startsAt endsAt salesEndAt seriesChanged';
const SERIES = `id title rule events(first: 100) { edges { node { ${DATE} } } }`;
const CREATE = `mutation($input: CreateEventSeriesInput!) { createEventSeries(input: $input) { ${SERIES} } }`;
const ADD = `mutation($id: ID!, $input: AddEventSeriesDatesInput!) { addEventSeriesDates(id: $id, input: $input) { ${SERIES} } }`;
const UPDATE = `mutation($eventId: ID!, $version: Int!, $scope: SeriesScope!, $input: UpdateEventInput!, $overwrite: Boolean) {
  updateEventSeries(eventId: $eventId, version: $version, scope: $scope, input: $input, overwrite: $overwrite) {
    series { title } changed { ${DATE} } kept { event { id } reason fields code } } }`;
const PUBLISH = `mutation($id: ID!) { publishEventSeries(id: $id) { changed { ${DATE} } kept { event { id } reason fields code } } }`;
const CANCEL = `mutation($eventId: ID!) { cancelEventSeries(eventId: $eventId, reason: "Storm") { changed { ${DATE} } } }`;

/** Fridays at 20:00 in Berlin, of which the second and third lie on either side of the change to summer time. */
const weekly = {
  ...{ title: 'Friday Play', startsAt: '2027-03-19T19:00:00Z', endsAt: '2027-03-19T21:30:00Z' },
  salesEndAt: '2027-03-19T17:00:00Z',
};
const RULE = 'FREQ=WEEKLY;BYDAY=FR;COUNT=4';
const datesOf = (series: Series) => series.events.edges.map(({ node }) => node);
const starts = (series: Series) => datesOf(series).map(date => date.startsAt);

async function makeSeries(more: Record<string, unknown> = {}, rule = RULE, viewer = owner) {
  const first = await createEvent(events, viewer, { ...weekly, ...more });
  const { createEventSeries } = await events.data<{ createEventSeries: Series }>(viewer, CREATE, {
    input: { eventId: first.id, rule },
  });
  return createEventSeries;
}
const read = async (id: string, viewer: Viewer = owner) =>
  (await events.data<{ eventSeries: Series }>(viewer, `{ eventSeries(id: "${id}") { ${SERIES} } }`)).eventSeries;
const update = async (variables: object) =>
  (await events.data<{ updateEventSeries: Change }>(owner, UPDATE, { ...variables })).updateEventSeries;

describe('an event that recurs', () => {
  test('has drafts like it at the same time of day, across the change of clocks', async () => {
    const first = await createEvent(events, owner, {
      ...{ ...weekly, capacity: 15 },
      ticketTypes: [{ name: 'Stalls', price: 3000, quantity: 10, salesEndAt: '2027-03-19T18:00:00Z' }],
    });
    const { createEventSeries: series } = await events.data<{ createEventSeries: Series }>(owner, CREATE, {
      input: { eventId: first.id, rule: RULE },
    });
    expect(series).toMatchObject({ title: 'Friday Play', rule: RULE });
    expect(starts(series)).toEqual([
      '2027-03-19T19:00:00.000Z',
      '2027-03-26T19:00:00.000Z',
      '2027-04-02T18:00:00.000Z',
      '2027-04-09T18:00:00.000Z',
    ]);
    const third = datesOf(series)[2]!;
    expect(third).toMatchObject({
      ...{ status: 'DRAFT', slug: 'friday-play-2027-04-02', seriesChanged: [] },
      ...{ endsAt: '2027-04-02T20:30:00.000Z', salesEndAt: '2027-04-02T16:00:00.000Z' },
    });
    const { event } = await events.data<{ event: unknown }>(
      owner,
      `{ event(id: "${third.id}") { capacity venue { name } series { id } ticketTypes { name quantity sold salesEndAt } } }`,
    );
    expect(event).toEqual({
      ...{ capacity: 15, venue: { name: 'Old Quay' }, series: { id: series.id } },
      ticketTypes: [{ name: 'Stalls', quantity: 10, sold: 0, salesEndAt: '2027-04-02T17:00:00.000Z' }],
    });
    const told = (await events.recorded()).slice(-5);
    expect(told).toEqual(['event.updated', ...Array(3).fill('event.created'), 'event_series.created']);
  });

  test('is made once with a key, and no event is a date of two series', async () => {
    const { id } = await createEvent(events, owner, weekly);
    const input = { eventId: id, rule: RULE, idempotencyKey: newId() };
    const [one, two] = await Promise.all(
      [1, 2].map(
        async () => (await events.data<{ createEventSeries: Series }>(owner, CREATE, { input })).createEventSeries,
      ),
    );
    expect(one).toEqual(two);
    expect(datesOf(one!)).toHaveLength(4);
    const again = await events.refusal(owner, CREATE, { input: { eventId: id, rule: RULE } });
    expect(again).toEqual({ code: 'EVENT_IN_SERIES', seriesId: one!.id });
  });

  test.each([
    ['without a rule or dates', {}, 'input.rule'],
    ['by a rule that is none', { rule: 'weekly' }, 'input.rule'],
    ['by a rule without an end', { rule: 'FREQ=DAILY' }, 'input.rule'],
    ['on more dates than a series has', { rule: 'FREQ=DAILY;COUNT=201' }, 'input.rule'],
    ['on a date before the first', { dates: ['2027-03-18T19:00:00Z'] }, 'input.dates.0'],
  ])('is not made %s, and nothing is stored', async (_, more, path) => {
    const { id } = await createEvent(events, owner, weekly);
    const before = await events.rows('select count(*) from event');
    const refusal = await events.refusal(owner, CREATE, { input: { eventId: id, ...more } });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    expect(await events.rows('select count(*) from event')).toEqual(before);
    expect(await events.rows('select 1 from event where id = ? and series_id is not null', [id])).toEqual([]);
  });

  test('with 200 dates is made within one request', async () => {
    const series = await makeSeries({}, 'FREQ=DAILY;COUNT=200');
    const [{ count } = {}] = await events.rows('select count(*)::int from event where series_id = ?', [series.id]);
    expect(count).toBe(200);
  });
});

describe('dates', () => {
  test('are added like another, each start once, by a rule or one by one', async () => {
    const series = await makeSeries();
    const last = datesOf(series).at(-1)!;
    const added = await events.data<{ addEventSeriesDates: Series }>(owner, ADD, {
      id: series.id,
      input: { rule: 'FREQ=WEEKLY;COUNT=3', dates: ['2027-12-24T15:00:00Z'] },
    });
    expect(starts(added.addEventSeriesDates).slice(3)).toEqual([
      ...[last.startsAt, '2027-04-16T18:00:00.000Z', '2027-04-23T18:00:00.000Z', '2027-12-24T15:00:00.000Z'],
    ]);
    const like = datesOf(series)[0]!.id;
    const input = { likeEventId: like, rule: RULE };
    const { addEventSeriesDates: same } = await events.data<{ addEventSeriesDates: Series }>(owner, ADD, {
      id: series.id,
      input,
    });
    expect(starts(same)).toEqual(starts(added.addEventSeriesDates));
    const many = { id: series.id, input: { likeEventId: like, rule: 'FREQ=DAILY;COUNT=200' } };
    expect(await events.refusal(owner, ADD, many)).toMatchObject({
      code: 'BAD_USER_INPUT',
      issues: [{ path: 'input.rule' }],
    });
    const strange = { id: series.id, input: { likeEventId: newId(), rule: RULE } };
    expect((await events.refusal(owner, ADD, strange)).code).toBe('NOT_FOUND');
  });

  test('are published together, but for those that cannot be', async () => {
    const series = await makeSeries({ venue: null });
    const [first, second] = datesOf(series);
    const input = { onlineUrl: 'https://example.com/live' };
    await update({ eventId: second!.id, version: 1, scope: 'THIS_AND_FOLLOWING', input });
    const { publishEventSeries: done } = await events.data<{ publishEventSeries: Change }>(owner, PUBLISH, {
      id: series.id,
    });
    expect(done.changed.map(date => date.status)).toEqual(Array(3).fill('PUBLISHED'));
    expect(done.kept).toEqual([
      { event: { id: first!.id }, reason: 'NOT_PUBLISHABLE', fields: [], code: 'EVENT_HAS_NO_PLACE' },
    ]);
    const after = datesOf(await read(series.id)).map(({ status, version }) => [status, version]);
    expect(after[0]).toEqual(['DRAFT', 2]);
    expect(after[1]![0]).toBe('PUBLISHED');
  });

  test('are called off from one on, and then stay as they are', async () => {
    const series = await makeSeries();
    const [, , third] = datesOf(series);
    const { cancelEventSeries: done } = await events.data<{ cancelEventSeries: Change }>(owner, CANCEL, {
      eventId: third!.id,
    });
    expect(done.changed).toHaveLength(2);
    expect(datesOf(await read(series.id)).map(date => date.status)).toEqual([
      'DRAFT',
      'DRAFT',
      'CANCELLED',
      'CANCELLED',
    ]);
    const [first] = datesOf(await read(series.id));
    const change = await update({
      eventId: first!.id,
      version: first!.version,
      scope: 'ALL',
      input: { title: 'Autumn Play' },
    });
    expect(change.changed).toHaveLength(2);
    expect(change.series.title).toBe('Autumn Play');
  });

  test('are deleted while others change them together, and nobody waits in a circle', async () => {
    const series = await makeSeries({}, 'FREQ=WEEKLY;COUNT=8');
    const dates = datesOf(series);
    const answers = await Promise.all(
      dates.flatMap(({ id, version }) => [
        events.ask(owner, UPDATE, { eventId: id, version, scope: 'ALL', input: { title: `T ${id}` } }),
        events.ask(owner, 'mutation($id: ID!) { deleteEvent(id: $id) }', { id }),
      ]),
    );
    const codes = new Set(answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done'));
    expect([...codes].filter(code => !['done', 'STALE_VERSION', 'NOT_FOUND'].includes(String(code)))).toEqual([]);
    expect(await read(series.id)).toBeNull();
  });

  test('end their series with the last that is deleted', async () => {
    const series = await makeSeries({}, 'FREQ=WEEKLY;COUNT=2');
    for (const { id } of datesOf(series))
      await events.data(owner, 'mutation($id: ID!) { deleteEvent(id: $id) }', { id });
    expect(await read(series.id)).toBeNull();
  });
});

describe('a change from a date on', () => {
  test('moves the following by the clock and leaves those before', async () => {
    const series = await makeSeries();
    const [first, second] = datesOf(series);
    // From Friday 20:00 to Saturday 19:30, before the change of clocks; the others come after it.
    const input = { startsAt: '2027-03-27T18:30:00Z', endsAt: '2027-03-27T21:00:00Z' };
    const change = await update({ eventId: second!.id, version: 1, scope: 'THIS_AND_FOLLOWING', input });
    expect(change.kept).toEqual([]);
    expect(change.changed.map(({ startsAt, endsAt, version }) => [startsAt, endsAt, version])).toEqual([
      ['2027-03-27T18:30:00.000Z', '2027-03-27T21:00:00.000Z', 2],
      ['2027-04-03T17:30:00.000Z', '2027-04-03T20:00:00.000Z', 2],
      ['2027-04-10T17:30:00.000Z', '2027-04-10T20:00:00.000Z', 2],
    ]);
    expect(datesOf(await read(series.id))[0]).toMatchObject({ startsAt: first!.startsAt, version: 2 });
  });

  test('leaves what was changed by hand, says so, and overwrites it where that is wanted', async () => {
    const series = await makeSeries();
    const [first, second, third] = datesOf(series);
    const EVENT =
      'mutation($id: ID!, $input: UpdateEventInput!) { updateEvent(id: $id, version: 1, input: $input) { seriesChanged } }';
    const byHand = await events.data(owner, EVENT, { id: third!.id, input: { title: 'Premiere', tags: ['gala'] } });
    expect(byHand).toEqual({ updateEvent: { seriesChanged: ['tags', 'title'] } });
    const input = { title: 'Summer Play', description: 'Anew' };
    const change = await update({ eventId: second!.id, version: 1, scope: 'THIS_AND_FOLLOWING', input });
    expect(change.kept).toEqual([
      { event: { id: third!.id }, reason: 'CHANGED_BY_HAND', fields: ['title'], code: null },
    ]);
    expect(change.changed.map(date => date.title)).toEqual(['Summer Play', 'Premiere', 'Summer Play']);
    const overwriting = { eventId: first!.id, version: 2, scope: 'ALL', input, overwrite: true };
    const { kept, changed } = await update(overwriting);
    expect(kept).toEqual([]);
    expect(changed.map(({ title, seriesChanged }) => [title, seriesChanged])).toEqual([
      ['Summer Play', []],
      ['Summer Play', ['tags']],
    ]);
  });

  test('of one date alone is as its own change', async () => {
    const series = await makeSeries();
    const [, second] = datesOf(series);
    const change = await update({
      eventId: second!.id,
      version: 1,
      scope: 'THIS_EVENT',
      input: { title: 'Guest Play' },
    });
    expect(change.changed.map(({ title, seriesChanged }) => [title, seriesChanged])).toEqual([
      ['Guest Play', ['title']],
    ]);
    expect(datesOf(await read(series.id)).map(date => date.title)).toEqual([
      ...['Friday Play', 'Guest Play', 'Friday Play', 'Friday Play'],
    ]);
  });

  test('is made for all or none: sales of one date forbid it for every one', async () => {
    const series = await makeSeries({ capacity: 10 });
    const [first, , third] = datesOf(series);
    await events.data(owner, PUBLISH, { id: series.id });
    const sold = await events.data<{ event: SoldEvent }>(
      owner,
      `{ event(id: "${third!.id}") { id ticketTypes { id name } } }`,
    );
    await sell(events, owner.organizationId, sold.event, 3);
    const change = { eventId: first!.id, version: 3, scope: 'ALL', input: { title: 'Smaller', capacity: 2 } };
    expect(await events.refusal(owner, UPDATE, change)).toEqual({
      ...{ code: 'CAPACITY_BELOW_SOLD', sold: 3, held: 0, eventId: third!.id },
    });
    expect(datesOf(await read(series.id)).map(date => date.title)).toEqual(Array(4).fill('Friday Play'));
  });

  test('is refused to a stale writer, and for an event that is no date', async () => {
    const series = await makeSeries();
    const [, second] = datesOf(series);
    const stale = { eventId: second!.id, version: 7, scope: 'ALL', input: { title: 'X' } };
    expect((await events.refusal(owner, UPDATE, stale)).code).toBe('STALE_VERSION');
    const alone = await createEvent(events, owner);
    const refusal = await events.refusal(owner, UPDATE, { ...stale, eventId: alone.id, version: 1 });
    expect(refusal.code).toBe('EVENT_NOT_IN_SERIES');
    expect((await events.refusal(owner, UPDATE, { ...stale, eventId: 'x' })).code).toBe('NOT_FOUND');
  });

  test('of four at once is made by one after the other, or refused as stale', async () => {
    const series = await makeSeries();
    const answers = await Promise.all(
      datesOf(series).map(({ id, version }, index) =>
        events.ask(owner, UPDATE, { eventId: id, version, scope: 'ALL', input: { title: `Title ${index}` } }),
      ),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done').sort();
    expect(codes).toEqual(['STALE_VERSION', 'STALE_VERSION', 'STALE_VERSION', 'done']);
    expect(new Set(datesOf(await read(series.id)).map(date => date.title)).size).toBe(1);
  });
});

describe('a ticket type', () => {
  const SHARE = `mutation($id: ID!, $scope: SeriesScope!, $overwrite: Boolean) {
    shareTicketType(ticketTypeId: $id, scope: $scope, overwrite: $overwrite) { changed { id version } kept { event { id } fields } } }`;
  const CHANGE = 'mutation($id: ID!, $input: TicketTypeInput!) { updateTicketType(id: $id, input: $input) { id } }';
  const typesOf = async (id: string) =>
    (
      await events.data<{ event: { ticketTypes: Array<Record<string, unknown> & { id: string }> } }>(
        owner,
        `{ event(id: "${id}") { ticketTypes { id name quantity salesEndAt price { amount } } } }`,
      )
    ).event.ticketTypes;
  const standing = { name: 'Standing', price: 3300, quantity: 30, salesEndAt: '2027-03-26T16:00:00Z' };

  test('is shared with the dates that follow, by the clock, but for what was changed there by hand', async () => {
    const series = await makeSeries();
    const [first, second, third, fourth] = datesOf(series);
    const [own] = await typesOf(second!.id);
    const [other] = await typesOf(third!.id);
    await events.data(owner, CHANGE, { id: own!.id, input: standing });
    await events.data(owner, CHANGE, { id: other!.id, input: { name: 'Standing', price: 9900, quantity: 20 } });
    const { shareTicketType: change } = await events.data<{ shareTicketType: Change }>(owner, SHARE, {
      ...{ id: own!.id, scope: 'THIS_AND_FOLLOWING' },
    });
    expect(change.changed.map(({ id }) => id)).toEqual([third!.id, fourth!.id]);
    expect(change.kept).toEqual([{ event: { id: third!.id }, fields: ['ticketTypes.Standing.price'] }]);
    expect(await typesOf(third!.id)).toMatchObject([
      { price: { amount: 9900 }, quantity: 30, salesEndAt: '2027-04-02T15:00:00.000Z' },
    ]);
    expect(await typesOf(fourth!.id)).toMatchObject([{ price: { amount: 3300 }, quantity: 30 }]);
    expect(await typesOf(first!.id)).toMatchObject([{ price: { amount: 2500 }, quantity: 20, salesEndAt: null }]);
    await events.data(owner, SHARE, { id: own!.id, scope: 'ALL', overwrite: true });
    expect(await typesOf(third!.id)).toMatchObject([{ price: { amount: 3300 } }]);
    expect(await typesOf(first!.id)).toMatchObject([{ price: { amount: 3300 } }]);
    expect(datesOf(await read(series.id))[2]!.seriesChanged).toEqual([]);
  });

  test('that a date does not have is added to it, unless it was deleted there', async () => {
    const series = await makeSeries();
    const [first, second, third] = datesOf(series);
    const ADD_TYPE =
      'mutation($id: ID!, $input: TicketTypeInput!) { createTicketType(eventId: $id, input: $input) { id } }';
    const input = { name: 'Box', price: 9000, quantity: 4 };
    const { createTicketType: box } = await events.data<{ createTicketType: { id: string } }>(owner, ADD_TYPE, {
      id: first!.id,
      input,
    });
    await events.data(owner, SHARE, { id: box.id, scope: 'ALL' });
    const [, added] = await typesOf(second!.id);
    expect(added).toMatchObject({ name: 'Box', quantity: 4 });
    await events.data(owner, 'mutation($id: ID!) { deleteTicketType(id: $id) }', { id: added!.id });
    const { shareTicketType: again } = await events.data<{ shareTicketType: Change }>(owner, SHARE, {
      id: box.id,
      scope: 'ALL',
    });
    expect(again).toEqual({ changed: [], kept: [{ event: { id: second!.id }, fields: ['ticketTypes.Box'] }] });
    expect(await typesOf(third!.id)).toHaveLength(2);
  });

  test('is shared with all or none: a date that sold more forbids it', async () => {
    const series = await makeSeries();
    const [first, second] = datesOf(series);
    await events.data(owner, PUBLISH, { id: series.id });
    const sold = await events.data<{ event: SoldEvent }>(
      owner,
      `{ event(id: "${second!.id}") { id ticketTypes { id name } } }`,
    );
    await sell(events, owner.organizationId, sold.event, 3);
    const [own] = await typesOf(first!.id);
    await events.data(owner, CHANGE, { id: own!.id, input: { name: 'Standing', price: 2500, quantity: 2 } });
    expect(await events.refusal(owner, SHARE, { id: own!.id, scope: 'ALL' })).toEqual({
      ...{ code: 'QUANTITY_BELOW_SOLD', sold: 3, held: 0, eventId: second!.id },
    });
    expect(await typesOf(datesOf(series)[3]!.id)).toMatchObject([{ quantity: 20 }]);
    expect((await events.refusal(testViewer(), SHARE, { id: own!.id, scope: 'ALL' })).code).toBe('NOT_FOUND');
  });
});

describe('who sees a series', () => {
  const SHOP = `query($slug: String!) { publicEvent(organization: "harbour", slug: $slug) { seriesChanged
    series { title events(first: 10) { edges { node { slug } } totalCount } } } }`;
  const shown = async (slug: string) =>
    (await events.data<{ publicEvent: { series: Series; seriesChanged: string[] } }>(guest, SHOP, { slug }))
      .publicEvent;

  test('is everyone with its published dates, next start first; drafts and what was changed stay inside', async () => {
    const series = await makeSeries({ title: 'Open Play' });
    const [first, second] = datesOf(series);
    for (const { id } of [first!, second!])
      await events.data(owner, 'mutation($id: ID!) { publishEvent(id: $id) { id } }', { id });
    const found = await shown(first!.slug);
    expect(found.seriesChanged).toEqual([]);
    expect(found.series.events.edges.map(({ node }) => node.slug)).toEqual(['open-play', 'open-play-2027-03-26']);
    const hide = { eventId: second!.id, version: 2, scope: 'THIS_EVENT', input: { visibility: 'UNLISTED' } };
    await update(hide);
    expect((await shown(first!.slug)).series.events.edges).toHaveLength(1);
    // Who has the link of one that is in no list may have those of the others.
    expect((await shown(second!.slug)).series.events.edges).toHaveLength(2);
  });

  test('is by its id the organization alone', async () => {
    const series = await makeSeries();
    expect(await read(series.id, testViewer())).toBeNull();
    expect(await read('x')).toBeNull();
    expect((await events.refusal(guest, `{ eventSeries(id: "${series.id}") { id } }`)).code).toBe('UNAUTHENTICATED');
    const rival = testViewer();
    for (const [query, variables] of [
      [CREATE, { input: { eventId: datesOf(series)[0]!.id, rule: RULE } }],
      [ADD, { id: series.id, input: { rule: RULE } }],
      [PUBLISH, { id: series.id }],
      [CANCEL, { eventId: datesOf(series)[0]!.id }],
      [UPDATE, { eventId: datesOf(series)[0]!.id, version: 1, scope: 'ALL', input: { title: 'Mine' } }],
    ] as const)
      expect((await events.refusal(rival, query, variables)).code).toBe('NOT_FOUND');
    const { eventSeriesList: list } = await events.data<{ eventSeriesList: { edges: unknown[] } }>(
      rival,
      '{ eventSeriesList(first: 5) { edges { node { id } } } }',
    );
    expect(list.edges).toEqual([]);
    const analyst = testViewer({ role: 'ANALYST', organizationId: owner.organizationId });
    expect((await events.refusal(analyst, PUBLISH, { id: series.id })).code).toBe('FORBIDDEN');
  });
});

test('a published first date stays published when it recurs', async () => {
  const first = await publishedEvent(events, owner, weekly);
  const input = { eventId: first.id, dates: ['2027-04-01T18:00:00Z'] };
  const { createEventSeries: series } = await events.data<{ createEventSeries: Series }>(owner, CREATE, { input });
  expect(datesOf(series).map(({ status }) => status)).toEqual(['PUBLISHED', 'DRAFT']);
  expect(series.rule).toBeNull();
});
