import { DomainError, domainEvent, newId, Viewer } from '@ticketbase/kernel';
import { countStatements, Database, Subgraph } from '@ticketbase/subgraph-kit';
import { silentLogger, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createServices } from '../src/context.ts';
import { paymentsDatabase } from '../src/database.ts';
import { assembleParts } from '../src/parts.ts';
import { paymentsSchema } from '../src/schema.ts';
import { signToken } from '../src/waiting-room/signed-token.ts';
import { CREATE_CART, type Payments, startPayments } from './harness.ts';

const LIMIT = 20;
let payments: Payments;
let other: Awaited<ReturnType<typeof secondProcess>>;
beforeAll(async () => {
  payments = await startPayments({ placesPerClient: LIMIT });
  other = await secondProcess(payments);
});
afterAll(async () => {
  await other.database.close();
  await payments.close();
});

let eventId: string;
let ticketTypeId: string;
const owner = () => testViewer({ organizationId: payments.organizationId });
beforeEach(() => {
  eventId = newId();
  ticketTypeId = payments.events.addType(eventId, 1_000, 100);
});
const stock = () => payments.events.types.get(ticketTypeId)!.stock;

/** The same database, as another process of the same server has it: nothing else is shared. */
async function secondProcess({ parts, events, plugins }: Payments) {
  const database = await Database.connect({ ...paymentsDatabase, url: parts.config.databaseUrl, poolSize: 3 });
  const endpoints = { events: events.endpoint, plugins: plugins.endpoint } as Record<string, typeof events.endpoint>;
  const own = assembleParts(parts.config, database, { logger: silentLogger, endpoint: name => endpoints[name]! });
  const subgraph = new Subgraph({
    schema: paymentsSchema,
    logger: silentLogger,
    createServices: request => createServices(own, request),
  });
  return { database, parts: own, subgraph };
}

const UPDATE =
  'mutation($id: ID!, $input: UpdateWaitingRoomInput!) { updateWaitingRoom(eventId: $id, input: $input) { status opensAt } }';
const JOIN = 'mutation($id: ID!) { joinWaitingRoom(eventId: $id) { token status ahead estimatedWaitSeconds } }';
const PLACE =
  'query($token: String!) { waitingPlace(token: $token) { status ahead estimatedWaitSeconds pollAfterSeconds event { id } } }';
const ENTER = 'mutation($token: String!) { enterEvent(placeToken: $token) { token expiresAt event { id } } }';
const FIGURES =
  'query($r: [_Any!]!) { _entities(representations: $r) { ... on Event { waitingRoom { status figures { ratePerMinute joined called waiting admitted carts orders } } } } }';

const setUp = (input: Record<string, unknown> = {}) =>
  payments.ask(UPDATE, { id: eventId, input: { enabled: true, ratePerMinute: 60, ...input } }, owner());
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** The clock moved on for the room: what it remembers of times is that much older, and no process remembers it. */
async function pass(seconds: number): Promise<void> {
  await payments.sql(
    `update waiting_room set base_at = base_at - make_interval(secs => ?), opens_at = opens_at - make_interval(secs => ?),
       mark_at = mark_at - make_interval(secs => ?) where event_id = ?`,
    [seconds, seconds, seconds, eventId],
  );
  for (const process of [payments.parts, other.parts]) process.rooms.forget(eventId);
}

async function join(): Promise<string> {
  return (await payments.ask(JOIN, { id: eventId })).joinWaitingRoom.token;
}
const admit = async (token: string): Promise<string> => (await payments.ask(ENTER, { token })).enterEvent.token;
const place = async (token: string) => (await payments.ask(PLACE, { token })).waitingPlace;
const cart = (admission?: string, more = {}) =>
  payments.refusal(CREATE_CART, { input: { eventId, items: [{ ticketTypeId, quantity: 1 }], admission, ...more } });
const opened = async (admission: string) =>
  (await payments.ask(CREATE_CART, { input: { eventId, items: [{ ticketTypeId, quantity: 1 }], admission } }))
    .createCart;
const figures = async (viewer: Viewer = owner()) =>
  (await payments.ask(FIGURES, { r: [{ __typename: 'Event', id: eventId }] }, viewer))._entities[0].waitingRoom;

/** Someone whose turn has come at once. */
async function admitted(): Promise<string> {
  await setUp({ ratePerMinute: 60_000 });
  const token = await join();
  await pass(1);
  return admit(token);
}

describe('without an admission', () => {
  test('nobody opens a cart of an event with a waiting room, and nothing is set aside', async () => {
    expect(await cart()).toMatchObject({ code: undefined });
    await setUp();
    expect(await cart()).toMatchObject({
      ...{ code: 'WAITING_ROOM_REQUIRED', eventId, joinUrl: `http://localhost:4000/shop/waiting-room/${eventId}` },
      opensAt: expect.stringMatching(/Z$/),
    });
    expect(stock()).toBe(99);
    await setUp({ enabled: false });
    expect(await cart()).toMatchObject({ code: undefined });
  });

  test('a room that another process switched on guards within a second', async () => {
    const request = { query: CREATE_CART, viewer: Viewer.anonymous, requestId: newId() };
    const variables = { input: { eventId, items: [{ ticketTypeId, quantity: 1 }] } };
    const { room } = await other.parts.rooms.find(eventId);
    expect(room).toBeNull();
    await setUp();
    await expect
      .poll(async () => (await other.subgraph.execute({ ...request, variables })).errors?.[0]?.extensions?.code, {
        timeout: 1_500,
      })
      .toBe('WAITING_ROOM_REQUIRED');
  });

  test.each([
    ['made up', () => 'made.up'],
    ['a place', async () => join()],
    [
      'of another event',
      () => signToken(payments.parts.tokens, 'admission', { e: newId(), a: newId(), x: 4_000_000_000 }),
    ],
    [
      'never given, though it is signed',
      () => signToken(payments.parts.tokens, 'admission', { e: eventId, a: newId(), x: 4_000_000_000 }),
    ],
  ])('one that is %s is refused', async (_, forge) => {
    await setUp();
    expect(await cart(await forge())).toMatchObject({ code: 'ADMISSION_INVALID' });
    expect(stock()).toBe(100);
  });

  test('one for another event of the same organization is refused', async () => {
    const foreign = await admitted();
    eventId = newId();
    ticketTypeId = payments.events.addType(eventId, 1_000, 100);
    await setUp();
    expect(await cart(foreign)).toMatchObject({ code: 'ADMISSION_INVALID' });
  });
});

describe('an admission', () => {
  test('opens a cart, and asked for again is the same with the same end', async () => {
    await setUp({ ratePerMinute: 60_000 });
    const token = await join();
    await pass(1);
    const first = (await payments.ask(ENTER, { token })).enterEvent;
    expect((await payments.ask(ENTER, { token })).enterEvent).toEqual(first);
    expect(first.event.id).toBe(eventId);
    expect(new Date(first.expiresAt).getTime() - Date.now()).toBeGreaterThan(9 * 60_000);
    await opened(first.token);
    expect(stock()).toBe(99);
  });

  test('is over when its time is, whatever is asked, and cannot be had again for the same place', async () => {
    await setUp({ ratePerMinute: 60_000 });
    const token = await join();
    await pass(1);
    const admission = await admit(token);
    await payments.sql(
      `update waiting_room_admission set expires_at = now() - interval '1 second' where event_id = ?`,
      [eventId],
    );
    expect(await cart(admission)).toMatchObject({ code: 'ADMISSION_EXPIRED' });
    expect(await payments.refusal(ENTER, { token })).toMatchObject({ code: 'ADMISSION_EXPIRED' });
    const [, signature] = admission.split('.');
    const claims = JSON.parse(Buffer.from(admission.split('.')[0]!, 'base64url').toString());
    const prolonged = `${Buffer.from(JSON.stringify({ ...claims, x: 4_000_000_000 })).toString('base64url')}.${signature}`;
    expect(await cart(prolonged)).toMatchObject({ code: 'ADMISSION_INVALID' });
  });

  test('shared among many, opens one cart: of requests at once in two processes one passes, and the others hold nothing', async () => {
    const admission = await admitted();
    const variables = { input: { eventId, items: [{ ticketTypeId, quantity: 1 }], admission } };
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        (index % 2 ? payments : other).subgraph.execute({
          ...{ query: CREATE_CART, variables, viewer: Viewer.anonymous, requestId: newId() },
        }),
      ),
    );
    const codes = answers.map(answer => answer.errors?.[0]?.extensions?.code ?? 'ok');
    expect(codes.filter(code => code === 'ok')).toHaveLength(1);
    expect(codes.filter(code => code === 'ADMISSION_IN_USE')).toHaveLength(15);
    expect(stock()).toBe(99);
  });

  test('control: looked at before it is used, rather than used by one statement, it opens many', async () => {
    const admission = await admitted();
    const both = Promise.withResolvers<void>();
    let looked = 0;
    const passes = Array.from({ length: 2 }, async () => {
      const [row] = await payments.sql<{ cart_id: string | null }>(
        'select cart_id from waiting_room_admission where event_id = ?',
        [eventId],
      );
      looked += 1;
      if (looked === 2) both.resolve();
      await both.promise;
      return row!.cart_id === null;
    });
    expect(await Promise.all(passes)).toEqual([true, true]);
    expect(admission).toBeTruthy();
  });

  test('opens another cart when the first was given back or has expired, and none after a purchase', async () => {
    const admission = await admitted();
    const first = await opened(admission);
    expect(await cart(admission)).toMatchObject({ code: 'ADMISSION_IN_USE' });
    await payments.ask('mutation($token: String!) { releaseCart(token: $token) }', { token: first.token });
    const second = await opened(admission);
    await payments.age('cart', second.id);
    const third = await opened(admission);
    await payments.checkout(third.token, { paymentMethod: 'offline-payments:bank-transfer' });
    expect(await cart(admission)).toMatchObject({ code: 'ADMISSION_IN_USE' });
    expect(await figures()).toMatchObject({ figures: { admitted: 1, carts: 0, orders: 1 } });
  });

  test('is not used up by a cart that came to nothing, nor by a process that died before it wrote one', async () => {
    const admission = await admitted();
    expect(await cart(admission, { items: [{ ticketTypeId, quantity: 500 }] })).toMatchObject({
      code: 'INSUFFICIENT_TICKETS',
    });
    await payments.sql(`update waiting_room_admission set cart_id = ?, claimed_at = now() where event_id = ?`, [
      newId(),
      eventId,
    ]);
    expect(await cart(admission)).toMatchObject({ code: 'ADMISSION_IN_USE' });
    await payments.sql(
      `update waiting_room_admission set claimed_at = now() - interval '2 minutes' where event_id = ?`,
      [eventId],
    );
    await opened(admission);
  });

  test('given with a key, is answered with the same cart each time', async () => {
    const admission = await admitted();
    const idempotencyKey = newId();
    const input = { eventId, items: [{ ticketTypeId, quantity: 1 }], admission, idempotencyKey };
    const first = (await payments.ask(CREATE_CART, { input })).createCart;
    expect((await payments.ask(CREATE_CART, { input })).createCart.id).toBe(first.id);
  });
});

describe('the line', () => {
  test('is called at the rate: so many and not one more', async () => {
    await setUp({ opensAt: later(1) });
    const tokens = await Promise.all(Array.from({ length: 30 }, join));
    for (const token of tokens) expect(await place(token)).toMatchObject({ status: 'BEFORE_OPENING', ahead: null });
    expect(await payments.refusal(ENTER, { token: tokens[0]! })).toMatchObject({ code: 'TURN_NOT_COME' });
    await pass(60);
    expect(await place(tokens[0]!)).toMatchObject({ ahead: expect.any(Number) });
    await pass(10);
    const places = await Promise.all(tokens.map(place));
    const called = tokens.filter((_, index) => places[index].status === 'CALLED');
    expect(called.length).toBeGreaterThanOrEqual(10);
    expect(called.length, 'a second or two may have passed by themselves').toBeLessThanOrEqual(13);
    for (const token of called) await admit(token);
    const next = places.findIndex(({ status, ahead }) => status === 'WAITING' && ahead > 10);
    expect(await payments.refusal(ENTER, { token: tokens[next]! })).toMatchObject({ code: 'TURN_NOT_COME' });
    const waiting = places
      .filter(({ status }) => status === 'WAITING')
      .map(({ ahead }) => ahead)
      .toSorted((a, b) => a - b);
    expect(waiting).toEqual(Array.from({ length: waiting.length }, (_, index) => index));
    expect(await figures()).toMatchObject({ figures: { joined: 30, admitted: called.length, ratePerMinute: 60 } });
  });

  test('is drawn once at the opening, whichever process comes first, and is the same after a restart', async () => {
    await setUp({ opensAt: later(1), ratePerMinute: 1 });
    const tokens = await Promise.all(Array.from({ length: 40 }, join));
    await pass(61);
    const look = (process: typeof other | Payments, token: string) =>
      process.subgraph.execute({ query: PLACE, variables: { token }, viewer: Viewer.anonymous, requestId: newId() });
    await Promise.all([look(payments, tokens[0]!), look(other, tokens[0]!), payments.sweep()]);
    const restarted = await secondProcess(payments);
    try {
      const orders = [];
      for (const process of [payments, other, restarted]) {
        process.parts.rooms.forget(eventId);
        const seen = await Promise.all(tokens.map(token => look(process, token)));
        orders.push(seen.map(({ data }) => (data!.waitingPlace as { ahead: number | null }).ahead));
      }
      expect(orders[1]).toEqual(orders[0]);
      expect(orders[2]).toEqual(orders[0]);
      expect(new Set(orders[0]).size).toBe(40);
      expect(orders[0], 'not the order in which they came').not.toEqual(orders[0]!.toSorted((a, b) => a! - b!));
    } finally {
      await restarted.database.close();
    }
  });

  test('puts those who come after the opening behind all who came before, in their order', async () => {
    await setUp({ opensAt: later(1), ratePerMinute: 1 });
    await Promise.all(Array.from({ length: 10 }, join));
    await pass(61);
    const late = [await join(), await join(), await join()];
    const ahead = await Promise.all(late.map(async token => (await place(token)).ahead));
    expect(ahead[0]).toBeGreaterThanOrEqual(9);
    expect(ahead).toEqual([ahead[0], ahead[0] + 1, ahead[0] + 2]);
  });

  test('gives each of many who come at once, to two processes, a number of their own', async () => {
    await setUp({ opensAt: later(60) });
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        (index % 2 ? payments : other).subgraph.execute({
          ...{ query: JOIN, variables: { id: eventId }, viewer: Viewer.anonymous, requestId: newId() },
        }),
      ),
    );
    const serials = answers.map(({ data }) => {
      const { token } = data!.joinWaitingRoom as { token: string };
      return JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).n as number;
    });
    expect(serials.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  });

  test('stands still while it is paused, and goes on where it was; a new rate counts from then on', async () => {
    await setUp({ ratePerMinute: 60 });
    const tokens = [];
    for (let index = 0; index < 40; index += 1) tokens.push(await join());
    await pass(9);
    const before = (await figures()).figures.called;
    await payments.ask('mutation($id: ID!) { pauseWaitingRoom(eventId: $id) { status } }', { id: eventId }, owner());
    await pass(600);
    expect((await figures()).figures.called).toBe(before);
    expect(await place(tokens.at(-1)!)).toMatchObject({ status: 'PAUSED', ahead: 39 - before });
    expect(await payments.refusal(ENTER, { token: tokens[0]! })).toMatchObject({ code: 'TURN_NOT_COME' });
    await payments.ask('mutation($id: ID!) { resumeWaitingRoom(eventId: $id) { status } }', { id: eventId }, owner());
    await setUp({ ratePerMinute: 600 });
    expect((await figures()).figures.called - before).toBeLessThanOrEqual(8);
    await pass(1);
    expect((await figures()).figures.called - before).toBeGreaterThanOrEqual(10);
    const names = (await payments.recorded()).map(event => event.name).filter(name => name.startsWith('waiting_room.'));
    expect(names.slice(-4)).toEqual([
      'waiting_room.updated',
      'waiting_room.paused',
      'waiting_room.resumed',
      'waiting_room.updated',
    ]);
  });

  test('stands still while it is switched off: nobody is called all at once when it is on again', async () => {
    await setUp({ ratePerMinute: 60 });
    for (let index = 0; index < 20; index += 1) await join();
    const before = (await figures()).figures.called;
    await setUp({ enabled: false });
    await pass(600);
    await setUp({ enabled: true });
    expect((await figures()).figures.called - before).toBeLessThanOrEqual(3);
  });

  test('lets a turn lapse that nobody took: it cannot be saved up for later', async () => {
    await setUp({ ratePerMinute: 60_000 });
    const [missed, taken] = [await join(), await join()];
    await pass(1);
    const admission = await admit(taken);
    await pass(601);
    await payments.sweep();
    await admit(missed);
    const late = await join();
    await pass(601);
    await payments.sweep();
    await pass(601);
    await payments.sweep();
    expect(await payments.refusal(ENTER, { token: late })).toMatchObject({ code: 'TURN_MISSED' });
    expect(await admit(taken), 'a turn that was taken stays taken').toBe(admission);
  });

  test('costs no statement per look', async () => {
    await setUp({ opensAt: later(5) });
    const token = await join();
    await place(token);
    const { statements } = await countStatements(() => Promise.all(Array.from({ length: 500 }, () => place(token))));
    expect(statements).toBeLessThanOrEqual(4);
  });

  test('has a limit per client, whatever is asked at once in two processes', async () => {
    await setUp({ opensAt: later(5) });
    const ask = (process: typeof other | Payments, ip: string) =>
      process.subgraph.execute({
        ...{ query: JOIN, variables: { id: eventId }, viewer: Viewer.anonymous, requestId: newId(), client: { ip } },
      });
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => ask(index % 2 ? payments : other, '192.0.2.1')),
    );
    expect(answers.filter(answer => answer.data?.joinWaitingRoom)).toHaveLength(LIMIT);
    expect(answers.find(answer => answer.errors)!.errors![0]!.extensions).toMatchObject({
      code: 'TOO_MANY_PLACES',
      limit: LIMIT,
    });
    expect((await ask(payments, '192.0.2.2')).errors).toBeUndefined();
    expect((await figures()).figures.joined, 'who is refused takes no turn').toBe(LIMIT + 1);
  });

  test('is closed with the event, in whatever way it ends', async () => {
    for (const name of ['event.cancelled', 'event.completed', 'event.deleted'] as const) {
      eventId = newId();
      await setUp();
      const token = await join();
      const payload = { eventId, title: 'T', slug: 't', ...(name === 'event.cancelled' ? { reason: null } : {}) };
      const by = { viewer: Viewer.service('events', payments.organizationId), requestId: newId() };
      await payments.subgraph.deliver(domainEvent(name, payload as never, by) as never);
      payments.parts.rooms.forget(eventId);
      expect(await place(token)).toMatchObject({ status: 'CLOSED' });
      expect(await payments.refusal(JOIN, { id: eventId })).toMatchObject({ code: 'WAITING_ROOM_CLOSED' });
      expect(await payments.refusal(ENTER, { token })).toMatchObject({ code: 'WAITING_ROOM_CLOSED' });
    }
  });
});

describe('the organizer', () => {
  test('alone sets the room up and sees its figures', async () => {
    await setUp();
    const stranger = testViewer();
    expect(await payments.refusal(UPDATE, { id: eventId, input: { enabled: false } }, stranger)).toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const name of ['pauseWaitingRoom', 'resumeWaitingRoom']) {
      const query = `mutation($id: ID!) { ${name}(eventId: $id) { status } }`;
      expect(await payments.refusal(query, { id: eventId }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await payments.refusal(query, { id: eventId })).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect(await figures(stranger)).toEqual({ status: 'OPEN', figures: null });
    expect(await figures(Viewer.anonymous)).toEqual({ status: 'OPEN', figures: null });
    expect(await figures()).toMatchObject({ figures: { joined: 0, called: 0, waiting: 0 } });
  });

  test.each([
    ['a rate of nobody', { ratePerMinute: 0 }],
    ['a rate beyond all bounds', { ratePerMinute: 60_001 }],
    ['admissions of a second', { admissionMinutes: 1 }],
    ['an opening in the past of time', { opensAt: '1970-01-01T00:00:00.000Z' }],
  ])('cannot set %s', async (_, input) => {
    expect(await payments.refusal(UPDATE, { id: eventId, input }, owner())).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await figures()).toBeNull();
  });

  test('can move the opening until it was, and not after', async () => {
    await setUp({ opensAt: later(10) });
    await setUp({ opensAt: later(20) });
    await pass(20 * 60 + 5);
    await place(await join());
    expect(await payments.refusal(UPDATE, { id: eventId, input: { opensAt: later(30) } }, owner())).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.opensAt' }] },
    });
  });
});

describe('an offer of the waitlist', () => {
  class OfferOver extends DomainError {
    static readonly code = 'WAITLIST_OFFER_OVER';
    static readonly summary = 'As events refuses.';
  }
  const ACCEPT =
    'mutation($token: String!) { acceptWaitlistOffer(token: $token) { id token expiresAt items { quantity } total { amount } } }';

  test('becomes one cart that lasts as long as the offer, past a waiting room, and is paid like any', async () => {
    await setUp();
    const holdId = newId();
    payments.events.holds.set(holdId, { eventId, items: [{ ticketTypeId, quantity: 2 }] });
    payments.events.offers.set('offer', { holdId, expiresAt: later(600) });
    const answers = await Promise.all(Array.from({ length: 5 }, () => payments.ask(ACCEPT, { token: 'offer' })));
    const carts = answers.map(answer => answer.acceptWaitlistOffer);
    expect(new Set(carts.map(({ id }) => id))).toEqual(new Set([holdId]));
    expect(carts[0]).toMatchObject({ items: [{ quantity: 2 }], total: { amount: 2_000 } });
    expect(new Date(carts[0].expiresAt).getTime()).toBeGreaterThan(Date.now() + 590 * 60_000);
    const { order } = await payments.checkout(carts[0].token, { paymentMethod: 'offline-payments:bank-transfer' });
    expect(order).toMatchObject({ status: 'PENDING' });
    expect(await payments.refusal(ACCEPT, { token: 'offer' })).toMatchObject({ code: 'CART_CHECKED_OUT' });
  });

  test('that is over, or was never made, makes no cart', async () => {
    expect(await payments.refusal(ACCEPT, { token: 'guess' })).toMatchObject({ code: 'NOT_FOUND' });
    payments.events.faults.set('takeWaitlistOffer', new OfferOver('Over.'));
    expect(await payments.refusal(ACCEPT, { token: 'late' })).toMatchObject({ code: 'WAITLIST_OFFER_OVER' });
  });
});
