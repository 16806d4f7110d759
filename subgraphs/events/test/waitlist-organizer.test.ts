import { Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sweeper } from '../src/sweeper.ts';
import { type EventsUnderTest, payments, publishedEvent, startEvents, stockOf, VOID } from './events-under-test.ts';
import { ENTRIES, enableWaitlist, JOIN, join, lineOf, soldOut, UPDATE } from './waitlist-under-test.ts';

const owner = testViewer();
const guest = Viewer.anonymous;
let events: EventsUnderTest;
let sweeper: Sweeper;
beforeAll(async () => {
  events = await startEvents({ poolSize: 10 });
  sweeper = events.sweeper();
});
afterAll(() => events.close());

const service = payments(owner.organizationId);
const refund = (orderId: string, tickets: ReadonlyArray<{ ticketId: string }>) =>
  events.data(service, VOID, { input: { orderId, ticketIds: tickets.map(t => t.ticketId), status: 'REFUNDED' } });

describe('the organizer', () => {
  test('sees who waits and removes someone, whose offer goes on; another organization sees and does nothing', async () => {
    const event = await soldOut(events, owner, 1);
    for (const email of ['1@example.org', '2@example.org']) await events.data(guest, JOIN, join(event, { email }));
    await refund(event.order.orderId, event.order.tickets);
    const stranger = testViewer();
    const [first] = await lineOf(events, event);
    const REMOVE = 'mutation($id: ID!) { removeWaitlistEntry(id: $id) { status } }';
    expect(await events.data(stranger, ENTRIES, { id: event.id })).toEqual({
      waitlistEntries: { edges: [], totalCount: 0 },
    });
    expect(await events.refusal(stranger, REMOVE, { id: first!.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await events.refusal(stranger, UPDATE, { id: event.id, input: { enabled: false } })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await events.data(stranger, `{ event(id: "${event.id}") { waitlist { waiting } } }`)).toEqual({
      event: { waitlist: null },
    });
    expect(
      await events.refusal(testViewer({ role: 'SCANNER', organizationId: owner.organizationId }), ENTRIES, {
        id: event.id,
      }),
    ).toMatchObject({ code: 'FORBIDDEN' });
    const figures = `{ event(id: "${event.id}") { waitlist { enabled offerMinutes waiting waitingTickets offered taken } } }`;
    expect(await events.data(owner, figures)).toEqual({
      event: { waitlist: { enabled: true, offerMinutes: 720, waiting: 1, waitingTickets: 1, offered: 1, taken: 0 } },
    });
    expect(await events.data(owner, REMOVE, { id: first!.id })).toEqual({ removeWaitlistEntry: { status: 'REMOVED' } });
    expect(await events.data(owner, ENTRIES, { id: event.id })).toMatchObject({
      waitlistEntries: {
        edges: [{ node: { status: 'REMOVED' } }, { node: { status: 'OFFERED', email: '2@example.org' } }],
        totalCount: 2,
      },
    });
  });

  test('switches the list off: nobody joins, what was set aside is for sale, and places wait until it is on again', async () => {
    const event = await soldOut(events, owner, 2);
    await events.data(guest, JOIN, join(event, { quantity: 2, acceptFewer: false }));
    await refund(event.order.orderId, event.order.tickets.slice(0, 1));
    expect(await stockOf(events, event)).toMatchObject({ held: 1 });
    await events.data(owner, UPDATE, { id: event.id, input: { enabled: false } });
    expect(await stockOf(events, event)).toMatchObject({ held: 0, eventHeld: 0 });
    expect(await events.refusal(guest, JOIN, join(event))).toMatchObject({ code: 'WAITLIST_CLOSED' });
    await refund(event.order.orderId, event.order.tickets.slice(1));
    expect(await stockOf(events, event)).toMatchObject({ held: 0, sold: 0 });
    await events.data(owner, UPDATE, { id: event.id, input: { enabled: true, offerMinutes: 30 } });
    expect(await lineOf(events, event)).toMatchObject([{ status: 'OFFERED', offered: 2 }]);
    expect(await stockOf(events, event)).toMatchObject({ held: 2, eventHeld: 2 });
    expect(await events.refusal(owner, UPDATE, { id: event.id, input: { offerMinutes: 4 } })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('cancels the event: the list is closed, its holds end, and everyone who waited is told', async () => {
    const event = await soldOut(events, owner, 2);
    for (const email of ['1@example.org', '2@example.org']) await events.data(guest, JOIN, join(event, { email }));
    await refund(event.order.orderId, event.order.tickets.slice(0, 1));
    await events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id, reason: "Storm") { id } }', { id: event.id });
    await Promise.all([sweeper.sweep(), sweeper.sweep()]);
    expect(await lineOf(events, event)).toMatchObject([{ status: 'CLOSED' }, { status: 'CLOSED' }]);
    expect(await stockOf(events, event)).toMatchObject({ held: 0, eventHeld: 0 });
    const told = await events.rows(
      `select event->'payload'->>'email' as email, event->'payload'->>'reason' as reason from outbox
        where event->>'name' = 'waitlist.closed' and event->'payload'->>'eventId' = ? order by 1`,
      [event.id],
    );
    expect(told).toEqual([
      { email: '1@example.org', reason: 'Storm' },
      { email: '2@example.org', reason: 'Storm' },
    ]);
  });

  test('deletes an event of which nothing was sold: whoever waited is told in the same step', async () => {
    const event = await publishedEvent(events, owner, {
      ticketTypes: [
        { name: 'A', price: 1, quantity: 1 },
        { name: 'None', price: 1, quantity: 0 },
      ],
    });
    await enableWaitlist(events, owner, event);
    await events.data(guest, JOIN, join(event, { ticketTypeId: event.ticketTypes[1]!.id }));
    await events.data(owner, 'mutation($id: ID!) { deleteEvent(id: $id) }', { id: event.id });
    const told = `select event->'payload'->>'cause' as cause from outbox where event->>'name' = 'waitlist.closed' and event->'payload'->>'eventId' = ?`;
    expect(await events.rows(told, [event.id])).toEqual([{ cause: 'DELETED' }]);
  });
});
