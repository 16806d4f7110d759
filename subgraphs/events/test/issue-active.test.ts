import { newId } from '@ticketbase/kernel';
import { recordStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  ISSUE,
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

const issue = (input: object) => events.ask(payments(owner.organizationId), ISSUE, { input });

async function heldOrder(quantity = 2) {
  const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 20 }] });
  const input = holdInput(event, quantity);
  await events.data(payments(), HOLD, { input });
  const buyer = { buyerName: 'Ada Buyer', buyerEmail: 'ada@example.com' };
  return { event, order: { holdId: input.holdId, orderId: newId(), ...buyer } };
}

test('the tickets of a hold that keeps them cost seven statements, however many they are, and are told again as they were', async () => {
  for (const quantity of [1, 9]) {
    const { event, order } = await heldOrder(quantity);
    const { result, sent } = await recordStatements(() => issue(order));
    expect(sent.map(({ sql }) => sql.trim().split(/\s/)[0])).toEqual([
      ...['select', 'select', 'select', 'select', 'with', 'select', 'with'],
    ]);
    expect(await stockOf(events, event)).toEqual({ sold: quantity, held: 0, eventSold: quantity, eventHeld: 0 });
    // The longer way reads what is stored.
    expect((await issue(order)).data).toEqual(result.data);
    const told = await events.rows(
      `select event->'payload'->>'ticketId' as id from outbox
        where event->>'name' = 'ticket.issued' and event->'payload'->>'orderId' = ? order by position`,
      [order.orderId],
    );
    const stored = await events.rows(
      `select id from ticket where order_id = ? and status = 'VALID' and attendee_name = 'Ada Buyer' order by id`,
      [order.orderId],
    );
    expect(stored).toHaveLength(quantity);
    expect(told).toEqual(stored);
  }
});

test('an event that is called off while its tickets are made has none, and nothing is written', async () => {
  const { event, order } = await heldOrder();
  let asked: ReturnType<typeof issue> | undefined;
  await events.test.database.forkTenant(null).transactional(async tx => {
    await tx.execute('select 1 from event_stock where event_id = ? for update', [event.id]);
    asked = issue(order);
    const waits = `select 1 from pg_stat_activity
      where wait_event_type = 'Lock' and query like '%event_stock%for update' and datname = current_database()`;
    await expect.poll(() => events.rows(waits), { timeout: 10_000 }).not.toHaveLength(0);
    await tx.execute(`update event set status = 'CANCELLED' where id = ?`, [event.id]);
  });
  expect((await asked!).errors?.[0]?.extensions?.code).toBe('SALES_NOT_OPEN');
  expect(await stockOf(events, event)).toEqual({ sold: 0, held: 2, eventSold: 0, eventHeld: 2 });
  expect(await events.rows('select 1 from ticket where order_id = ?', [order.orderId])).toEqual([]);
  expect(await events.rows('select status from hold where id = ?', [order.holdId])).toEqual([{ status: 'ACTIVE' }]);
});
