import { newId } from '@ticketbase/kernel';
import { recordStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  inDays,
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

const EXTEND = `mutation($id: ID!, $at: DateTime!) { extendHold(holdId: $id, expiresAt: $at) {
  id expiresAt eventId organizationId eventTitle eventSlug startsAt
  lines { ticketTypeId name quantity unitPrice { amount currency } } } }`;
const extend = (id: string, at = inDays(3), by = payments(owner.organizationId)) => events.ask(by, EXTEND, { id, at });

async function heldEvent() {
  const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 700, quantity: 20 }] });
  const input = holdInput(event, 2);
  await events.data(payments(), HOLD, { input });
  return { event, holdId: input.holdId };
}

test('a hold that has its tickets is kept longer by one statement, told as by the longer way', async () => {
  const { event, holdId } = await heldEvent();
  const at = inDays(3);
  const { result: short, sent } = await recordStatements(() => extend(holdId, at));
  expect(sent).toHaveLength(1);
  const lines = [{ ticketTypeId: event.ticketTypes[0]!.id, name: 'A', quantity: 2 }];
  expect(short.data).toMatchObject({ extendHold: { expiresAt: at, organizationId: owner.organizationId, lines } });
  // An expired one takes its tickets again, which only the longer way does.
  await events.rows(`update hold set status = 'EXPIRED' where id = ?`, [holdId]);
  await events.rows('update ticket_type set held = 0 where event_id = ?', [event.id]);
  await events.rows('update event_stock set held = 0 where event_id = ?', [event.id]);
  expect((await extend(holdId, at)).data).toEqual(short.data);
  expect(await stockOf(events, event)).toMatchObject({ held: 2, eventHeld: 2 });
});

test('keeping a hold longer does not wait for those who buy from its event', async () => {
  const { event, holdId } = await heldEvent();
  await events.test.database.forkTenant(null).transactional(async tx => {
    await tx.execute('select 1 from event_stock where event_id = ? for update', [event.id]);
    expect((await extend(holdId)).errors).toBeUndefined();
  });
});

test('a hold is not kept for another tenant, nor for an event that was called off, nor once it is issued', async () => {
  const { event, holdId } = await heldEvent();
  const code = async (by?: ReturnType<typeof payments>) =>
    (await events.refusal(by ?? payments(owner.organizationId), EXTEND, { id: holdId, at: inDays(3) })).code;
  expect(await code(payments(newId()))).toBe('NOT_FOUND');
  await events.rows(`update event set status = 'CANCELLED' where id = ?`, [event.id]);
  expect(await code()).toBe('SALES_NOT_OPEN');
  await events.rows(`update hold set status = 'ISSUED', order_id = ? where id = ?`, [newId(), holdId]);
  expect(await code()).toBe('HOLD_ALREADY_ISSUED');
  const [row] = await events.rows(`select expires_at < now() + interval '1 day' as short from hold where id = ?`, [
    holdId,
  ]);
  expect(row).toEqual({ short: true });
});
