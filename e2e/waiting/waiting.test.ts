import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Client, type Data } from '../harness/client.ts';
import {
  confirmByHand,
  installOfflinePayments,
  type Organizer,
  placeOrder,
  publishEvent,
  registerOrganizer,
} from '../harness/organizer.ts';
import { type RunningServer, startServer } from '../harness/server.ts';

const BUYERS = 200;
/** All buyers of a test come from one address. */
const env = { PAYMENTS_CARTS_PER_CLIENT: '1000', PAYMENTS_PLACES_PER_CLIENT: '1000' };

let server: RunningServer;
let guest: Client;
let organizer: Organizer;
beforeAll(async () => {
  server = await startServer({ env });
  guest = new Client(server.url);
  organizer = await registerOrganizer(server.url);
  await installOfflinePayments(organizer);
});
afterAll(() => server.stop());

const SET_UP =
  'mutation ($id: ID!, $input: UpdateWaitingRoomInput!) { updateWaitingRoom(eventId: $id, input: $input) { status } }';
const JOIN = 'mutation ($id: ID!) { joinWaitingRoom(eventId: $id) { token status } }';
const PAUSE = 'mutation ($id: ID!) { pauseWaitingRoom(eventId: $id) { status } }';
const PLACE = 'query ($token: String!) { waitingPlace(token: $token) { status ahead } }';
const ENTER = 'mutation ($token: String!) { enterEvent(placeToken: $token) { token expiresAt } }';
const CART = 'mutation ($input: CreateCartInput!) { createCart(input: $input) { id token } }';
const FIGURES =
  'query ($id: ID!) { event(id: $id) { waitingRoom { status figures { joined called waiting admitted carts } } } }';

const setUp = (event: Data, input: Record<string, unknown>) =>
  organizer.api.ask(SET_UP, { id: event.id, input: { enabled: true, ...input } });
const figures = async (event: Data) => (await organizer.api.ask(FIGURES, { id: event.id })).event.waitingRoom.figures;
const cartOf = (event: Data, admission?: string) =>
  guest.send(CART, {
    input: { eventId: event.id, items: [{ ticketTypeId: event.ticketTypes[0].id, quantity: 1 }], admission },
  });
const codeOf = ({ errors }: { errors: Data }): string => errors?.[0]?.extensions?.code ?? 'ok';

/** Waits for one's turn as a page does, and notes when it came. */
async function waitForTurn(token: string): Promise<{ admission: string; at: number }> {
  for (;;) {
    const { waitingPlace } = await guest.ask(PLACE, { token });
    if (waitingPlace.status === 'CALLED') {
      const { enterEvent } = await guest.ask(ENTER, { token });
      return { admission: enterEvent.token, at: Date.now() };
    }
    expect(waitingPlace.status).toBe('WAITING');
    await sleep(500);
  }
}

describe('the waiting room', () => {
  test(`lets ${BUYERS} buyers through at its rate, each to one cart, and nobody past it`, async () => {
    const event = await publishEvent(organizer, { quantity: BUYERS + 10 });
    await setUp(event, { ratePerMinute: 1_200, opensAt: new Date(Date.now() + 3_600_000).toISOString() });
    const early = await cartOf(event);
    expect(early.errors?.[0]?.extensions).toMatchObject({ code: 'WAITING_ROOM_REQUIRED', eventId: event.id });
    expect(early.errors?.[0]?.extensions.joinUrl).toContain(`/shop/waiting-room/${event.id}`);

    const places = await Promise.all(Array.from({ length: BUYERS }, () => guest.ask(JOIN, { id: event.id })));
    const tokens: string[] = places.map(({ joinWaitingRoom }) => joinWaitingRoom.token);
    expect(new Set(tokens).size).toBe(BUYERS);
    expect((await guest.refusal(ENTER, { token: tokens[0]! })).extensions.code).toBe('TURN_NOT_COME');

    // Opened while it is paused, so that the order is seen before anybody is called.
    await organizer.api.ask(PAUSE, { id: event.id });
    await setUp(event, { opensAt: new Date().toISOString() });
    const drawn = await Promise.all(tokens.map(async token => (await guest.ask(PLACE, { token })).waitingPlace.ahead));
    expect(drawn.toSorted((a, b) => a - b)).toEqual(Array.from({ length: BUYERS }, (_, ahead) => ahead));
    const firstHalf = drawn.slice(0, BUYERS / 2).filter(ahead => ahead < BUYERS / 2).length;
    expect(firstHalf, 'who came first was not put first').toBeLessThan(BUYERS / 2 - 10);

    const openedAt = Date.now();
    await organizer.api.ask('mutation ($id: ID!) { resumeWaitingRoom(eventId: $id) { status } }', { id: event.id });
    const turns = await Promise.all(tokens.map(waitForTurn));
    for (const [index, { at }] of turns.entries()) {
      const soFar = turns.filter(turn => turn.at <= at).length;
      expect(soFar, 'let in by then').toBeLessThanOrEqual((20 * (at - openedAt)) / 1_000 + 2);
      const soonest = ((drawn[index] - 1) * 1_000) / 20;
      expect(at - openedAt, `with ${drawn[index]} ahead, at 20 a second`).toBeGreaterThanOrEqual(soonest);
    }

    // Every admission is tried twice at once: one cart each.
    const carts = await Promise.all(
      turns.flatMap(({ admission }) => [cartOf(event, admission), cartOf(event, admission)]),
    );
    const codes = carts.map(codeOf);
    expect(codes.filter(code => code === 'ok')).toHaveLength(BUYERS);
    expect(codes.filter(code => code === 'ADMISSION_IN_USE')).toHaveLength(BUYERS);
    expect(codeOf(await cartOf(event))).toBe('WAITING_ROOM_REQUIRED');
    expect(codeOf(await cartOf(event, tokens[0]))).toBe('ADMISSION_INVALID');
    expect(await figures(event)).toMatchObject({
      joined: BUYERS,
      called: BUYERS,
      waiting: 0,
      admitted: BUYERS,
      carts: BUYERS,
    });
  }, 180_000);

  test('keeps every place when the server is killed', async () => {
    const own = await startServer({ env });
    let again: RunningServer | undefined;
    try {
      const there = new Client(own.url);
      const owner = await registerOrganizer(own.url);
      const event = await publishEvent(owner);
      await owner.api.ask(SET_UP, { id: event.id, input: { enabled: true, ratePerMinute: 1 } });
      const tokens: string[] = [];
      for (let index = 0; index < 5; index += 1)
        tokens.push((await there.ask(JOIN, { id: event.id })).joinWaitingRoom.token);
      // So that nobody is called while the server is down.
      await owner.api.ask(PAUSE, { id: event.id });
      const look = (client: Client) =>
        Promise.all(tokens.map(async token => (await client.ask(PLACE, { token })).waitingPlace));
      const before = await look(there);
      expect(before.at(-1)).toMatchObject({ status: 'PAUSED', ahead: expect.any(Number) });
      own.signal('SIGKILL');
      await own.exited;
      again = await startServer({ env, dataDir: own.dataDir });
      const after = await look(new Client(again.url));
      expect(after.map(({ ahead }) => ahead)).toEqual(before.map(({ ahead }) => ahead));
    } finally {
      await again?.stop();
      await own.stop();
    }
  }, 180_000);
});

describe('the waitlist', () => {
  const WAITLIST =
    'mutation ($id: ID!) { updateWaitlist(eventId: $id, input: { enabled: true, offerMinutes: 30 }) { id } }';
  const WAIT = 'mutation ($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }';
  const SEEN = 'query ($token: String!) { waitlistPlace(token: $token) { status ahead offered } }';
  const ACCEPT =
    'mutation ($token: String!) { acceptWaitlistOffer(token: $token) { token total { amount } items { quantity } } }';

  const mails = async (): Promise<Data[]> => (await fetch(`${server.url}/dev/mail.json`)).json() as Promise<Data[]>;

  /** The secret in the link of a mail to someone. */
  async function linkFor(address: string, subject: RegExp): Promise<string> {
    return vi.waitFor(
      async () => {
        const text = await mailTo(address, subject);
        const secret = /\/shop\/waitlist\/([\w-]+)/.exec(text)?.[1];
        expect(secret, text).toBeDefined();
        return secret!;
      },
      { timeout: 30_000, interval: 200 },
    );
  }

  async function mailTo(address: string, subject: RegExp): Promise<string> {
    const found = (await mails()).find(mail => JSON.stringify(mail).includes(address) && subject.test(mail.subject));
    expect(found, `a mail to ${address}`).toBeDefined();
    return JSON.stringify(await (await fetch(`${server.url}/dev/mail/${found.id}.json`)).json());
  }

  test('gets a refunded ticket to the first who waits, by mail and to the paid order, and not to the public', async () => {
    const event = await publishEvent(organizer, { quantity: 1 });
    await organizer.api.ask(WAITLIST, { id: event.id });
    const sold = await placeOrder(guest, event);
    await confirmByHand(organizer, sold.order.id);

    const [first, second] = [`first-${randomUUID()}@example.org`, `second-${randomUUID()}@example.org`];
    for (const email of [first, second]) {
      const input = { ticketTypeId: event.ticketTypes[0].id, name: 'Who Waits', email, quantity: 1 };
      expect(await guest.ask(WAIT, { input })).toEqual({ joinWaitlist: true });
    }
    const place = await linkFor(second, /on the waitlist/);
    expect((await guest.ask(SEEN, { token: place })).waitlistPlace).toEqual({
      status: 'WAITING',
      ahead: 1,
      offered: null,
    });

    await organizer.api.ask('mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { status } }', {
      input: { orderId: sold.order.id, reason: 'They cannot come.', idempotencyKey: randomUUID() },
    });
    const offer = await linkFor(first, /yours until/);
    expect(codeOf(await cartOf(event)), 'the public').toBe('INSUFFICIENT_TICKETS');
    expect((await guest.ask(SEEN, { token: offer })).waitlistPlace).toMatchObject({ status: 'OFFERED', offered: 1 });

    const { acceptWaitlistOffer: cart } = await guest.ask(ACCEPT, { token: offer });
    expect(await guest.ask(ACCEPT, { token: offer }), 'the same cart again').toMatchObject({
      acceptWaitlistOffer: { token: cart.token },
    });
    const { checkout } = await guest.ask(
      'mutation ($input: CheckoutInput!) { checkout(input: $input) { order { id status } } }',
      {
        input: {
          ...{ cartToken: cart.token, buyer: { name: 'Who Waits', email: first }, idempotencyKey: randomUUID() },
          paymentMethod: 'offline-payments:bank-transfer',
        },
      },
    );
    expect(await confirmByHand(organizer, checkout.order.id)).toMatchObject({
      status: 'CONFIRMED',
      tickets: [{ status: 'VALID' }],
    });
    expect((await guest.ask(SEEN, { token: place })).waitlistPlace).toMatchObject({ status: 'WAITING', ahead: 0 });
    expect(codeOf(await cartOf(event)), 'still sold out').toBe('INSUFFICIENT_TICKETS');

    const entries = 'query ($id: ID!) { waitlistEntries(eventId: $id) { edges { node { email status } } } }';
    const { waitlistEntries } = await organizer.api.ask(entries, { id: event.id });
    expect(waitlistEntries.edges.map(({ node }: Data) => [node.email, node.status])).toEqual([
      [first, 'TAKEN'],
      [second, 'WAITING'],
    ]);
  });

  test('tells everyone when the event is called off', async () => {
    const event = await publishEvent(organizer, { quantity: 1 });
    await organizer.api.ask(WAITLIST, { id: event.id });
    const sold = await placeOrder(guest, event);
    await confirmByHand(organizer, sold.order.id);
    const email = `waits-${randomUUID()}@example.org`;
    await guest.ask(WAIT, { input: { ticketTypeId: event.ticketTypes[0].id, name: 'Who Waits', email, quantity: 1 } });
    await organizer.api.ask('mutation ($id: ID!) { cancelEvent(id: $id, reason: "A storm") { status } }', {
      id: event.id,
    });
    await vi.waitFor(async () => expect(await mailTo(email, /waitlist.*closed/)).toContain('A storm'), {
      ...{ timeout: 30_000, interval: 200 },
    });
  });
});
