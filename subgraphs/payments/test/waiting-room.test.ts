import { domainEvent, newId, Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { describe, expect, test } from 'vitest';
import type { Payments } from './harness.ts';
import {
  ENTER,
  JOIN,
  LIMIT,
  later,
  PLACE,
  RoomUnderTest,
  type SecondProcess,
  secondProcess,
  UPDATE,
} from './waiting-room-under-test.ts';

const room = RoomUnderTest.forThisFile();
const { admit, figures, join, owner, pass, place, setUp } = room;

/** What is seen while nobody is called; looked at again if someone was. */
async function atOneMoment<Result>(look: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const before = (await figures()).figures.called;
    const seen = await look();
    if ((await figures()).figures.called === before) return seen;
  }
}

describe('the line', () => {
  test('is called at the rate: so many and not one more', async () => {
    await setUp({ opensAt: later(1) });
    const tokens = await Promise.all(Array.from({ length: 30 }, join));
    for (const token of tokens) expect(await place(token)).toMatchObject({ status: 'BEFORE_OPENING', ahead: null });
    expect(await room.payments.refusal(ENTER, { token: tokens[0]! })).toMatchObject({ code: 'TURN_NOT_COME' });
    const began = Date.now();
    await pass(60);
    expect(await place(tokens[0]!)).toMatchObject({ ahead: expect.any(Number) });
    await pass(10);
    const places = await atOneMoment(() => Promise.all(tokens.map(place)));
    const called = tokens.filter((_, index) => places[index].status === 'CALLED');
    expect(called.length).toBeGreaterThanOrEqual(10);
    expect(called.length, 'one a second').toBeLessThanOrEqual(11 + (Date.now() - began) / 1_000);
    for (const token of called) await admit(token);
    const next = places.findIndex(({ status, ahead }) => status === 'WAITING' && ahead > 10);
    expect(await room.payments.refusal(ENTER, { token: tokens[next]! })).toMatchObject({ code: 'TURN_NOT_COME' });
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
    const look = (process: SecondProcess | Payments, token: string) =>
      process.subgraph.execute({ query: PLACE, variables: { token }, viewer: Viewer.anonymous, requestId: newId() });
    await Promise.all([look(room.payments, tokens[0]!), look(room.other, tokens[0]!), room.payments.sweep()]);
    const restarted = await secondProcess(room.payments);
    try {
      const orders = [];
      for (const process of [room.payments, room.other, restarted]) {
        process.parts.rooms.forget(room.eventId);
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
        (index % 2 ? room.payments : room.other).subgraph.execute({
          ...{ query: JOIN, variables: { id: room.eventId }, viewer: Viewer.anonymous, requestId: newId() },
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
    await room.payments.ask(
      'mutation($id: ID!) { pauseWaitingRoom(eventId: $id) { status } }',
      { id: room.eventId },
      owner(),
    );
    const before = (await figures()).figures.called;
    await pass(600);
    expect((await figures()).figures.called).toBe(before);
    expect(await place(tokens.at(-1)!)).toMatchObject({ status: 'PAUSED', ahead: 39 - before });
    expect(await room.payments.refusal(ENTER, { token: tokens[0]! })).toMatchObject({ code: 'TURN_NOT_COME' });
    const resumed = Date.now();
    await room.payments.ask(
      'mutation($id: ID!) { resumeWaitingRoom(eventId: $id) { status } }',
      { id: room.eventId },
      owner(),
    );
    await setUp({ ratePerMinute: 600 });
    const faster = (await figures()).figures.called - before;
    expect(faster, 'ten a second, since it was resumed').toBeLessThanOrEqual(1 + (Date.now() - resumed) / 100);
    await pass(1);
    expect((await figures()).figures.called - before).toBeGreaterThanOrEqual(10);
    const names = (await room.payments.recorded())
      .map(event => event.name)
      .filter(name => name.startsWith('waiting_room.'));
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
    const began = Date.now();
    const before = (await figures()).figures.called;
    await setUp({ enabled: false });
    await pass(600);
    await setUp({ enabled: true });
    const { called } = (await figures()).figures;
    expect(called - before, 'one a second').toBeLessThanOrEqual(1 + (Date.now() - began) / 1_000);
  });

  test('lets a turn lapse that nobody took: it cannot be saved up for later', async () => {
    await setUp({ ratePerMinute: 60_000 });
    const [missed, taken] = [await join(), await join()];
    await pass(1);
    const admission = await admit(taken);
    await pass(601);
    await room.payments.sweep();
    await admit(missed);
    const late = await join();
    await pass(601);
    await room.payments.sweep();
    await pass(601);
    await room.payments.sweep();
    expect(await room.payments.refusal(ENTER, { token: late })).toMatchObject({ code: 'TURN_MISSED' });
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
    const ask = (process: SecondProcess | Payments, ip: string) =>
      process.subgraph.execute({
        ...{
          query: JOIN,
          variables: { id: room.eventId },
          viewer: Viewer.anonymous,
          requestId: newId(),
          client: { ip },
        },
      });
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => ask(index % 2 ? room.payments : room.other, '192.0.2.1')),
    );
    expect(answers.filter(answer => answer.data?.joinWaitingRoom)).toHaveLength(LIMIT);
    expect(answers.find(answer => answer.errors)!.errors![0]!.extensions).toMatchObject({
      code: 'TOO_MANY_PLACES',
      limit: LIMIT,
    });
    expect((await ask(room.payments, '192.0.2.2')).errors).toBeUndefined();
    expect((await figures()).figures.joined, 'who is refused takes no turn').toBe(LIMIT + 1);
  });

  test('is closed with the event, in whatever way it ends', async () => {
    for (const name of ['event.cancelled', 'event.completed', 'event.deleted'] as const) {
      room.newEvent();
      await setUp();
      const token = await join();
      const payload = {
        eventId: room.eventId,
        title: 'T',
        slug: 't',
        ...(name === 'event.cancelled' ? { reason: null } : {}),
      };
      const by = { viewer: Viewer.service('events', room.payments.organizationId), requestId: newId() };
      await room.payments.subgraph.deliver(domainEvent(name, payload as never, by) as never);
      room.payments.parts.rooms.forget(room.eventId);
      expect(await place(token)).toMatchObject({ status: 'CLOSED' });
      expect(await room.payments.refusal(JOIN, { id: room.eventId })).toMatchObject({ code: 'WAITING_ROOM_CLOSED' });
      expect(await room.payments.refusal(ENTER, { token })).toMatchObject({ code: 'WAITING_ROOM_CLOSED' });
    }
  });
});

describe('the organizer', () => {
  test('alone sets the room up and sees its figures', async () => {
    await setUp();
    const stranger = testViewer();
    expect(
      await room.payments.refusal(UPDATE, { id: room.eventId, input: { enabled: false } }, stranger),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const name of ['pauseWaitingRoom', 'resumeWaitingRoom']) {
      const query = `mutation($id: ID!) { ${name}(eventId: $id) { status } }`;
      expect(await room.payments.refusal(query, { id: room.eventId }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await room.payments.refusal(query, { id: room.eventId })).toMatchObject({ code: 'UNAUTHENTICATED' });
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
    expect(await room.payments.refusal(UPDATE, { id: room.eventId, input }, owner())).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect(await figures()).toBeNull();
  });

  test('can move the opening until it was, and not after', async () => {
    await setUp({ opensAt: later(10) });
    await setUp({ opensAt: later(20) });
    await pass(20 * 60 + 5);
    await place(await join());
    expect(
      await room.payments.refusal(UPDATE, { id: room.eventId, input: { opensAt: later(30) } }, owner()),
    ).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.opensAt' }] },
    });
  });
});
