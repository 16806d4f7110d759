import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  payments,
  publishedEvent,
  startEvents,
  stockOf,
} from './events-under-test.ts';

const owner = testViewer();
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());

test('a cart goes on when its event turns private; a new one is not begun', async () => {
  const event = await publishedEvent(events, owner);
  const input = holdInput(event, 2);
  await events.data(payments(), HOLD, { input });
  await events.data(
    owner,
    `mutation { updateEvent(id: "${event.id}", version: 2, input: { visibility: PRIVATE }) { id } }`,
  );
  expect(await events.refusal(payments(), HOLD, { input: holdInput(event, 1) })).toMatchObject({ code: 'NOT_FOUND' });
  await events.data(payments(), HOLD, { input: { ...input, items: [{ ...input.items[0], quantity: 1 }] } });
  expect(await stockOf(events, event)).toMatchObject({ held: 1, eventHeld: 1 });
});

test('who has the cart sees its event and its tickets, though nobody else sees the event any more', async () => {
  const event = await publishedEvent(events, owner);
  await events.data(
    owner,
    `mutation { updateEvent(id: "${event.id}", version: 2, input: { visibility: PRIVATE }) { id } }`,
  );
  const typeId = event.ticketTypes[0]!.id;
  const seen = await events.data(
    payments(),
    `query($cart: [_Any!]!) { _entities(representations: $cart) {
       ... on Cart { event { title } } ... on CartItem { ticketType { name questions { id } } } ... on OrderItem { ticketType { name } } ... on TicketType { name } } }`,
    {
      cart: [
        { __typename: 'Cart', id: 'cart', eventId: event.id },
        { __typename: 'CartItem', id: `cart:${typeId}`, ticketTypeId: typeId },
        { __typename: 'OrderItem', id: 'item', ticketTypeId: typeId },
        { __typename: 'TicketType', id: typeId },
      ],
    },
  );
  expect(seen).toEqual({
    _entities: [
      { event: { title: 'Harbour Concert' } },
      { ticketType: { name: 'Standing', questions: [] } },
      { ticketType: { name: 'Standing' } },
      null,
    ],
  });
});
