import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvent, type EventsUnderTest, publishedEvent } from './events-under-test.ts';
import {
  ADD,
  CANCEL,
  type Change,
  CREATE,
  datesOf,
  PUBLISH,
  RULE,
  type Series,
  type SeriesUnderTest,
  startSeries,
  starts,
  UPDATE,
  weekly,
} from './series-under-test.ts';

const owner = testViewer();
const guest = Viewer.anonymous;
let events: EventsUnderTest;
let makeSeries: SeriesUnderTest['makeSeries'];
let read: SeriesUnderTest['read'];
let update: SeriesUnderTest['update'];
beforeAll(async () => {
  ({ events, makeSeries, read, update } = await startSeries(owner));
});
afterAll(() => events.close());

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
