import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmed, happened, orderPayload, type SubgraphUnderTest, startSubgraph } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
const organizationId = newId();
const viewer = testViewer({ organizationId });
const [fair, gala] = [newId(), newId()];
const [standard, vip] = [newId(), newId()];

beforeAll(async () => {
  under = await startSubgraph();
  const sold = [
    confirmed(
      organizationId,
      { eventId: fair, ticketTypeId: standard, amount: 5_000, promoCode: 'EARLY' },
      '2027-05-01T21:50:00.000Z',
    ),
    confirmed(
      organizationId,
      { eventId: fair, ticketTypeId: vip, amount: 9_000, quantity: 1 },
      '2027-05-01T22:10:00.000Z',
    ),
    confirmed(
      organizationId,
      { eventId: gala, amount: 700, currency: 'USD', paymentMethod: null },
      '2027-05-03T10:00:00.000Z',
    ),
    happened(
      'order.refunded',
      organizationId,
      { ...orderPayload({ eventId: fair }), refund: { amount: 2_000, currency: 'EUR' }, reason: null },
      '2027-05-03T11:00:00.000Z',
    ),
  ];
  for (const event of sold) await under.subgraph.deliver(event);
});
afterAll(() => under.close());

const FIGURES = 'orders tickets gross { amount currency } refunded { amount currency } net { amount currency }';
const QUERY = `query ($range: DateRangeInput!, $granularity: Granularity!, $eventId: ID) {
  salesAnalytics(range: $range, granularity: $granularity, eventId: $eventId) {
    from to timeZone
    series { startsAt endsAt figures { ${FIGURES} } }
    totals { ${FIGURES} }
    byEvent { event { id } figures { orders } }
    byTicketType { ticketType { id } name figures { tickets gross { amount } } }
    byPaymentMethod { paymentMethod figures { orders } }
    byPromoCode { promoCode figures { orders } }
  }
}`;

interface Sales {
  from: string;
  to: string;
  series: { startsAt: string; figures: { orders: number } }[];
  totals: unknown;
  [breakdown: string]: unknown;
}

async function sales(variables: Record<string, unknown>): Promise<Sales> {
  const { data, errors } = await under.execute(viewer, QUERY, variables);
  expect(errors).toBeUndefined();
  return (data as { salesAnalytics: Sales }).salesAnalytics;
}

const week = { from: '2027-05-01T00:00:00Z', to: '2027-05-05T00:00:00Z' };

test('a series has a bucket for every day, those without sales too, and totals are its sum', async () => {
  const found = await sales({ range: week, granularity: 'DAY' });
  expect(found.series.map(({ startsAt, figures }) => [startsAt, figures.orders])).toEqual([
    ['2027-05-01T00:00:00.000Z', 2],
    ['2027-05-02T00:00:00.000Z', 0],
    ['2027-05-03T00:00:00.000Z', 1],
    ['2027-05-04T00:00:00.000Z', 0],
  ]);
  expect(found.totals).toEqual({
    orders: 3,
    tickets: 5,
    gross: [
      { amount: 14_000, currency: 'EUR' },
      { amount: 700, currency: 'USD' },
    ],
    refunded: [
      { amount: 2_000, currency: 'EUR' },
      { amount: 0, currency: 'USD' },
    ],
    net: [
      { amount: 12_000, currency: 'EUR' },
      { amount: 700, currency: 'USD' },
    ],
  });
});

test('a sale belongs to the day of the zone that is asked for', async () => {
  const found = await sales({ range: { ...week, timeZone: 'Europe/Berlin' }, granularity: 'DAY' });
  expect(found.from).toBe('2027-04-30T22:00:00.000Z');
  expect(found.series.map(({ figures }) => figures.orders)).toEqual([1, 1, 1, 0, 0]);
});

test('hours, weeks and months add up to the same', async () => {
  for (const granularity of ['HOUR', 'WEEK', 'MONTH']) {
    for (const timeZone of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
      const found = await sales({ range: { ...week, timeZone }, granularity });
      const orders = found.series.reduce((sum, { figures }) => sum + figures.orders, 0);
      expect([granularity, timeZone, orders]).toEqual([granularity, timeZone, 3]);
    }
  }
});

test('sales are broken down by what they were', async () => {
  const found = await sales({ range: week, granularity: 'WEEK' });
  expect(found.byEvent).toEqual([
    { event: { id: fair }, figures: { orders: 2 } },
    { event: { id: gala }, figures: { orders: 1 } },
  ]);
  expect(found.byTicketType).toContainEqual({
    ticketType: { id: vip },
    name: 'Standard',
    figures: { tickets: 1, gross: [{ amount: 9_000 }] },
  });
  expect(found.byPaymentMethod).toEqual([
    { paymentMethod: 'offline-payments:bank-transfer', figures: { orders: 2 } },
    { paymentMethod: null, figures: { orders: 1 } },
  ]);
  expect(found.byPromoCode).toContainEqual({ promoCode: 'EARLY', figures: { orders: 1 } });
});

test('one event’s sales are its own', async () => {
  const found = await sales({ range: week, granularity: 'WEEK', eventId: gala });
  expect(found.totals).toMatchObject({ orders: 1, gross: [{ amount: 700, currency: 'USD' }] });
});

test('events and the organization have their figures in one request', async () => {
  const reference = (id: string) => ({ __typename: 'Event', id });
  const { data, errors } = await under.execute(
    viewer,
    `query ($references: [_Any!]!) { _entities(representations: $references) {
       ... on Event { id analytics { sales { orders } checkedIn views uniqueVisitors conversionRate referrers { host } } }
       ... on Organization { overview(range: { from: "2027-05-01T00:00:00Z", to: "2027-05-02T00:00:00Z" }) {
         sales { orders } checkedIn views topEvents(first: 1) { event { id } figures { orders } } } }
     } }`,
    { references: [reference(fair), reference(gala), { __typename: 'Organization', id: organizationId }] },
  );
  expect(errors).toBeUndefined();
  const nothing = { checkedIn: 0, views: 0, uniqueVisitors: 0, conversionRate: null, referrers: [] };
  expect(data).toEqual({
    _entities: [
      { id: fair, analytics: { sales: { orders: 2 }, ...nothing } },
      { id: gala, analytics: { sales: { orders: 1 }, ...nothing } },
      {
        overview: {
          sales: { orders: 2 },
          checkedIn: 0,
          views: 0,
          topEvents: [{ event: { id: fair }, figures: { orders: 2 } }],
        },
      },
    ],
  });
});

test('check-ins are counted, and undone ones are not', async () => {
  const eventId = newId();
  const ticket = { ticketId: newId(), code: 'K7', eventId, ticketTypeId: standard, orderId: newId() };
  const checkedInAt = new Date().toISOString();
  await under.subgraph.deliver(happened('ticket.checked_in', organizationId, { ...ticket, checkedInAt }));
  await under.subgraph.deliver(happened('ticket.checked_in', organizationId, { ...ticket, checkedInAt }));
  await under.subgraph.deliver(happened('ticket.check_in_undone', organizationId, ticket));
  const { data } = await under.execute(
    viewer,
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Event { analytics { checkedIn } } } }',
    { r: [{ __typename: 'Event', id: eventId }] },
  );
  expect(data).toEqual({ _entities: [{ analytics: { checkedIn: 1 } }] });
});

for (const [what, variables, path] of [
  ['an empty range', { range: { from: week.to, to: week.from }, granularity: 'DAY' }, 'range.to'],
  [
    'a range beyond ten years',
    { range: { from: '2000-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }, granularity: 'MONTH' },
    'range',
  ],
  [
    'too many buckets',
    { range: { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }, granularity: 'HOUR' },
    'granularity',
  ],
  ['an unknown zone', { range: { ...week, timeZone: 'Mars/Olympus' }, granularity: 'DAY' }, 'range.timeZone'],
] as const) {
  test(`${what} is refused with its place`, async () => {
    const { errors } = await under.execute(viewer, QUERY, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  });
}

test('who lacks the scope is refused, on entities too', async () => {
  const scanner = testViewer({ organizationId, role: 'SCANNER' });
  for (const [someone, code] of [
    [scanner, 'FORBIDDEN'],
    [Viewer.anonymous, 'UNAUTHENTICATED'],
  ] as const) {
    const direct = await under.execute(someone, QUERY, { range: week, granularity: 'DAY' });
    expect(direct.errors?.[0]?.extensions?.code).toBe(code);
    const entity = await under.execute(
      someone,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Event { analytics { views } activity { totalCount } } } }',
      { r: [{ __typename: 'Event', id: fair }] },
    );
    expect(entity.errors?.map(({ extensions }) => extensions?.code)).toContain(code);
  }
});
