import { expect, inject, test, vi } from 'vitest';
import { Client, type Data } from '../harness/client.ts';
import {
  confirmByHand,
  draftEvent,
  installOfflinePayments,
  placeOrder,
  registerOrganizer,
} from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
const soon = { timeout: 30_000, interval: 200 };

const DATES =
  'events(first: 10) { edges { node { id slug title status startsAt ticketTypes { id available sold } } } }';

test('an event recurs, is sold date by date, and what is called off from a date on is refunded by itself', async () => {
  const organizer = await registerOrganizer(url);
  await installOfflinePayments(organizer);
  const eventId = await draftEvent(organizer, { title: 'Weekly Play', quantity: 5 });
  const { createEventSeries: series } = await organizer.api.ask(
    `mutation ($input: CreateEventSeriesInput!) { createEventSeries(input: $input) { id ${DATES} } }`,
    { input: { eventId, rule: 'FREQ=WEEKLY;COUNT=3' } },
  );
  await organizer.api.ask('mutation ($id: ID!) { publishEventSeries(id: $id) { changed { id } } }', { id: series.id });
  const [first, second, third]: Data[] = series.events.edges.map(({ node }: { node: Data }) => node);

  const inShop = await guest.ask(
    `query ($organization: String!, $slug: String!) { publicEvent(organization: $organization, slug: $slug) { series { ${DATES} } } }`,
    { organization: organizer.organization.slug, slug: first!.slug },
  );
  expect(inShop.publicEvent.series.events.edges).toHaveLength(3);

  const sold: Data[] = [];
  for (const date of [first!, second!, third!]) {
    const placed = await placeOrder(guest, date);
    await confirmByHand(organizer, placed.order.id);
    sold.push(placed);
  }
  const unpaid = await placeOrder(guest, third!);

  await organizer.api.ask(
    'mutation ($id: ID!) { cancelEventSeries(eventId: $id, reason: "The stage is closed") { changed { status } } }',
    { id: second!.id },
  );
  await vi.waitFor(async () => {
    const states = await Promise.all([...sold, unpaid].map(placed => orderOf(placed.orderToken)));
    expect(states.map(({ status }) => status)).toEqual(['CONFIRMED', 'REFUNDED', 'REFUNDED', 'CANCELLED']);
    expect(states[1]).toMatchObject({ refunded: { amount: 2500 }, tickets: [{ status: 'REFUNDED' }] });
  }, soon);

  const refused = await guest.refusal('mutation ($input: CreateCartInput!) { createCart(input: $input) { id } }', {
    input: { eventId: third!.id, items: [{ ticketTypeId: third!.ticketTypes[0].id, quantity: 1 }] },
  });
  expect(refused.extensions.code).toBe('SALES_NOT_OPEN');
  const after = await organizer.api.ask(`query ($id: ID!) { eventSeries(id: $id) { ${DATES} } }`, { id: series.id });
  const dates: Data[] = after.eventSeries.events.edges.map(({ node }: { node: Data }) => node);
  expect(dates.map(date => [date.status, date.ticketTypes[0].sold])).toEqual([
    ['PUBLISHED', 1],
    ['CANCELLED', 0],
    ['CANCELLED', 0],
  ]);

  await vi.waitFor(async () => {
    const { activityLog } = await organizer.api.ask('{ activityLog(first: 100) { edges { node { name summary } } } }');
    const names = activityLog.edges.map(({ node }: { node: Data }) => node.name);
    for (const name of ['event_series.created', 'event_series.published', 'event_series.cancelled', 'order.refunded'])
      expect(names).toContain(name);
  }, soon);
}, 60_000);

async function orderOf(token: string): Promise<Data> {
  const { order } = await guest.ask(
    'query ($token: String!) { order(token: $token) { status refunded { amount } tickets { status } } }',
    { token },
  );
  return order;
}
