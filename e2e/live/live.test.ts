import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-sse';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { Client, type Data } from '../harness/client.ts';
import { installOfflinePayments, placeOrder, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
const soon = { timeout: 30_000, interval: 50 };

/** Keeps what a stream tells. */
function follow(token: string, query: string, variables: Record<string, unknown>) {
  const client = createClient({
    url: `${url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  onTestFinished(() => client.dispose());
  const told: Data[] = [];
  const ended = (async () => {
    for await (const payload of client.iterate({ query, variables })) told.push(payload);
  })();
  ended.catch(() => {});
  return { told, ended, last: () => told.at(-1) };
}

const SALES = `subscription ($id: ID!) { eventSales(eventId: $id) {
  event { ticketsSold ticketTypes { sold } analytics { sales { tickets } } }
} }`;

test('sales are told as they happen, and what is counted from them a little later', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 9 });
  const stream = follow(organizer.api.token!, SALES, { id: event.id });
  await vi.waitFor(
    () => expect(stream.last()).toMatchObject({ data: { eventSales: { event: { ticketsSold: 0 } } } }),
    soon,
  );
  await placeOrder(guest, event, { quantity: 3, paymentMethod: null });
  const sold = { ticketsSold: 3, ticketTypes: [{ sold: 3 }], analytics: { sales: { tickets: 3 } } };
  await vi.waitFor(() => expect(stream.last()).toEqual({ data: { eventSales: { event: sold } } }), soon);
});

test('scans are told with the counts that they lead to', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 2 });
  const { orderToken } = await placeOrder(guest, event, { quantity: 2, paymentMethod: null });
  const [ticket] = await vi.waitFor(async () => {
    const query = 'query ($t: String!) { order(token: $t) { tickets { id code } } }';
    const { order } = await guest.ask(query, { t: orderToken });
    expect(order.tickets).toHaveLength(2);
    return order.tickets;
  }, soon);
  const stream = follow(
    organizer.api.token!,
    'subscription ($id: ID!) { checkIns(eventId: $id) { lists { checkedIn expected } scans { kind ticketId } } }',
    { id: event.id },
  );
  await vi.waitFor(() => expect(stream.told).toHaveLength(1), soon);
  await organizer.api.ask(
    'mutation ($code: String!, $key: String!) { checkInTicket(code: $code, idempotencyKey: $key) { id } }',
    { code: ticket.code, key: randomUUID() },
  );
  const counts = { lists: [{ checkedIn: 1, expected: 2 }] };
  await vi.waitFor(() => expect(stream.last()).toMatchObject({ data: { checkIns: counts } }), soon);
  const scans = stream.told.flatMap(({ data }) => data.checkIns.scans);
  expect(scans).toEqual([{ kind: 'CHECKED_IN', ticketId: ticket.id }]);
});

test('lines of a plugin’s log are told once each', async () => {
  const organizer = await registerOrganizer(url);
  const { id } = await installOfflinePayments(organizer);
  const stream = follow(
    organizer.api.token!,
    'subscription ($id: ID!) { pluginLogs(installationId: $id) { lines { id message } } }',
    { id },
  );
  await vi.waitFor(() => expect(stream.told).toHaveLength(1), soon);
  const event = await publishEvent(organizer);
  await placeOrder(guest, event);
  const lines = () => stream.told.flatMap(({ data }) => data.pluginLogs.lines) as { id: string; message: string }[];
  await vi.waitFor(
    () =>
      expect(
        lines()
          .map(({ message }) => message)
          .join(),
      ).toContain('finished in'),
    soon,
  );
  await placeOrder(guest, event);
  await vi.waitFor(() => expect(lines().filter(({ message }) => /finished/.test(message))).toHaveLength(2), soon);
  expect(new Set(lines().map(line => line.id)).size).toBe(lines().length);
});

test('another organization follows nothing of it', async () => {
  const [owner, stranger] = await Promise.all([registerOrganizer(url), registerOrganizer(url)]);
  const event = await publishEvent(owner, { price: 0 });
  const { id } = await installOfflinePayments(owner);
  const { event: seen } = await stranger.api.ask('query ($id: ID!) { event(id: $id) { id } }', { id: event.id });
  expect(seen, 'the control: the event is public').toEqual({ id: event.id });
  const refusals = [
    follow(stranger.api.token!, SALES, { id: event.id }),
    follow(stranger.api.token!, 'subscription ($id: ID!) { checkIns(eventId: $id) { at } }', { id: event.id }),
    follow(stranger.api.token!, 'subscription ($id: ID!) { pluginLogs(installationId: $id) { at } }', { id }),
  ];
  for (const { ended, told } of refusals) {
    const error = await ended.then(
      () => undefined,
      (failure: { response: Response }) => failure,
    );
    expect(await error?.response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    expect(told).toEqual([]);
  }
});

test('a stream ends when the session behind it does', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 9 });
  const stream = follow(organizer.api.token!, SALES, { id: event.id });
  await vi.waitFor(() => expect(stream.told).toHaveLength(1), soon);
  await organizer.api.ask('mutation { logout }');
  await vi.waitFor(() => placeOrder(guest, event, { paymentMethod: null }), soon);
  await stream.ended;
  expect(stream.last()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});
