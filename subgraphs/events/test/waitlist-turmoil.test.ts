import { randomBytes } from 'node:crypto';
import { newId, Viewer } from '@ticketbase/kernel';
import type { Subgraph } from '@ticketbase/subgraph-kit';
import { fakeEndpoint, silentLogger, testViewer } from '@ticketbase/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEventsSubgraph, parseEventsConfig } from '../src/index.ts';
import type { Sweeper } from '../src/sweeper.ts';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  ISSUE,
  type Issued,
  payments,
  publishedEvent,
  RELEASE,
  type SoldEvent,
  startEvents,
  VOID,
} from './events-under-test.ts';
import { enableWaitlist, JOIN, join, LEAVE, lineOf, offerTokens, TAKE, takeInput } from './waitlist-under-test.ts';

const owner = testViewer();
const guest = Viewer.anonymous;
let events: EventsUnderTest;
let other: Subgraph;
let sweeper: Sweeper;
beforeAll(async () => {
  events = await startEvents({ poolSize: 6 });
  other = await createEventsSubgraph(anotherConfig(), { logger: silentLogger, subscribers: [], endpoint: users });
  sweeper = events.sweeper();
});
afterAll(async () => {
  await other.close();
  await events.close();
});

/** Configuration of another process of the same server: the database is all that they share. */
const anotherConfig = () =>
  parseEventsConfig({
    ...{ EVENTS_DATABASE_URL: events.test.url, EVENTS_DATABASE_POOL: '6', EVENTS_SWEEP_INTERVAL_MS: '600000' },
    ...{ S3_ENDPOINT: process.env.TEST_S3_ENDPOINT, S3_BUCKET: 'events-test' },
    ...{ S3_ACCESS_KEY: process.env.TEST_S3_ACCESS_KEY, S3_SECRET_KEY: process.env.TEST_S3_SECRET_KEY },
    EVENTS_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  });
const users = () => fakeEndpoint('users', {});

/** The counters, and what they must be by the holds, tickets and entries that there are. */
async function expectBooksToAgree(event: SoldEvent): Promise<void> {
  const books = await events.rows<Record<string, number>>(
    `select t.sold, t.held, t.quantity,
            (select count(*)::int from ticket k where k.ticket_type_id = t.id and k.status in ('VALID', 'USED')) as tickets,
            (select coalesce(sum(l.quantity), 0)::int from hold_line l join hold h on h.id = l.hold_id
              where l.ticket_type_id = t.id and h.status = 'ACTIVE') as holds
       from ticket_type t where t.event_id = ?`,
    [event.id],
  );
  for (const { sold, held, quantity, tickets, holds } of books) {
    expect([sold, held]).toEqual([tickets, holds]);
    expect(sold! + held!).toBeLessThanOrEqual(quantity!);
  }
  const [stock] = await events.rows<Record<string, number>>(
    `select s.sold, s.held, s.waiting,
            (select count(*)::int from waitlist_entry n where n.event_id = s.event_id and n.status = 'WAITING') as entries
       from event_stock s where s.event_id = ?`,
    [event.id],
  );
  const sum = (part: string) => books.reduce((total, book) => total + book[part]!, 0);
  expect(stock).toEqual({ sold: sum('sold'), held: sum('held'), waiting: stock!.entries, entries: stock!.entries });
  const kept = await events.rows(
    `select n.id from waitlist_entry n join hold h on h.id = n.hold_id
       join hold_line l on l.hold_id = h.id
      where n.event_id = ? and n.status = 'OFFERED' and h.status = 'ACTIVE' and l.quantity <> n.offered`,
    [event.id],
  );
  expect(kept, 'an offer is a hold of what was offered').toEqual([]);
}

/** Tickets that someone waits for and nobody holds. */
const idle = (event: SoldEvent) =>
  events.rows(
    `select distinct t.id from waitlist_entry n join ticket_type t on t.id = n.ticket_type_id
       join event_stock s on s.event_id = n.event_id
      where n.event_id = ? and n.status = 'WAITING' and t.quantity > t.sold + t.held
        and (s.capacity is null or s.capacity > s.sold + s.held)`,
    [event.id],
  );

/** The places to which offers were made, in the order in which they were. */
const offeredPlaces = (event: SoldEvent, ticketTypeId: string) =>
  events.rows<{ place: number }>(
    `select n.place from outbox o join waitlist_entry n on n.id = (o.event->'payload'->>'entryId')::uuid
      where o.event->>'name' = 'waitlist.offered' and n.event_id = ? and n.ticket_type_id = ? order by o.position`,
    [event.id, ticketTypeId],
  );

async function issue(holdId: string) {
  const orderId = newId();
  const input = { holdId, orderId, buyerName: 'Ada', buyerEmail: 'ada@example.com' };
  const { data } = await events.ask(payments(owner.organizationId), ISSUE, { input });
  return { orderId, tickets: (data?.issueTickets ?? []) as Issued[] };
}
const refund = ({ orderId, tickets }: Awaited<ReturnType<typeof issue>>) =>
  events.ask(payments(owner.organizationId), VOID, {
    input: { orderId, ticketIds: tickets.map(ticket => ticket.ticketId), status: 'REFUNDED' },
  });
const expire = (event: SoldEvent) =>
  events.rows(
    `with gone as (update hold set expires_at = now() - interval '1 second'
                    where event_id = ? and status = 'ACTIVE' and expires_at < now() + interval '1 year' returning id)
     update waitlist_entry set offer_expires_at = now() - interval '1 second'
      where status = 'OFFERED' and hold_id in (select id from gone)`,
    [event.id],
  );

test('whatever happens one after the other, the public gets nothing that someone waits for, and offers come in order', async () => {
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('buy' as const), quantity: fc.integer({ min: 1, max: 3 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        quantity: fc.integer({ min: 1, max: 3 }),
        acceptFewer: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('release', 'refund', 'take', 'leave'), nth: fc.nat(5) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('expire', 'raise') }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async steps => {
      const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 3 }] });
      await enableWaitlist(events, owner, event);
      const id = event.ticketTypes[0]!.id;
      const holds: string[] = [];
      const orders: Awaited<ReturnType<typeof issue>>[] = [];
      let quantity = 3;
      for (const given of steps as Array<{ kind: string; quantity?: number; acceptFewer?: boolean; nth?: number }>) {
        const waits = (await lineOf(events, event)).some(({ status }) => status === 'WAITING');
        if (given.kind === 'buy') {
          const input = holdInput(event, given.quantity!);
          const { errors } = await events.ask(payments(), HOLD, { input });
          if (!errors) holds.push(input.holdId);
          if (waits) expect(errors?.[0]?.extensions?.code).toBe('INSUFFICIENT_TICKETS');
        }
        if (given.kind === 'wait') {
          await events.ask(guest, JOIN, join(event, { quantity: given.quantity, acceptFewer: given.acceptFewer }));
        }
        if (given.kind === 'release' && holds.length > 0) {
          await events.ask(payments(), RELEASE, { id: holds.splice(given.nth! % holds.length, 1)[0] });
        }
        if (given.kind === 'refund' && holds.length > 0) {
          orders.push(await issue(holds.splice(given.nth! % holds.length, 1)[0]!));
          await refund(orders.at(-1)!);
        }
        const offers = await offerTokens(events, event);
        const offer = offers[(given.nth ?? 0) % Math.max(offers.length, 1)];
        if (given.kind === 'take' && offer) await events.ask(payments(), TAKE, takeInput(offer));
        if (given.kind === 'leave' && offer) await events.ask(guest, LEAVE, { token: offer });
        if (given.kind === 'expire') {
          await expire(event);
          holds.length = 0;
          await sweeper.sweep();
        }
        if (given.kind === 'raise') {
          quantity += 1;
          const raise =
            'mutation($id: ID!, $q: Int!) { updateTicketType(id: $id, input: { name: "A", price: 1, quantity: $q }) { id } }';
          await events.ask(owner, raise, { id, q: quantity });
        }
        expect(await idle(event), 'nothing is free that someone waits for').toEqual([]);
      }
      await expectBooksToAgree(event);
      const places = (await offeredPlaces(event, id)).map(({ place }) => place);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('whatever happens together, in two processes, nothing is oversold, nobody waits for ever, and the books agree', async () => {
  const ticketTypes = ['A', 'B'].map(name => ({ name, price: 100, quantity: 6 }));
  const event = await publishedEvent(events, owner, { capacity: 9, ticketTypes });
  await enableWaitlist(events, owner, event);
  const types = event.ticketTypes.map(type => type.id);
  const codes: unknown[] = [];
  const send = async (index: number, viewer: Viewer, query: string, variables: Record<string, unknown>) => {
    const request = { viewer, query, variables, requestId: newId() };
    const answer = await (index % 2 ? other : events.subgraph).execute(request);
    codes.push(answer.errors?.[0]?.extensions?.code ?? 'ok');
    return answer;
  };
  const buyer = async (index: number) => {
    const input = holdInput(event, 1, { items: [{ ticketTypeId: types[index % 2], quantity: 1 + (index % 3) }] });
    const { errors } = await send(index, payments(), HOLD, { input });
    if (errors) {
      const wish = join(event, {
        ticketTypeId: types[index % 2],
        quantity: 1 + (index % 3),
        acceptFewer: index % 4 > 0,
      });
      await send(index, guest, JOIN, wish);
      return;
    }
    if (index % 5 === 0) return;
    if (index % 5 === 1) await send(index, payments(), RELEASE, { id: input.holdId });
    else if (index % 5 === 2) {
      await events.rows(`update hold set expires_at = now() - interval '1 second' where id = ?`, [input.holdId]);
      await sweeper.sweep();
    } else {
      const order = await issue(input.holdId);
      if (order.tickets.length > 0) await refund(order);
    }
  };
  const waiter = async (index: number) => {
    for (const token of await offerTokens(events, event)) {
      if (index % 3 === 0) await send(index, payments(), TAKE, takeInput(token));
      if (index % 3 === 1) await send(index, guest, LEAVE, { token });
    }
    if (index % 3 === 2) {
      await expire(event);
      await sweeper.sweep();
    }
  };
  // All is held at first, and some wait for it.
  const all = holdInput(event, 1, { items: types.map((ticketTypeId, n) => ({ ticketTypeId, quantity: n ? 3 : 6 })) });
  await events.data(payments(), HOLD, { input: all });
  for (let n = 0; n < 4; n += 1)
    await events.data(guest, JOIN, join(event, { ticketTypeId: types[n % 2], quantity: 2 }));
  for (let round = 0; round < 4; round += 1) {
    await Promise.all([
      ...Array.from({ length: 24 }, (_, index) => buyer(index + round)),
      ...Array.from({ length: 6 }, (_, index) => waiter(index)),
      events.ask(payments(), RELEASE, { id: all.holdId }),
      sweeper.sweep(),
    ]);
  }
  await sweeper.sweep();
  expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
  expect(codes.filter(code => code === 'ok').length).toBeGreaterThan(20);
  expect(await idle(event)).toEqual([]);
  await expectBooksToAgree(event);
  const places = await Promise.all(types.map(type => offeredPlaces(event, type)));
  expect(places.flat().length).toBeGreaterThan(0);
  for (const ofType of places.map(rows => rows.map(({ place }) => place))) {
    expect(ofType).toEqual(ofType.toSorted((a, b) => a - b));
  }
}, 120_000);

test('an event that is deleted while its tickets are freed and waited for keeps nobody waiting for ever', async () => {
  const codes: unknown[] = [];
  for (let round = 0; round < 12; round += 1) {
    const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 1 }] });
    await enableWaitlist(events, owner, event);
    const input = holdInput(event, 1);
    await events.data(payments(), HOLD, { input });
    await events.data(guest, JOIN, join(event));
    const remove = 'mutation($id: ID!) { deleteEvent(id: $id) }';
    const answers = await Promise.all([
      events.ask(owner, remove, { id: event.id }),
      events.ask(payments(), RELEASE, { id: input.holdId }),
      events.ask(guest, JOIN, join(event)),
      events.ask(owner, remove, { id: event.id }),
      events.ask(guest, JOIN, join(event)),
    ]);
    codes.push(...answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'ok'));
  }
  expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
  expect(codes).toContain('ok');
});

test('a freed ticket of one type costs no look at the thousands who wait for another', async () => {
  const ticketTypes = ['A', 'B'].map(name => ({ name, price: 1, quantity: 1 }));
  const event = await publishedEvent(events, owner, { ticketTypes });
  await enableWaitlist(events, owner, event);
  const [a, b] = event.ticketTypes.map(type => type.id);
  await events.data(payments(), HOLD, { input: holdInput(event, 1) });
  await events.rows(
    `insert into waitlist_entry (id, organization_id, event_id, ticket_type_id, place, name, email, quantity, accept_fewer, status, told_at, joined_at)
     select gen_random_uuid(), organization_id, event_id, id, n, 'Who', n || '@example.org', 1, true, 'WAITING', now(), now()
       from ticket_type, generate_series(1, 20000) n where id = ?`,
    [a],
  );
  await events.rows('update event_stock set waiting = 20000, waitlisted = 20000 where event_id = ?', [event.id]);
  await events.rows('analyze waitlist_entry');
  const input = { ...holdInput(event, 1), items: [{ ticketTypeId: b, quantity: 1 }] };
  await events.data(payments(), HOLD, { input });
  const planFor = async (type: string) =>
    JSON.stringify(
      await events.rows(
        `explain select 1 from ticket_type t cross join lateral (
           select * from waitlist_entry e where e.ticket_type_id = t.id and e.status = 'WAITING' order by e.place limit 200) n
          where t.id = ?`,
        [type],
      ),
    );
  for (const plan of [await planFor(a!), await planFor(b!)]) {
    expect(plan).toContain('waitlist_entry_line');
    expect(plan, 'the index has the order').not.toContain('Sort');
  }
  await events.data(payments(), RELEASE, { id: input.holdId });
  const buyAgain = await events.ask(payments(), HOLD, { input: { ...input, holdId: newId() } });
  expect(buyAgain.errors, 'nobody waits for it').toBeUndefined();
});

test('an offer that was made just before the process died is told by the next one, once', async () => {
  const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 1 }] });
  await enableWaitlist(events, owner, event);
  const input = holdInput(event, 1);
  await events.data(payments(), HOLD, { input });
  await events.data(guest, JOIN, join(event, { email: 'told@example.org' }));
  // No relay runs in this process: it is as if it died with the commit.
  await events.data(payments(), RELEASE, { id: input.holdId });
  expect(await lineOf(events, event)).toMatchObject([{ status: 'OFFERED' }]);
  const told: string[] = [];
  const restarted = await createEventsSubgraph(anotherConfig(), {
    logger: silentLogger,
    endpoint: users,
    subscribers: [
      {
        name: 'notifications',
        receivesSecrets: true,
        deliver: async happened => {
          if (happened.name === 'waitlist.offered' && happened.payload.eventId === event.id) {
            expect(happened.payload.waitlistToken).toHaveLength(43);
            told.push(happened.payload.email);
          }
        },
      },
    ],
  });
  try {
    await restarted.start();
    await expect.poll(() => told, { timeout: 15_000 }).toEqual(['told@example.org']);
  } finally {
    await restarted.close();
  }
});
