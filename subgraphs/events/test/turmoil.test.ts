import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  ISSUE,
  type Issued,
  payments,
  publishedEvent,
  RELEASE,
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

/** The counters, and what they must be by the holds and tickets that there are. */
const BOOKS = `
  select t.name, t.sold, t.held, t.quantity,
         (select count(*)::int from ticket k where k.ticket_type_id = t.id and k.status in ('VALID', 'USED')) as "soldByTickets",
         (select coalesce(sum(l.quantity), 0)::int from hold_line l join hold h on h.id = l.hold_id
           where l.ticket_type_id = t.id and h.status = 'ACTIVE') as "heldByHolds"
    from ticket_type t where t.event_id = ? order by t.name`;

test('whatever happens together, nothing waits for ever, nothing is oversold, and the books agree', async () => {
  const ticketTypes = ['A', 'B'].map(name => ({ name, price: 100, quantity: 12 }));
  const event = await publishedEvent(events, owner, { capacity: 18, ticketTypes });
  const [a, b] = event.ticketTypes.map(type => type.id) as [string, string];
  const sweeper = events.sweeper();
  const codes: unknown[] = [];
  const send = async (...call: Parameters<EventsUnderTest['ask']>) => {
    const answer = await events.ask(...call);
    codes.push(answer.errors?.[0]?.extensions?.code ?? 'ok');
    return answer;
  };

  const buyer = async (index: number) => {
    const items = [
      { ticketTypeId: index % 2 ? a : b, quantity: 1 + (index % 2) },
      { ticketTypeId: index % 2 ? b : a, quantity: 1 },
    ];
    const input = holdInput(event, 1, { items });
    await send(payments(), HOLD, { input });
    if (index % 5 === 0) return send(payments(), HOLD, { input: { ...input, items: [items[0]] } });
    if (index % 5 === 1) return send(payments(), RELEASE, { id: input.holdId });
    if (index % 5 === 2) {
      await events.rows(`update hold set expires_at = now() - interval '1 second' where id = ?`, [input.holdId]);
      return sweeper.sweep();
    }
    const orderId = newId();
    const order = { holdId: input.holdId, orderId, buyerName: 'Ada', buyerEmail: 'ada@example.com' };
    const { data } = await send(payments(owner.organizationId), ISSUE, { input: order });
    const ticketIds = ((data?.issueTickets ?? []) as Issued[]).slice(0, 1).map(ticket => ticket.ticketId);
    return index % 5 === 3 && ticketIds.length > 0
      ? send(payments(owner.organizationId), VOID, { input: { orderId, ticketIds, status: 'REFUNDED' } })
      : undefined;
  };
  const organizer = async (index: number) => {
    const update =
      'mutation($id: ID!, $v: Int!, $c: Int) { updateEvent(id: $id, version: $v, input: { capacity: $c }) { id } }';
    await send(owner, update, { id: event.id, v: 2 + index, c: 17 + (index % 3) });
    const type =
      'mutation($id: ID!, $q: Int!) { updateTicketType(id: $id, input: { name: "A", price: 100, quantity: $q }) { id } }';
    await send(owner, type, { id: a, q: 10 + (index % 4) });
    await send(owner, 'mutation($id: ID!) { deleteEvent(id: $id) }', { id: event.id });
  };

  await Promise.all([
    ...Array.from({ length: 40 }, (_, index) => buyer(index)),
    ...Array.from({ length: 6 }, (_, index) => organizer(index)),
  ]);

  expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
  expect(codes).toContain('ok');
  const books = await events.rows<Record<string, number>>(BOOKS, [event.id]);
  for (const type of books) {
    expect([type.sold, type.held]).toEqual([type.soldByTickets, type.heldByHolds]);
    expect(type.sold! + type.held!).toBeLessThanOrEqual(type.quantity!);
  }
  const [stock] = await events.rows<Record<string, number>>(
    'select sold, held, capacity from event_stock where event_id = ?',
    [event.id],
  );
  const total = (part: string) => books.reduce((sum, type) => sum + type[part]!, 0);
  expect([stock?.sold, stock?.held]).toEqual([total('sold'), total('held')]);
  expect(stock!.sold! + stock!.held!).toBeLessThanOrEqual(stock!.capacity!);
});

test('tickets that are made void while their event is asked to be deleted wait for it without keeping its stock', async () => {
  const event = await publishedEvent(events, owner);
  const { orderId, tickets } = await sell(events, owner.organizationId!, event, 2);
  const input = { orderId, ticketIds: tickets.map(ticket => ticket.ticketId), status: 'REFUNDED' };
  let voiding: ReturnType<EventsUnderTest['ask']> | undefined;
  await events.test.database.forkTenant(null).transactional(async tx => {
    await tx.execute('select 1 from event where id = ? for update', [event.id]);
    voiding = events.ask(payments(owner.organizationId), VOID, { input });
    const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(() => events.rows(waits), { timeout: 10_000 }).toHaveLength(1);
    // What deletes comes next: whoever waits for the event while keeping this would wait for ever.
    await tx.execute('select 1 from event_stock where event_id = ? for update nowait', [event.id]);
  });
  expect(await voiding).toEqual({ data: { voidTickets: 2 } });
  expect(await stockOf(events, event)).toEqual({ sold: 0, held: 0, eventSold: 0, eventHeld: 0 });
});
