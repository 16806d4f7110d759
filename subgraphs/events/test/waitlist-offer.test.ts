import { Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  payments,
  publishedEvent,
  type SoldEvent,
  sell,
  startEvents,
  stockOf,
  VOID,
} from './events-under-test.ts';
import { enableWaitlist, JOIN, join, offerTokens, TAKE, takeInput } from './waitlist-under-test.ts';

const owner = testViewer();
const service = payments(owner.organizationId);
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());

interface Taken {
  readonly id: string;
  readonly expiresAt: string;
}

/** An event of which two tickets were offered by the waitlist, and taken; two more are on sale, seats and a shirt too. */
async function takenOffer(): Promise<{ event: SoldEvent; offer: Taken; token: string; shirt: string }> {
  const standing = { name: 'Standing', price: 2_500, quantity: 4 };
  const event = await publishedEvent(events, owner, {
    ticketTypes: [standing, { name: 'Seat', price: 4_000, quantity: 5 }],
  });
  const group = 'mutation($id: ID!, $input: AddOnGroupInput!) { createAddOnGroup(eventId: $id, input: $input) { id } }';
  const made = await events.data<{ createAddOnGroup: { id: string } }>(owner, group, {
    id: event.id,
    input: { name: 'Shirts' },
  });
  const shirt = await events.data<{ createTicketType: { id: string } }>(
    owner,
    'mutation($id: ID!, $input: TicketTypeInput!) { createTicketType(eventId: $id, input: $input) { id } }',
    {
      id: event.id,
      input: { kind: 'ADD_ON', addOnGroupId: made.createAddOnGroup.id, name: 'Shirt', price: 1_500, quantity: 5 },
    },
  );
  await enableWaitlist(events, owner, event);
  const { orderId, tickets } = await sell(events, owner.organizationId, event, 4);
  await events.data(Viewer.anonymous, JOIN, join(event, { quantity: 2 }));
  const input = { orderId, ticketIds: tickets.map(ticket => ticket.ticketId), status: 'REFUNDED' };
  await events.data(service, VOID, { input });
  const [token] = await offerTokens(events, event);
  const { takeWaitlistOffer } = await events.data<{ takeWaitlistOffer: Taken }>(service, TAKE, takeInput(token!));
  return { event, offer: takeWaitlistOffer, token: token!, shirt: shirt.createTicketType.id };
}

const change = (event: SoldEvent, { id, expiresAt }: Taken, quantities: Record<string, number>) => {
  const items = Object.entries(quantities).map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity }));
  return { input: holdInput(event, 1, { holdId: id, expiresAt, items }) };
};

test('a cart of an offer takes no more tickets than were offered, and no others', async () => {
  const { event, offer } = await takenOffer();
  const [standing, seat] = event.ticketTypes.map(type => type.id) as [string, string];
  for (const wanted of [{ [standing]: 3 }, { [standing]: 2, [seat]: 1 }, { [seat]: 1 }]) {
    expect(await events.refusal(service, HOLD, change(event, offer, wanted))).toMatchObject({
      ...{ code: 'WAITLIST_OFFER_EXCEEDED', ticketTypeId: standing, offered: 2 },
    });
    expect(await stockOf(events, event)).toMatchObject({ held: 2, eventHeld: 2 });
  }
  const cart = holdInput(event, 2);
  await events.data(service, HOLD, { input: cart });
  expect(await stockOf(events, event), 'other carts are as free as before').toMatchObject({ held: 4 });
});

test('an offer of a hidden type tells payments by which code it was opened, and one of a public type none', async () => {
  const QUESTION = TAKE.replace('{ id eventId', '{ accessCode id eventId');
  const { event, token } = await takenOffer();
  const ask = async () =>
    (await events.data<{ takeWaitlistOffer: object }>(service, QUESTION, takeInput(token))).takeWaitlistOffer;
  expect(await ask()).toMatchObject({ accessCode: null });
  await events.rows(`update ticket_type set hidden = true, access_code = 'CREW' where id = ?`, [
    event.ticketTypes[0]!.id,
  ]);
  expect(await ask()).toMatchObject({ accessCode: 'CREW' });
});

test('control: a hold that is not known to be an offer is widened', async () => {
  const { event, offer } = await takenOffer();
  const [standing, seat] = event.ticketTypes.map(type => type.id) as [string, string];
  await events.rows('update waitlist_entry set hold_id = null where event_id = ?', [event.id]);
  await events.data(service, HOLD, change(event, offer, { [standing]: 3, [seat]: 1 }));
  expect(await stockOf(events, event)).toMatchObject({ held: 3, eventHeld: 4 });
});

test('a cart of an offer may take fewer, then as many as were offered again, and add-ons with them', async () => {
  const { event, offer, shirt } = await takenOffer();
  const standing = event.ticketTypes[0]!.id;
  for (const wanted of [{ [standing]: 1 }, { [standing]: 2 }, { [standing]: 2, [shirt]: 2 }]) {
    await events.data(service, HOLD, change(event, offer, wanted));
    expect(await stockOf(events, event)).toMatchObject({ held: wanted[standing] });
  }
});

test('an offer that is taken again and again ends when it would have ended', async () => {
  const { event, offer, token } = await takenOffer();
  const standing = event.ticketTypes[0]!.id;
  const later = { token, expiresAt: new Date(Date.now() + 86_400_000).toISOString() };
  const again = await events.data<{ takeWaitlistOffer: Taken }>(service, TAKE, later);
  expect(again.takeWaitlistOffer.expiresAt).toBe(offer.expiresAt);
  await events.data(service, HOLD, change(event, offer, { [standing]: 1 }));
  const [hold] = await events.rows<{ expires_at: string }>('select expires_at from hold where id = ?', [offer.id]);
  expect(new Date(hold!.expires_at).toISOString()).toBe(offer.expiresAt);
});
