import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AnalyticsDatabase } from '../src/store/analytics-database.ts';
import { confirmed, happened, type SubgraphUnderTest, startSubgraph } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
const [ours, theirs] = [newId(), newId()];
const viewer = testViewer({ organizationId: ours });
const [ourEvent, theirEvent] = [newId(), newId()];

beforeAll(async () => {
  under = await startSubgraph();
  for (const [organizationId, eventId] of [
    [ours, ourEvent],
    [theirs, theirEvent],
  ] as const) {
    const event = { eventId, title: 'Fair', slug: 'fair' };
    const times = { startsAt: '2027-05-01T18:00:00.000Z', endsAt: '2027-05-01T22:00:00.000Z' };
    await under.subgraph.deliver(happened('event.published', organizationId, { ...event, ...times }));
    await under.subgraph.deliver(confirmed(organizationId, { eventId }, '2027-05-01T10:00:00.000Z'));
    const view = 'mutation ($eventId: ID!) { trackEventView(eventId: $eventId) }';
    await under.execute(viewer, view, { eventId });
  }
});
afterAll(() => under.close());

const RANGE = '{ from: "2027-05-01T00:00:00Z", to: "2027-05-02T00:00:00Z" }';

test('sales and the log are the viewer’s organization’s alone', async () => {
  const { data } = await under.execute(
    viewer,
    `{ salesAnalytics(range: ${RANGE}, granularity: DAY) { totals { orders } byEvent { event { id } } }
       activityLog { totalCount edges { node { subject { id } } } } }`,
  );
  expect(data).toMatchObject({
    salesAnalytics: { totals: { orders: 1 }, byEvent: [{ event: { id: ourEvent } }] },
    activityLog: { totalCount: 2 },
  });
  expect(JSON.stringify(data)).not.toContain(theirEvent);
});

test('another organization’s event has no figures and no log, as one that does not exist', async () => {
  const ask = async (id: string) => {
    const { data, errors } = await under.execute(
      viewer,
      `query ($id: ID!, $r: [_Any!]!) {
         salesAnalytics(range: ${RANGE}, granularity: DAY, eventId: $id) { totals { orders } byEvent { figures { orders } } byTicketType { name } byPaymentMethod { paymentMethod } byPromoCode { promoCode } series { figures { orders } } }
         activityLog(filter: { eventId: $id }) { totalCount }
         _entities(representations: $r) { ... on Event { analytics { sales { orders } views uniqueVisitors checkedIn referrers { views } } activity { totalCount } } }
       }`,
      { id, r: [{ __typename: 'Event', id }] },
    );
    expect(errors).toBeUndefined();
    return data;
  };
  expect(await ask(theirEvent)).toEqual(await ask(newId()));
  expect(await ask(ourEvent)).not.toEqual(await ask(newId()));
});

test('another organization’s overview is refused', async () => {
  const ask = (id: string) =>
    under.execute(
      viewer,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organization { overview { sales { orders } } } } }',
      { r: [{ __typename: 'Organization', id }] },
    );
  expect((await ask(theirs)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(await ask(ours)).toMatchObject({ data: { _entities: [{ overview: { sales: { orders: 1 } } }] } });
});

test('a tenant’s collection cannot be talked into another’s documents, which are there without it', async () => {
  const database = new AnalyticsDatabase({ url: under.url, database: under.database });
  try {
    const { days } = database.tenant(ours);
    const wide = { organizationId: theirs } as never;
    const either = { $or: [{ organizationId: theirs }, { organizationId: ours }] } as never;
    expect(await days.count(wide)).toBe(2);
    expect((await days.find(wide)).every(({ organizationId }) => organizationId === ours)).toBe(true);
    expect(await days.count(either)).toBe(2);
    expect(await days.aggregate(either, [{ $group: { _id: '$organizationId' } }])).toEqual([{ _id: ours }]);
    await days.write([{ filter: wide, update: { $set: { orders: 99 } } }]);
    // The control: what the driver gives without the tenant's collection in between.
    const raw = under.db.collection('sales_daily');
    expect(await raw.countDocuments({})).toBe(4);
    expect(await raw.countDocuments({ organizationId: theirs, orders: 99 })).toBe(0);
  } finally {
    await database.close();
  }
});
