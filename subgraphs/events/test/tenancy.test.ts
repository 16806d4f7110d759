import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventEntity } from '../src/event/event.entity.ts';
import { TicketEntity } from '../src/ticket/ticket.entity.ts';
import {
  createEvent,
  type EventsUnderTest,
  HOLD,
  holdInput,
  ISSUE,
  type Issued,
  inDays,
  payments,
  publishedEvent,
  type SoldEvent,
  sell,
  startEvents,
  stockOf,
  VOID,
} from './events-under-test.ts';

const owner = testViewer();
const stranger = testViewer();
let events: EventsUnderTest;
let draft: SoldEvent;
let sold: SoldEvent;
let order: { orderId: string; holdId: string; tickets: Issued[] };
beforeAll(async () => {
  events = await startEvents();
  draft = await createEvent(events, owner);
  sold = await publishedEvent(events, owner, { visibility: 'PRIVATE' });
  await events.rows(`update event set visibility = 'PUBLIC' where id = ?`, [sold.id]);
  order = await sell(events, owner.organizationId, sold, 2);
  await events.rows(`update event set visibility = 'PRIVATE' where id = ?`, [sold.id]);
});
afterAll(() => events.close());

const everything = () =>
  events.rows(
    `select (select jsonb_agg(e order by id) from event e) events, (select jsonb_agg(t order by id) from ticket t) tickets,
            (select jsonb_agg(t order by id) from ticket_type t) types, (select jsonb_agg(h order by id) from hold h) holds,
            (select count(*) from check_in) check_ins, (select count(*) from event_image) images`,
  );

describe("another organization's ids answer as if they did not exist", () => {
  test.each([
    ['event', () => `{ event(id: "${draft.id}") { id } }`, { event: null }],
    ['a private event', () => `{ event(id: "${sold.id}") { id } }`, { event: null }],
    ['events', () => '{ events { edges { node { id } } totalCount } }', { events: { edges: [], totalCount: 0 } }],
    [
      'tickets',
      () => `{ tickets(filter: { eventId: "${sold.id}" }) { edges { node { id } } totalCount } }`,
      { tickets: { edges: [], totalCount: 0 } },
    ],
    ['venues', () => '{ venues { edges { node { id } } totalCount } }', { venues: { edges: [], totalCount: 0 } }],
  ])('reading %s', async (_, query, nothing) => {
    expect(await events.data(stranger, query())).toEqual(nothing);
  });

  test('references', async () => {
    const r = [
      { __typename: 'Event', id: draft.id },
      { __typename: 'TicketType', id: sold.ticketTypes[0]!.id },
      { __typename: 'Ticket', id: order.tickets[0]!.ticketId },
      { __typename: 'Order', id: order.orderId, organizationId: stranger.organizationId },
    ];
    const ENTITIES = `query($r: [_Any!]!) { _entities(representations: $r) {
      ... on Event { id } ... on TicketType { id } ... on Ticket { id } ... on Order { tickets { id } } } }`;
    expect(await events.data(stranger, ENTITIES, { r })).toEqual({ _entities: [null, null, null, { tickets: [] }] });
  });

  const input = { name: 'x', price: 1, quantity: 50 };
  test.each<[string, string, () => Record<string, unknown>]>([
    [
      'updateEvent',
      'mutation($id: ID!, $input: UpdateEventInput!) { updateEvent(id: $id, version: 1, input: $input) { id } }',
      () => ({ id: draft.id, input: { title: 'Mine now' } }),
    ],
    ['publishEvent', 'mutation($id: ID!) { publishEvent(id: $id) { id } }', () => ({ id: draft.id })],
    ['cancelEvent', 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', () => ({ id: sold.id })],
    ['deleteEvent', 'mutation($id: ID!) { deleteEvent(id: $id) }', () => ({ id: draft.id })],
    [
      'duplicateEvent',
      'mutation($id: ID!, $at: DateTime!) { duplicateEvent(id: $id, startsAt: $at) { id } }',
      () => ({ id: draft.id, at: inDays(5) }),
    ],
    [
      'createTicketType',
      'mutation($id: ID!, $input: TicketTypeInput!) { createTicketType(eventId: $id, input: $input) { id } }',
      () => ({ id: draft.id, input }),
    ],
    [
      'updateTicketType',
      'mutation($id: ID!, $input: TicketTypeInput!) { updateTicketType(id: $id, input: $input) { id } }',
      () => ({ id: draft.ticketTypes[0]!.id, input }),
    ],
    ['deleteTicketType', 'mutation($id: ID!) { deleteTicketType(id: $id) }', () => ({ id: draft.ticketTypes[0]!.id })],
    [
      'uploadEventImage',
      'mutation($id: ID!, $file: Upload!) { uploadEventImage(eventId: $id, file: $file) { id } }',
      () => ({ id: draft.id, file: { filename: 'x.gif', mimetype: 'image/gif', base64: GIF } }),
    ],
    ['deleteEventImage', 'mutation($id: ID!) { deleteEventImage(id: $id) }', () => ({ id: newId() })],
    [
      'checkInTicket',
      'mutation($code: String!) { checkInTicket(code: $code, idempotencyKey: "k") { id } }',
      () => ({ code: order.tickets[0]!.code }),
    ],
    [
      'undoCheckIn',
      'mutation($code: String!) { undoCheckIn(code: $code) { id } }',
      () => ({ code: order.tickets[0]!.code }),
    ],
    [
      'transferTicket',
      'mutation($id: ID!, $input: TransferInput!) { transferTicket(id: $id, input: $input) { id } }',
      () => ({ id: order.tickets[0]!.ticketId, input: { name: 'Eve', email: 'eve@example.com' } }),
    ],
  ])('%s', async (_, query, variables) => {
    const before = await everything();
    expect((await events.refusal(stranger, query, variables())).code).toBe('NOT_FOUND');
    expect(await everything()).toEqual(before);
  });

  test.each<[string, string, () => Record<string, unknown>]>([
    ['holdTickets', HOLD, () => ({ input: holdInput(sold, 1) })],
    [
      'extendHold',
      'mutation($id: ID!, $at: DateTime!) { extendHold(holdId: $id, expiresAt: $at) { id } }',
      () => ({ id: order.holdId, at: inDays(1) }),
    ],
    [
      'issueTickets',
      ISSUE,
      () => ({ input: { holdId: order.holdId, orderId: newId(), buyerName: 'Eve', buyerEmail: 'eve@example.com' } }),
    ],
    [
      'attendeesForService',
      'query($id: ID!) { attendeesForService(eventId: $id) { endCursor } }',
      () => ({ id: sold.id }),
    ],
  ])('the command %s, for another tenant', async (_, query, variables) => {
    const before = await everything();
    expect((await events.refusal(payments(stranger.organizationId), query, variables())).code).toBe('NOT_FOUND');
    expect(await everything()).toEqual(before);
  });

  test('the commands that void and release change nothing of another tenant', async () => {
    const before = await stockOf(events, sold);
    const other = payments(stranger.organizationId);
    const ticketIds = order.tickets.map(ticket => ticket.ticketId);
    const voiding = { input: { orderId: order.orderId, ticketIds, status: 'CANCELLED' } };
    expect(await events.data(other, VOID, voiding)).toEqual({ voidTickets: 0 });
    expect(await events.data(other, 'mutation($id: ID!) { releaseHold(holdId: $id) }', { id: order.holdId })).toEqual({
      releaseHold: false,
    });
    expect(await stockOf(events, sold)).toEqual(before);
  });

  test('no command is open to anyone but a subgraph', async () => {
    const refusal = await events.refusal(owner, HOLD, { input: holdInput(sold, 1) });
    expect(refusal.code).toBe('FORBIDDEN');
  });
});

test('without the filter, the other organization sees everything (control)', async () => {
  const em = events.test.database.fork(stranger);
  expect(await em.find(EventEntity, {})).toHaveLength(0);
  expect(await em.find(TicketEntity, {})).toHaveLength(0);
  expect((await em.find(EventEntity, {}, { filters: { tenant: false } })).length).toBeGreaterThan(0);
  expect((await em.find(TicketEntity, {}, { filters: { tenant: false } })).length).toBeGreaterThan(0);
});

/** The smallest picture there is. */
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
