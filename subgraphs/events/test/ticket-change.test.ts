import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  payments,
  publishedEvent,
  type SoldEvent,
  sell,
  startEvents,
  VOID,
} from './events-under-test.ts';

const owner = testViewer();
const stranger = testViewer();
const EXCHANGE =
  'mutation ($input: ExchangeTicketInput!) { exchangeTicket(input: $input) { ticketId code ticketTypeName } }';
const CHANGE = `mutation ($id: ID!, $input: AttendeeChangeInput!) {
  changeAttendee(ticketId: $id, input: $input) { code attendee { name email } } }`;
const TRANSFER = 'mutation ($id: ID!, $input: TransferInput!) { transferTicket(id: $id, input: $input) { code } }';
const RENAME = 'mutation ($input: RenameAttendeeInput!) { renameAttendee(input: $input) }';
const EXPORT =
  'mutation ($filter: TicketFilter, $mark: Boolean) { exportAttendees(filter: $filter, byteOrderMark: $mark) { url } }';
const FIND = 'query ($code: String!) { ticket(code: $code) { ticketType { name } attendee { name } } }';

let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ poolSize: 10 });
});
afterAll(() => events.close());

const types = [
  { name: 'Standing', price: 2_500, quantity: 20 },
  { name: 'Seat', price: 4_000, quantity: 2 },
];
const stock = async (event: SoldEvent) =>
  (
    await events.rows<{ sold: number; held: number }>(
      'select sold, held from ticket_type where event_id = ? order by price_amount',
      [event.id],
    )
  ).map(({ sold, held }) => [sold, held]);

async function sold(quantity = 1) {
  const event = await publishedEvent(events, owner, { ticketTypes: types, capacity: 20 });
  const { orderId, tickets } = await sell(events, owner.organizationId!, event, quantity);
  const seat = event.ticketTypes.find(type => type.name === 'Seat')!.id;
  const input = (index = 0, changeId = newId()) => {
    return { changeId, orderId, ticketId: tickets[index]!.ticketId, ticketTypeId: seat };
  };
  return { event, orderId, tickets, seat, input };
}
const exchange = (input: object, viewer = payments(owner.organizationId)) =>
  events.data<{ exchangeTicket: { code: string; ticketTypeName: string } }>(viewer, EXCHANGE, { input });
const refusal = async (query: string, variables: Record<string, unknown>, viewer = payments(owner.organizationId)) =>
  (await events.refusal(viewer, query, variables)).code;

describe('exchanging a ticket', () => {
  test('moves both types’ stock once, however often and at once it is asked for, and makes the old code void', async () => {
    const { event, tickets, input } = await sold(2);
    const asked = input();
    const answers = await Promise.all([1, 2, 3, 4].map(() => exchange(asked)));
    expect(new Set(answers.map(answer => answer.exchangeTicket.code)).size).toBe(1);
    expect(await stock(event)).toEqual([
      [1, 0],
      [1, 0],
    ]);
    const code = answers[0]!.exchangeTicket.code;
    expect(await events.data(owner, FIND, { code })).toMatchObject({ ticket: { ticketType: { name: 'Seat' } } });
    expect(await events.data(owner, FIND, { code: tickets[0]!.code })).toEqual({ ticket: null });
  });

  test('uses up the hold of its change, and does without where there is none', async () => {
    const { event, seat, input } = await sold(2);
    const asked = input();
    const hold = holdInput(event, 1, { holdId: asked.changeId, items: [{ ticketTypeId: seat, quantity: 1 }] });
    await events.data(payments(), HOLD, { input: hold });
    expect(await stock(event)).toEqual([
      [2, 0],
      [0, 1],
    ]);
    await exchange(asked);
    await exchange(input(1));
    expect(await stock(event)).toEqual([
      [0, 0],
      [2, 0],
    ]);
  });

  test('of five tickets that become one of two seats at once, two do, and nothing is oversold', async () => {
    const { event, input } = await sold(5);
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map(index => exchange(input(index))));
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(2);
    expect(await stock(event)).toEqual([
      [3, 0],
      [2, 0],
    ]);
    const wasRefused = [0, 1, 2, 3, 4].find(index => results[index]!.status === 'rejected')!;
    expect(await refusal(EXCHANGE, { input: input(wasRefused) })).toBe('INSUFFICIENT_TICKETS');
    const [seats] = await events.rows<{ count: number }>(
      `select count(*)::int as count from ticket k join ticket_type t on t.id = k.ticket_type_id
        where k.event_id = ? and t.name = 'Seat'`,
      [event.id],
    );
    expect(seats!.count).toBe(2);
  });

  test('is refused for the type that the ticket has, and changes nothing', async () => {
    const { event, tickets, input } = await sold(2);
    await exchange(input());
    const before = await events.rows('select code, serial from ticket where id = ?', [tickets[0]!.ticketId]);
    expect(await refusal(EXCHANGE, { input: input() })).toBe('BAD_USER_INPUT');
    expect(await events.rows('select code, serial from ticket where id = ?', [tickets[0]!.ticketId])).toEqual(before);
    expect(await stock(event)).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  test('is refused for a void ticket, another event’s type, and another organization, and changes nothing', async () => {
    const { event, orderId, tickets, input } = await sold(2);
    const other = await publishedEvent(events, owner);
    const foreignType = { ...input(), ticketTypeId: other.ticketTypes[0]!.id };
    expect(await refusal(EXCHANGE, { input: foreignType })).toBe('BAD_USER_INPUT');
    expect(await refusal(EXCHANGE, { input: input() }, payments(stranger.organizationId))).toBe('NOT_FOUND');
    expect(await refusal(EXCHANGE, { input: { ...input(), orderId: newId() } })).toBe('NOT_FOUND');
    const voided = { orderId, ticketIds: [tickets[0]!.ticketId], status: 'REFUNDED' };
    await events.data(payments(owner.organizationId), VOID, { input: voided });
    expect(await refusal(EXCHANGE, { input: input() })).toBe('TICKET_NOT_VALID');
    expect(await stock(event)).toEqual([
      [1, 0],
      [0, 0],
    ]);
  });
});

describe('a ticket that went to someone else', () => {
  const given = async () => {
    const one = await sold();
    const id = one.tickets[0]!.ticketId;
    await events.data(owner, TRANSFER, {
      id,
      input: { name: 'Grace', email: 'grace@example.com', idempotencyKey: newId() },
    });
    return { ...one, id };
  };

  test('is exchanged for its holder: they alone are told the new code, not the order that it was bought with', async () => {
    const { input, id } = await given();
    const wish = input();
    for (const answer of [await exchange(wish), await exchange(wish)]) {
      expect(answer.exchangeTicket).toMatchObject({ code: null, ticketTypeName: 'Seat' });
    }
    const [ticket] = await events.rows<{ code: string }>('select code from ticket where id = ?', [id]);
    const told = await events.rows(
      `select event->'payload'->>'attendeeEmail' as email, event->'payload'->>'code' as code from outbox
        where event->>'name' = 'ticket.transferred' and event->'payload'->>'ticketId' = ? order by position desc`,
      [id],
    );
    expect(told).toHaveLength(2);
    expect(told[0]).toEqual({ email: 'grace@example.com', code: ticket!.code });
  });

  test('is not the buyer’s to name any more', async () => {
    const { orderId, id } = await given();
    expect(await refusal(RENAME, { input: { orderId, ticketId: id, name: 'Mallory' } })).toBe('TICKET_TRANSFERRED');
    const [ticket] = await events.rows('select attendee_name as name from ticket where id = ?', [id]);
    expect(ticket).toEqual({ name: 'Grace' });
  });
});

describe('changing who comes', () => {
  test('keeps the code, tells of it, and is the organization’s own', async () => {
    const { tickets } = await sold();
    const { ticketId: id, code } = tickets[0]!;
    const changed = await events.data(owner, CHANGE, { id, input: { name: 'Grace', email: 'grace@example.com' } });
    expect(changed).toEqual({ changeAttendee: { code, attendee: { name: 'Grace', email: 'grace@example.com' } } });
    expect((await events.recorded()).at(-1)).toBe('ticket.attendee_changed');
    expect(await refusal(CHANGE, { id, input: { name: 'X' } }, stranger)).toBe('NOT_FOUND');
    expect(await refusal(CHANGE, { id, input: { name: ' ' } }, owner)).toBe('BAD_USER_INPUT');
    const scanner = testViewer({ role: 'SCANNER', organizationId: owner.organizationId! });
    expect(await refusal(CHANGE, { id, input: { name: 'X' } }, scanner)).toBe('FORBIDDEN');
  });

  test('by the order is for its own tickets, until the event begins', async () => {
    const { event, orderId, tickets } = await sold();
    const input = { orderId, ticketId: tickets[0]!.ticketId, name: 'Grace' };
    expect(await refusal(RENAME, { input: { ...input, orderId: newId() } })).toBe('NOT_FOUND');
    expect(await events.data(payments(owner.organizationId), RENAME, { input })).toEqual({ renameAttendee: true });
    await events.rows("update event set starts_at = now() - interval '1 minute' where id = ?", [event.id]);
    expect(await refusal(RENAME, { input })).toBe('TICKET_NOT_VALID');
  });
});

describe('exporting attendees', () => {
  const lines = async (variables: Record<string, unknown>, viewer = owner) => {
    const { exportAttendees } = await events.data<{ exportAttendees: { url: string } }>(viewer, EXPORT, variables);
    const open = () => events.subgraph.download(exportAttendees.url.split('/').at(-1)!, new AbortController().signal);
    const file = await open();
    const parts: Uint8Array[] = [];
    for await (const part of file!.body) parts.push(part);
    expect(await open(), 'a link opens once').toBeNull();
    return Buffer.concat(parts).toString('utf8').trimEnd().split('\r\n');
  };

  test('lists what the filter leaves, with a column for each answered question and no code', async () => {
    const { event, tickets } = await sold(2);
    const [first] = tickets;
    const { ticketId: id } = first!;
    await events.data(owner, CHANGE, { id, input: { name: '=1+1', email: 'x@example.com' } });
    const questionId = newId();
    await events.rows(
      `insert into ticket_answer (ticket_id, question_id, organization_id, position, kind, label, values, answered_at)
       values (?, ?, ?, 1, 'SHORT_TEXT', 'Size, please', '["M","L"]', now())`,
      [id, questionId, owner.organizationId],
    );
    const [head, ...rows] = await lines({ filter: { eventId: event.id }, mark: false });
    expect(head).toMatch(/^Ticket ID,.*,"Size, please"$/);
    expect(rows).toHaveLength(2);
    expect(rows.find(row => row.startsWith(id))).toMatch(/,'=1\+1,x@example\.com,.*,M; L$/);
    expect(rows.join()).not.toContain(first!.code);
    expect(await lines({ filter: { eventId: event.id, text: 'Ada' } })).toHaveLength(2);
  });

  test('is bound to the organization and needs its scope', async () => {
    const { event } = await sold();
    expect(await lines({ filter: { eventId: event.id } }, stranger)).toHaveLength(1);
    const scanner = testViewer({ role: 'SCANNER', organizationId: owner.organizationId! });
    expect(await refusal(EXPORT, {}, scanner)).toBe('FORBIDDEN');
  });
});
