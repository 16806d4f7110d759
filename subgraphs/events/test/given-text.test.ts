import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createEvent,
  type EventsUnderTest,
  ISSUE,
  payments,
  publishedEvent,
  startEvents,
} from './events-under-test.ts';
import { JOIN, join, soldOut } from './waitlist-under-test.ts';

const owner = testViewer();
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());

/** Turns what stands behind it around, and leaves the line. */
const wild = (text: string) => `\u202e${text.slice(0, 3)}\u0007\u2066${text.slice(3)}\r\n`;

test('what organizers name things has no control character and no turn of direction', async () => {
  const { id } = await createEvent(events, owner, {
    title: wild('Harbour Concert'),
    description: wild('Brass\non the quay'),
    tags: [wild('brass')],
    venue: { name: wild('Old Quay'), city: wild('Hamburg') },
    ticketTypes: [{ name: wild('Standing'), description: wild('At the front'), price: 1, quantity: 1 }],
  });
  const query = `{ event(id: "${id}") { title slug description tags venue { name city } ticketTypes { name description } } }`;
  expect(await events.data(owner, query)).toEqual({
    event: {
      ...{ title: 'Harbour Concert', slug: 'harbour-concert', description: 'Brass\non the quay', tags: ['brass'] },
      venue: { name: 'Old Quay', city: 'Hamburg' },
      ticketTypes: [{ name: 'Standing', description: 'At the front' }],
    },
  });
});

test('a name without anything to be seen is refused, and nothing is made', async () => {
  const input = { title: '\u202e\u200d', currency: 'EUR', timeZone: 'UTC' };
  const times = { startsAt: '2030-01-01T00:00:00Z', endsAt: '2030-01-01T01:00:00Z' };
  const create = 'mutation($input: CreateEventInput!) { createEvent(input: $input) { id } }';
  expect(await events.refusal(owner, create, { input: { ...input, ...times } })).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.title', message: 'Must not be empty.' }] },
  });
});

test('what buyers and attendees call themselves is one line of what can be seen', async () => {
  const list = await soldOut(events, owner, 1);
  await events.data(Viewer.anonymous, JOIN, join(list, { name: wild('Ada Lovelace') }));
  expect(await events.rows('select name from waitlist_entry')).toEqual([{ name: 'Ada Lovelace' }]);

  const event = await publishedEvent(events, owner);
  const ticketTypeId = event.ticketTypes[0]!.id;
  const holdId = newId();
  const hold = 'mutation($input: HoldTicketsInput!) { holdTickets(input: $input) { id } }';
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  await events.data(payments(), hold, {
    input: { holdId, eventId: event.id, expiresAt, items: [{ ticketTypeId, quantity: 1 }] },
  });
  const attendees = [{ ticketTypeId, name: wild('Grace Hopper'), email: 'grace@example.com' }];
  const input = { holdId, orderId: newId(), buyerName: 'Ada', buyerEmail: 'ada@example.com', attendees };
  await events.data(payments(owner.organizationId), ISSUE, { input });
  expect(await events.rows('select attendee_name as name from ticket where event_id = ?', [event.id])).toEqual([
    { name: 'Grace Hopper' },
  ]);
});
