import { newId } from '@ticketbase/kernel';
import { Database, recordStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsDatabase } from '../src/database.ts';
import { GroupedIssues } from '../src/ticket/grouped-issues.ts';
import type { IssueRequest } from '../src/ticket/issue-active.ts';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  ISSUE,
  payments,
  publishedEvent,
  type SoldEvent,
  startEvents,
  stockOf,
} from './events-under-test.ts';

const owner = testViewer();
const CANCEL = 'mutation($id: ID!) { cancelEvent(id: $id) { id } }';
let events: EventsUnderTest;
/** Two more processes on the same database. */
const others: Database[] = [];
let processes: readonly GroupedIssues[];
beforeAll(async () => {
  events = await startEvents();
  for (let index = 0; index < 2; index += 1) {
    others.push(await Database.connect({ ...eventsDatabase, url: events.test.url, poolSize: 4 }));
  }
  processes = others.map(database => new GroupedIssues(database.driver));
});
afterAll(async () => {
  await Promise.all(others.map(database => database.close()));
  await events.close();
});

const onSale = (quantity = 100) =>
  publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 100, quantity }] });

/** Orders that each wait for the tickets of a hold of their own. */
async function heldOrders(event: SoldEvent, count: number): Promise<IssueRequest['values'][]> {
  const inputs = Array.from({ length: count }, () => holdInput(event, 2));
  await Promise.all(inputs.map(input => events.data(payments(), HOLD, { input })));
  return inputs.map(({ holdId }, index) => ({
    ...{ holdId, orderId: newId(), buyerName: `Buyer ${index}`, buyerEmail: 'buyer@example.com' },
  }));
}

const request = (values: IssueRequest['values']): IssueRequest => ({
  values,
  by: { viewer: payments(owner.organizationId), requestId: newId() },
});
/** Asked for in one turn of the event loop, hence one group: how many tickets each got, or why none. */
async function together(issues: GroupedIssues, orders: ReadonlyArray<IssueRequest['values']>) {
  const settled = await Promise.allSettled(orders.map(order => issues.add(request(order))));
  return settled.map(each => {
    if (each.status === 'rejected') return (each.reason as { code?: string }).code ?? String(each.reason);
    return each.value ? each.value.length : 'the longer way';
  });
}
const ticketsOf = async ({ orderId }: IssueRequest['values']) =>
  (await events.rows<{ name: string }>('select attendee_name as name from ticket where order_id = ?', [orderId])).map(
    ({ name }) => name,
  );

test('orders that arrive together get their tickets by the statements of one, each its own', async () => {
  const event = await onSale();
  const orders = await heldOrders(event, 30);
  const { result, sent } = await recordStatements(() => together(processes[0]!, orders));
  expect(result).toEqual(orders.map(() => 2));
  expect(sent).toHaveLength(7);
  expect(await stockOf(events, event)).toEqual({ sold: 60, held: 0, eventSold: 60, eventHeld: 0 });
  for (const order of orders) expect(await ticketsOf(order)).toEqual([order.buyerName, order.buyerName]);
});

test('one that is at fault, or is not to be had this way, does not touch the others', async () => {
  const event = await onSale();
  const [good, wrong, released, again] = (await heldOrders(event, 4)) as [
    IssueRequest['values'],
    IssueRequest['values'],
    IssueRequest['values'],
    IssueRequest['values'],
  ];
  const stranger = { ...good, holdId: newId(), orderId: newId() };
  await events.rows(`update hold set status = 'RELEASED' where id = ?`, [released.holdId]);
  const named = { ...wrong, attendees: [{ ticketTypeId: newId(), name: 'Nobody' }] };
  const twice = { ...again, orderId: newId() };
  expect(await together(processes[0]!, [good, named, released, stranger, again, again, twice])).toEqual([
    ...[2, 'BAD_USER_INPUT', 'the longer way', 'the longer way', 2, 'the longer way', 'the longer way'],
  ]);
  expect(await ticketsOf(twice)).toEqual([]);
  expect(await stockOf(events, event)).toMatchObject({ sold: 4, held: 4 });
});

test('a hold of another tenant makes no tickets in the group of the own', async () => {
  const stranger = testViewer();
  const theirs = await publishedEvent(events, stranger);
  const [order] = await heldOrders(theirs, 1);
  const [own] = await heldOrders(await onSale(), 1);
  expect(await together(processes[0]!, [order!, own!])).toEqual(['the longer way', 2]);
  expect(await ticketsOf(order!)).toEqual([]);
});

test('an event that is called off keeps no tickets from those of other events', async () => {
  const [gone, on] = [await onSale(), await onSale()];
  const [first, second, third] = [...(await heldOrders(gone, 1)), ...(await heldOrders(on, 2))];
  await events.data(owner, CANCEL, { id: gone.id });
  expect(await together(processes[0]!, [first!, second!, third!])).toEqual(['the longer way', 2, 2]);
  expect(await ticketsOf(first!)).toEqual([]);
  expect(await events.refusal(payments(owner.organizationId), ISSUE, { input: first })).toMatchObject({
    code: 'SALES_NOT_OPEN',
  });
  expect(await stockOf(events, on)).toMatchObject({ sold: 4, held: 0 });
});

test('processes that sell the same events in other orders do not wait for each other in a circle', async () => {
  const both = [await onSale(400), await onSale(400)];
  for (let round = 0; round < 6; round += 1) {
    const [of, off] = await Promise.all(both.map(event => heldOrders(event, 10)));
    const mixed = of!.flatMap((order, index) => [order, off![index]!]);
    // Each order is asked for by both processes, and made by one of them.
    const answers = await Promise.all([together(processes[0]!, mixed), together(processes[1]!, [...mixed].reverse())]);
    const [ones, others] = [answers[0]!, [...answers[1]!].reverse()];
    expect(ones.map((answer, index) => [answer, others[index]].sort())).toEqual(mixed.map(() => [2, 'the longer way']));
  }
  for (const event of both) expect(await stockOf(events, event)).toMatchObject({ sold: 120, held: 0, eventSold: 120 });
});
