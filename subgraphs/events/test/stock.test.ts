import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createEvent,
  type EventsUnderTest,
  HOLD,
  holdInput,
  ISSUE,
  inDays,
  payments,
  publishedEvent,
  RELEASE,
  type SoldEvent,
  sell,
  startEvents,
  stockOf,
  VOID,
} from './events-under-test.ts';

const owner = testViewer();
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ poolSize: 10 });
});
afterAll(() => events.close());

const hold = (input: object) => events.ask(payments(), HOLD, { input });
const together = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const codes = (answers: ReadonlyArray<{ errors?: ReadonlyArray<{ extensions?: Record<string, unknown> }> }>) =>
  answers.map(answer => answer.errors?.[0]?.extensions?.code ?? 'ok');
const count = (values: readonly unknown[], value: unknown) => values.filter(each => each === value).length;

/** What a careless implementation does: all read, all decide, all write. */
async function rushWithoutGuard(event: SoldEvent, buyers: number): Promise<void> {
  const id = event.ticketTypes[0]!.id;
  const readers: Array<() => void> = [];
  await together(buyers, () =>
    events.test.database.forkTenant(null).transactional(async tx => {
      const [type] = await tx.execute<{ left: number }[]>(
        'select quantity - sold - held as left from ticket_type where id = ?',
        [id],
      );
      await new Promise<void>(resolve => {
        readers.push(resolve);
        if (readers.length === buyers) for (const go of readers) go();
      });
      if (type!.left >= 3) await tx.execute('update ticket_type set held = held + 3 where id = ?', [id]);
    }),
  );
}

describe('many buyers at once', () => {
  test('60 buyers on 10 connections hold the 20 tickets there are, and never more', async () => {
    const event = await publishedEvent(events, owner);
    const answers = codes(await together(60, () => hold(holdInput(event, 1))));
    expect(count(answers, 'ok')).toBe(20);
    expect(count(answers, 'INSUFFICIENT_TICKETS')).toBe(40);
    expect(await stockOf(events, event)).toEqual({ sold: 0, held: 20, eventSold: 0, eventHeld: 20 });
  });

  test('without the guard, the same rush oversells (control)', async () => {
    const event = await publishedEvent(events, owner);
    await events.rows('alter table ticket_type drop constraint ticket_type_within_quantity');
    try {
      await rushWithoutGuard(event, 10);
      expect((await stockOf(events, event)).held).toBe(30);
    } finally {
      await events.rows('update ticket_type set held = least(held, quantity) where id = ?', [event.ticketTypes[0]!.id]);
      await events.rows(
        'alter table ticket_type add constraint ticket_type_within_quantity check (sold + held <= quantity)',
      );
    }
  });

  test('the database refuses what the code would let through', async () => {
    const event = await publishedEvent(events, owner, { capacity: 5 });
    const sql = 'update ticket_type set held = 21 where id = ?';
    await expect(events.rows(sql, [event.ticketTypes[0]!.id])).rejects.toThrow(/ticket_type_within_quantity/);
    const overCapacity = 'update event_stock set sold = 6 where event_id = ?';
    await expect(events.rows(overCapacity, [event.id])).rejects.toThrow(/event_stock_within_capacity/);
  });

  test('the capacity of the event holds over all its ticket types', async () => {
    const ticketTypes = ['A', 'B', 'C'].map(name => ({ name, price: 100, quantity: 20 }));
    const event = await publishedEvent(events, owner, { capacity: 25, ticketTypes });
    const answers = await together(60, index =>
      hold(holdInput(event, 1, { items: [{ ticketTypeId: event.ticketTypes[index % 3]!.id, quantity: 1 }] })),
    );
    expect(count(codes(answers), 'ok')).toBe(25);
    expect(await stockOf(events, event)).toMatchObject({ eventHeld: 25 });
    const shown = await events.data(owner, `{ event(id: "${event.id}") { ticketTypes { available } } }`);
    expect(shown).toEqual({ event: { ticketTypes: [{ available: 0 }, { available: 0 }, { available: 0 }] } });
  });

  test('carts over several types, in any order, never wait for each other for ever', async () => {
    const ticketTypes = ['A', 'B'].map(name => ({ name, price: 100, quantity: 10 }));
    const event = await publishedEvent(events, owner, { ticketTypes });
    const [a, b] = event.ticketTypes.map(type => ({ ticketTypeId: type.id, quantity: 1 }));
    const answers = await together(40, index => hold(holdInput(event, 1, { items: index % 2 ? [a, b] : [b, a] })));
    expect(count(codes(answers), 'ok')).toBe(10);
    expect(new Set(codes(answers))).toEqual(new Set(['ok', 'INSUFFICIENT_TICKETS']));
  });
});

describe('one hold', () => {
  test('says what is held at which price, and the price stays when the organizer changes it', async () => {
    const event = await publishedEvent(events, owner);
    const input = holdInput(event, 2);
    const first = await hold(input);
    expect(first.data?.holdTickets).toMatchObject({
      ...{ id: input.holdId, eventId: event.id, organizationId: owner.organizationId, eventTitle: 'Harbour Concert' },
      lines: [{ name: 'Standing', quantity: 2, unitPrice: { amount: 2500, currency: 'EUR' } }],
    });
    await events.data(
      owner,
      'mutation($id: ID!, $input: TicketTypeInput!) { updateTicketType(id: $id, input: $input) { id } }',
      {
        ...{ id: event.ticketTypes[0]!.id, input: { name: 'Standing', price: 9900, quantity: 20 } },
      },
    );
    expect((await hold(input)).data).toEqual(first.data);
    expect(
      (await hold({ ...input, items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity: 3 }] })).data,
    ).toMatchObject({
      holdTickets: { lines: [{ quantity: 3, unitPrice: { amount: 2500 } }] },
    });
  });

  test('sent again holds once, also when both arrive together', async () => {
    const event = await publishedEvent(events, owner);
    const input = holdInput(event, 3);
    const answers = await together(5, () => hold(input));
    expect(new Set(answers.map(answer => JSON.stringify(answer.data))).size).toBe(1);
    expect(await stockOf(events, event)).toMatchObject({ held: 3, eventHeld: 3 });
  });

  test('with other items is replaced whole; one that cannot be replaced stays as it was', async () => {
    const ticketTypes = ['A', 'B'].map(name => ({ name, price: 100, quantity: 4 }));
    const event = await publishedEvent(events, owner, { ticketTypes });
    const [a, b] = event.ticketTypes.map(type => type.id);
    const input = holdInput(event, 4);
    await hold(input);
    const replaced = await hold({
      ...input,
      items: [
        { ticketTypeId: a, quantity: 1 },
        { ticketTypeId: b, quantity: 4 },
      ],
    });
    expect(codes([replaced])).toEqual(['ok']);
    const rival = await hold(holdInput(event, 3));
    expect(codes([rival])).toEqual(['ok']);
    const refused = await events.refusal(payments(), HOLD, {
      input: { ...input, items: [{ ticketTypeId: a, quantity: 4 }] },
    });
    expect(refused).toEqual({ code: 'INSUFFICIENT_TICKETS', ticketTypeId: a, available: 0 });
    const rows = await events.rows('select name, held from ticket_type where event_id = ? order by name', [event.id]);
    expect(rows).toEqual([
      { name: 'A', held: 4 },
      { name: 'B', held: 4 },
    ]);
  });

  test('of several types holds all or nothing', async () => {
    const ticketTypes = [
      { name: 'A', price: 100, quantity: 4 },
      { name: 'B', price: 100, quantity: 1 },
    ];
    const event = await publishedEvent(events, owner, { ticketTypes });
    const items = event.ticketTypes.map(type => ({ ticketTypeId: type.id, quantity: 2 }));
    const refusal = await events.refusal(payments(), HOLD, { input: holdInput(event, 1, { items }) });
    expect(refusal).toEqual({ code: 'INSUFFICIENT_TICKETS', ticketTypeId: event.ticketTypes[1]!.id, available: 1 });
    expect(await stockOf(events, event)).toEqual({ sold: 0, held: 0, eventSold: 0, eventHeld: 0 });
    expect(await events.rows('select 1 from hold where event_id = ?', [event.id])).toEqual([]);
  });

  test.each([
    ['more than an order may take', {}, 11, 'QUANTITY_NOT_ALLOWED'],
    ['before sales open', { salesStartAt: inDays(1) }, 1, 'SALES_NOT_OPEN'],
    ['after sales closed', { salesEndAt: inDays(-1) }, 1, 'SALES_NOT_OPEN'],
    ['a private event as a guest', { visibility: 'PRIVATE' }, 1, 'NOT_FOUND'],
    ['nothing', {}, 0, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_, more, quantity, code) => {
    const event = await publishedEvent(events, owner, more);
    expect((await events.refusal(payments(), HOLD, { input: holdInput(event, quantity) })).code).toBe(code);
  });

  test('of a draft or of an unknown event does not exist', async () => {
    const draft = await createEvent(events, owner);
    expect((await events.refusal(payments(), HOLD, { input: holdInput(draft, 1) })).code).toBe('NOT_FOUND');
    const input = holdInput(draft, 1, { eventId: newId() });
    expect((await events.refusal(payments(), HOLD, { input })).code).toBe('NOT_FOUND');
  });

  test('of a hidden ticket type needs its access code', async () => {
    const ticketTypes = [{ name: 'Crew', price: 0, quantity: 5, hidden: true, accessCode: 'BACKSTAGE' }];
    const event = await publishedEvent(events, owner, { ticketTypes });
    expect(await events.refusal(payments(), HOLD, { input: holdInput(event, 1) })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.items.0.ticketTypeId' }] },
    });
    expect(codes([await hold(holdInput(event, 1, { accessCode: 'BACKSTAGE' }))])).toEqual(['ok']);
  });
});

describe('what comes back', () => {
  test('a hold given back by many at once comes back once', async () => {
    const event = await publishedEvent(events, owner);
    const [mine, other] = [holdInput(event, 4), holdInput(event, 2)];
    await hold(mine);
    await hold(other);
    const answers = await together(8, () => events.ask(payments(), RELEASE, { id: mine.holdId }));
    expect(answers.map(answer => answer.data?.releaseHold)).toEqual(Array(8).fill(true));
    expect(await stockOf(events, event)).toEqual({ sold: 0, held: 2, eventSold: 0, eventHeld: 2 });
    expect((await events.ask(payments(), RELEASE, { id: newId() })).data).toEqual({ releaseHold: false });
  });

  test('without the guard, releasing twice gives stock back twice (control)', async () => {
    const event = await publishedEvent(events, owner);
    const [mine, other] = [holdInput(event, 4), holdInput(event, 8)];
    await hold(mine);
    await hold(other);
    const releaseWithoutGuard = () =>
      events.rows(
        `update ticket_type t set held = held - l.quantity from hold_line l where l.ticket_type_id = t.id and l.hold_id = ?`,
        [mine.holdId],
      );
    await together(2, releaseWithoutGuard);
    expect((await stockOf(events, event)).held).toBe(4);
  });

  test('a hold whose time is up is swept once by many sweepers while it is being released', async () => {
    const event = await publishedEvent(events, owner);
    const inputs = Array.from({ length: 6 }, () => holdInput(event, 2));
    for (const input of inputs) await hold(input);
    const expire = `update hold set expires_at = now() - interval '1 second' where event_id = ?`;
    await events.rows(expire, [event.id]);
    const sweepers = [1, 2, 3].map(() => events.sweeper());
    await Promise.all([
      ...sweepers.map(sweeper => sweeper.sweep()),
      ...inputs.slice(0, 3).map(input => events.ask(payments(), RELEASE, { id: input.holdId })),
    ]);
    expect(await stockOf(events, event)).toEqual({ sold: 0, held: 0, eventSold: 0, eventHeld: 0 });
  });

  test('a hold whose time is up gives way to a buyer before any sweep', async () => {
    const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 2 }] });
    await hold(holdInput(event, 2));
    await events.rows(`update hold set expires_at = now() - interval '1 second' where event_id = ?`, [event.id]);
    expect(codes([await hold(holdInput(event, 2))])).toEqual(['ok']);
    expect(await stockOf(events, event)).toMatchObject({ held: 2, eventHeld: 2 });
  });

  test('an expired hold that is extended takes its tickets again, if there are some', async () => {
    const EXTEND =
      'mutation($id: ID!, $at: DateTime!) { extendHold(holdId: $id, expiresAt: $at) { expiresAt lines { quantity } } }';
    const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 2 }] });
    const input = holdInput(event, 2);
    await hold(input);
    await events.rows(`update hold set expires_at = now() - interval '1 second' where id = ?`, [input.holdId]);
    await events.sweeper().sweep();
    const at = inDays(3);
    const extended = await events.data(payments(), EXTEND, { id: input.holdId, at });
    expect(extended).toEqual({ extendHold: { expiresAt: at, lines: [{ quantity: 2 }] } });
    expect(await stockOf(events, event)).toMatchObject({ held: 2 });
    await events.data(payments(), RELEASE, { id: input.holdId });
    expect((await events.refusal(payments(), EXTEND, { id: input.holdId, at })).code).toBe('HOLD_RELEASED');
  });
});

describe('tickets of an order', () => {
  const issue = (organizationId: string, input: object) => events.ask(payments(organizationId), ISSUE, { input });
  const buyer = { buyerName: 'Ada Buyer', buyerEmail: 'ada@example.com' };

  test('are made once, however often and at once they are asked for', async () => {
    const event = await publishedEvent(events, owner);
    const input = holdInput(event, 3);
    await hold(input);
    const order = { holdId: input.holdId, orderId: newId(), ...buyer };
    const answers = await together(6, () => issue(owner.organizationId, order));
    expect(codes(answers)).toEqual(Array(6).fill('ok'));
    expect(new Set(answers.map(answer => JSON.stringify(answer.data))).size).toBe(1);
    expect(await stockOf(events, event)).toEqual({ sold: 3, held: 0, eventSold: 3, eventHeld: 0 });
    const told = `select 1 from outbox where event->>'name' = 'ticket.issued' and event->'payload'->>'orderId' = ?`;
    expect(await events.rows(told, [order.orderId])).toHaveLength(3);
    expect((await events.refusal(payments(), HOLD, { input })).code).toBe('HOLD_ALREADY_ISSUED');
    expect((await events.ask(payments(), RELEASE, { id: input.holdId })).data).toEqual({ releaseHold: false });
    const another = { ...order, orderId: newId() };
    expect(codes([await issue(owner.organizationId, another)])).toEqual(['HOLD_ALREADY_ISSUED']);
  });

  test('bear the attendees that were named, and the buyer on the rest', async () => {
    const event = await publishedEvent(events, owner);
    const input = holdInput(event, 2);
    await hold(input);
    const ticketTypeId = event.ticketTypes[0]!.id;
    const attendees = [{ ticketTypeId, name: 'Grace', email: 'grace@example.com' }];
    const order = { holdId: input.holdId, orderId: newId(), ...buyer, attendees };
    const three = { ...order, attendees: [...attendees, ...attendees, ...attendees] };
    expect(codes([await issue(owner.organizationId, three)])).toEqual(['BAD_USER_INPUT']);
    expect(codes([await issue(owner.organizationId, order)])).toEqual(['ok']);
    const ATTENDEES = `query($id: ID!, $after: String) { attendeesForService(eventId: $id, after: $after, first: 1) { attendees { name email } endCursor } }`;
    const service = payments(owner.organizationId);
    const page = await events.data<{ attendeesForService: { attendees: object[]; endCursor: string } }>(
      service,
      ATTENDEES,
      { id: event.id },
    );
    expect(page.attendeesForService.attendees).toEqual([{ name: 'Grace', email: 'grace@example.com' }]);
    const rest = await events.data(service, ATTENDEES, { id: event.id, after: page.attendeesForService.endCursor });
    expect(rest).toEqual({
      attendeesForService: { attendees: [{ name: 'Ada Buyer', email: 'ada@example.com' }], endCursor: null },
    });
  });

  test('that became void with their event still tell whom to write to; those given back before do not', async () => {
    const event = await publishedEvent(events, owner);
    const service = payments(owner.organizationId);
    const early = await sell(events, owner.organizationId, event, 1);
    const late = await sell(events, owner.organizationId, event, 2);
    const voiding = ({ orderId, tickets }: typeof early, status: string) =>
      events.data(service, VOID, { input: { orderId, ticketIds: tickets.map(ticket => ticket.ticketId), status } });
    await voiding(early, 'REFUNDED');
    await events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: event.id });
    await voiding(late, 'CANCELLED');
    await voiding(late, 'REFUNDED');
    const query = 'query($id: ID!) { attendeesForService(eventId: $id) { attendees { ticketId } } }';
    const { attendeesForService: found } = await events.data<{
      attendeesForService: { attendees: { ticketId: string }[] };
    }>(service, query, { id: event.id });
    expect(found.attendees.map(({ ticketId }) => ticketId).sort()).toEqual(
      late.tickets.map(({ ticketId }) => ticketId).sort(),
    );
  });

  test('of a hold that expired are made if there is stock, and refused if there is none', async () => {
    const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 2 }] });
    const [late, later] = [holdInput(event, 1), holdInput(event, 1)];
    await hold(late);
    await hold(later);
    await events.rows(`update hold set expires_at = now() - interval '1 second' where event_id = ?`, [event.id]);
    await hold(holdInput(event, 1));
    const first = await issue(owner.organizationId, { holdId: late.holdId, orderId: newId(), ...buyer });
    const second = await issue(owner.organizationId, { holdId: later.holdId, orderId: newId(), ...buyer });
    expect(codes([first, second])).toEqual(['ok', 'INSUFFICIENT_TICKETS']);
    expect(await stockOf(events, event)).toEqual({ sold: 1, held: 1, eventSold: 1, eventHeld: 1 });
  });

  test('of a cancelled event are refused', async () => {
    const event = await publishedEvent(events, owner);
    const input = holdInput(event, 1);
    await hold(input);
    await events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: event.id });
    const refused = await issue(owner.organizationId, { holdId: input.holdId, orderId: newId(), ...buyer });
    expect(codes([refused])).toEqual(['SALES_NOT_OPEN']);
  });

  test('made void by many at once give their stock back once', async () => {
    const event = await publishedEvent(events, owner);
    const { orderId, tickets } = await sell(events, owner.organizationId, event, 3);
    const ticketIds = tickets.slice(0, 2).map(ticket => ticket.ticketId);
    const voiding = { input: { orderId, ticketIds, status: 'CANCELLED' } };
    const answers = await together(6, () => events.ask(payments(owner.organizationId), VOID, voiding));
    expect(answers.map(answer => answer.data?.voidTickets).sort()).toEqual([0, 0, 0, 0, 0, 2]);
    expect(await stockOf(events, event)).toEqual({ sold: 1, held: 0, eventSold: 1, eventHeld: 0 });
    const refunding = { input: { orderId, ticketIds, status: 'REFUNDED' } };
    expect(await events.data(payments(owner.organizationId), VOID, refunding)).toEqual({ voidTickets: 2 });
    expect(await stockOf(events, event)).toMatchObject({ sold: 1, eventSold: 1 });
  });
});
