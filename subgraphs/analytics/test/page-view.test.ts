import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { happened, type SubgraphUnderTest, startSubgraph } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
const organizationId = newId();
const eventId = newId();
const payload = { eventId, title: 'Summer fair', slug: 'summer-fair' };
const times = { startsAt: '2027-05-01T18:00:00.000Z', endsAt: '2027-05-01T22:00:00.000Z' };

beforeAll(async () => {
  under = await startSubgraph();
  await under.subgraph.deliver(happened('event.created', organizationId, payload, '2027-04-01T10:00:00.000Z'));
});
afterAll(() => under.close());

async function track(variables: Record<string, unknown>) {
  return under.execute(
    Viewer.anonymous,
    'mutation ($eventId: ID!, $referrer: String, $visitorId: String) { trackEventView(eventId: $eventId, referrer: $referrer, visitorId: $visitorId) }',
    { eventId, ...variables },
  );
}

async function analytics() {
  const { data } = await under.execute(
    testViewer({ organizationId }),
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Event { analytics { views uniqueVisitors referrers { host views } } } } }`,
    { r: [{ __typename: 'Event', id: eventId }] },
  );
  return (data as { _entities: { analytics: unknown }[] })._entities[0]!.analytics;
}

test('views of what has no public page are not counted', async () => {
  for (const id of [eventId, newId(), 'no-id', '{"$ne":null}']) {
    expect((await track({ eventId: id })).data).toEqual({ trackEventView: false });
  }
  expect(await under.db.collection('page_views').countDocuments({})).toBe(0);
});

test('visitors are counted once, views each time, with where they came from', async () => {
  await under.subgraph.deliver(
    happened('event.published', organizationId, { ...payload, ...times }, '2027-04-02T10:00:00.000Z'),
  );
  for (const view of [
    { visitorId: 'visitor-one', referrer: 'https://news.example/path?secret=1' },
    { visitorId: 'visitor-one' },
    { visitorId: 'visitor-two' },
    { referrer: 'not a web address' },
    {},
  ]) {
    expect((await track(view)).data).toEqual({ trackEventView: true });
  }
  expect(await analytics()).toEqual({
    views: 5,
    uniqueVisitors: 2,
    referrers: [
      { host: null, views: 4 },
      { host: 'news.example', views: 1 },
    ],
  });
  const kept = JSON.stringify(await under.db.collection('page_views').find({}).toArray());
  expect(kept).not.toContain('visitor-one');
  expect(kept).not.toContain('secret');
});

test('views that race are all counted', async () => {
  const visitorId = 'visitor-in-a-hurry';
  await Promise.all(Array.from({ length: 15 }, () => track({ visitorId, referrer: 'https://race.example/' })));
  expect(await analytics()).toMatchObject({ referrers: expect.arrayContaining([{ host: 'race.example', views: 15 }]) });
});

test('a private event has no public page, whenever it becomes private, and has one again afterwards', async () => {
  const id = newId();
  const about = { ...payload, eventId: id };
  const told = (name: 'published' | 'updated', visibility: 'PUBLIC' | 'UNLISTED' | 'PRIVATE', at: string) =>
    under.subgraph.deliver(
      name === 'published'
        ? happened('event.published', organizationId, { ...about, ...times, visibility }, at)
        : happened('event.updated', organizationId, { ...about, changed: ['visibility'], visibility }, at),
    );
  const tracked = async () => (await track({ eventId: id })).data?.trackEventView;
  await told('updated', 'PRIVATE', '2027-04-02T11:00:00.000Z');
  await told('published', 'PUBLIC', '2027-04-02T10:00:00.000Z');
  expect(await tracked()).toBe(false);
  expect(await under.db.collection('page_views').countDocuments({ eventId: id })).toBe(0);
  await told('updated', 'UNLISTED', '2027-04-02T12:00:00.000Z');
  expect(await tracked()).toBe(true);
  await told('updated', 'PRIVATE', '2027-04-02T13:00:00.000Z');
  expect(await tracked()).toBe(false);
});

test('a page is gone when its event is cancelled, also if the news of it comes late', async () => {
  await under.subgraph.deliver(
    happened('event.cancelled', organizationId, { ...payload, reason: null }, '2027-04-04T10:00:00.000Z'),
  );
  await under.subgraph.deliver(
    happened('event.published', organizationId, { ...payload, ...times }, '2027-04-03T10:00:00.000Z'),
  );
  expect((await track({})).data).toEqual({ trackEventView: false });
});

test('a visitor’s id that is none and a referrer without end are refused', async () => {
  for (const [view, path] of [
    [{ visitorId: 'short' }, 'visitorId'],
    [{ referrer: `https://x.example/${'a'.repeat(3_000)}` }, 'referrer'],
  ] as const) {
    expect((await track(view)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  }
});
