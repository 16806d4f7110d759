import { newId } from '@ticketbase/kernel';
import { everyField, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsSchema } from '../src/index.ts';
import { atTheDoor, CHECK_IN, owner, scan, scanner, stranger } from './at-the-door.ts';
import { type EventsUnderTest, startEvents } from './events-under-test.ts';

let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ poolSize: 12 });
});
afterAll(() => events.close());
const { sold, sync } = atTheDoor(() => events);

const CREATE = `mutation($event: ID!, $input: CheckInListInput!, $key: String) {
  createCheckInList(eventId: $event, input: $input, idempotencyKey: $key) { id name isDefault ticketTypes { id } } }`;
const LISTS = `query($event: ID!) { checkInLists(eventId: $event) {
  id name isDefault expected checkedIn ticketTypes { name } counts { expected checkedIn ticketType { name } } } }`;
const UNDO = `mutation($code: String!, $reason: String, $list: ID) {
  undoCheckIn(code: $code, reason: $reason, listId: $list) { status } }`;
const DELETE = 'mutation($id: ID!) { deleteCheckInList(id: $id) }';

const twoTypes = {
  ticketTypes: [
    { name: 'VIP', price: 9000, quantity: 20 },
    { name: 'Standing', price: 2500, quantity: 20 },
  ],
};

async function lounge(eventId: string, ticketTypeIds: string[] | null = null, name = 'Lounge'): Promise<string> {
  const { createCheckInList } = await events.data<{ createCheckInList: { id: string } }>(owner, CREATE, {
    ...{ event: eventId, input: { name, ticketTypeIds } },
  });
  return createCheckInList.id;
}

describe('a check-in list', () => {
  test('takes each ticket once, beside the door', async () => {
    const { event, ticket } = await sold();
    const list = await lounge(event.id);
    const enter = (at: string | null) => ({ code: ticket.code, key: newId(), list: at });
    const answers = await Promise.all(Array.from({ length: 10 }, () => events.ask(scanner, CHECK_IN, enter(list))));
    expect(answers.filter(answer => !answer.errors)).toHaveLength(1);
    expect((await events.refusal(scanner, CHECK_IN, enter(list))).code).toBe('TICKET_ALREADY_USED');
    const rows = await events.rows('select status from ticket where id = ?', [ticket.ticketId]);
    expect(rows, 'its bearer is in the lounge, and the door has not seen the ticket').toEqual([{ status: 'VALID' }]);
    expect(await events.data(scanner, CHECK_IN, enter(null))).toMatchObject({
      checkInTicket: { list: { id: event.id, name: 'Door' }, ticket: { status: 'USED' } },
    });
    await events.data(scanner, UNDO, { code: ticket.qr, list });
    await events.data(scanner, CHECK_IN, enter(list));
  });

  test('takes the ticket types that it names, online and from devices', async () => {
    const { event, ticket } = await sold(1, owner, twoTypes);
    const standing = event.ticketTypes[1]!.id;
    const list = await lounge(event.id, [standing]);
    expect(await events.refusal(scanner, CHECK_IN, { code: ticket.code, key: newId(), list })).toEqual({
      ...{ code: 'TICKET_NOT_ON_LIST', ticketTypeId: event.ticketTypes[0]!.id },
    });
    expect(await sync([scan(ticket.qr, 5, { listId: list })])).toMatchObject([{ outcome: 'NOT_ON_LIST' }]);
    expect(await sync([scan(ticket.qr, 5, { listId: event.id })])).toMatchObject([{ outcome: 'ADMITTED' }]);
  });

  test('is counted by type, live, as the door is', async () => {
    const { event, tickets } = await sold(3, owner, twoTypes);
    const list = await lounge(event.id, [event.ticketTypes[0]!.id]);
    await events.data(scanner, CHECK_IN, { code: tickets[0]!.code, key: newId() });
    await events.data(scanner, CHECK_IN, { code: tickets[1]!.code, key: newId(), list });
    await sync([scan(tickets[1]!.qr, 9), scan(tickets[1]!.qr, 3)]);
    const vip = (expected: number, checkedIn: number) => ({ expected, checkedIn, ticketType: { name: 'VIP' } });
    expect(await events.data(scanner, LISTS, { event: event.id })).toEqual({
      checkInLists: [
        {
          ...{ id: event.id, name: 'Door', isDefault: true, ticketTypes: null, expected: 3, checkedIn: 2 },
          counts: [vip(3, 2)],
        },
        {
          ...{ id: list, name: 'Lounge', isDefault: false, ticketTypes: [{ name: 'VIP' }], expected: 3, checkedIn: 1 },
          counts: [vip(3, 1)],
        },
      ],
    });
    await events.data(scanner, UNDO, { code: tickets[0]!.code, reason: 'Wrong queue' });
    const after = await events.data<{ checkInLists: { checkedIn: number }[] }>(scanner, LISTS, { event: event.id });
    expect(after.checkInLists[0]!.checkedIn).toBe(1);
    const [undone] = await events.rows<{ undo_reason: string; undone_by: string }>(
      'select undo_reason, undone_by from check_in where ticket_id = ? and undone_at is not null',
      [tickets[0]!.ticketId],
    );
    expect(undone).toEqual({ undo_reason: 'Wrong queue', undone_by: scanner.userId });
  });

  test('is made by those who may change the event, with a name of its own and types of the event', async () => {
    const { event, ticket } = await sold();
    const { event: other } = await sold();
    const list = await lounge(event.id);
    const create = (input: unknown) => events.refusal(owner, CREATE, { event: event.id, input });
    expect(await create({ name: 'Lounge' })).toMatchObject({ issues: [{ path: 'input.name' }] });
    expect(await create({ name: ' ' })).toMatchObject({ issues: [{ path: 'input.name' }] });
    expect(await create({ name: 'B', ticketTypeIds: [other.ticketTypes[0]!.id] })).toMatchObject({
      issues: [{ path: 'input.ticketTypeIds.0' }],
    });
    expect((await events.refusal(scanner, CREATE, { event: event.id, input: { name: 'B' } })).code).toBe('FORBIDDEN');
    for (const query of [LISTS, CREATE]) {
      expect((await events.refusal(stranger, query, { event: event.id, input: { name: 'B' } })).code).toBe('NOT_FOUND');
    }
    expect((await events.refusal(stranger, DELETE, { id: list })).code).toBe('NOT_FOUND');
    await events.data(scanner, CHECK_IN, { code: ticket.code, key: newId(), list });
    expect((await events.refusal(owner, DELETE, { id: list })).code).toBe('CHECK_IN_LIST_IN_USE');
    const empty = await lounge(event.id, null, 'Backstage');
    const CHANGE = 'mutation($id: ID!) { updateCheckInList(id: $id, input: { name: "Stage" }) { name } }';
    expect(await events.data(owner, CHANGE, { id: empty })).toEqual({ updateCheckInList: { name: 'Stage' } });
    expect(await events.data(owner, DELETE, { id: empty })).toEqual({ deleteCheckInList: true });
    expect((await events.refusal(owner, DELETE, { id: event.id })).code, 'the door stays').toBe('NOT_FOUND');
  });
});

test('check-in staff see of people no more than a name, through every field that their operations lead to', async () => {
  const { event, ticket } = await sold(2);
  const secrets = { name: 'Ada Buyer', email: 'ada@example.com' };
  const sentAt = new Date().toISOString();
  const asked: ReadonlyArray<readonly [operation: string, variables: Record<string, unknown>]> = [
    ['ticketSigningKeys', {}],
    ['checkInLists', { eventId: event.id }],
    ['doorList', { listId: event.id }],
    ['ticketRevocations', { eventId: event.id }],
    ['ticket', { code: ticket.code }],
    ['syncCheckIns', { input: [scan(ticket.qr, 5)], sentAt }],
    ['undoCheckIn', { code: ticket.code }],
    ['checkInTicket', { code: ticket.code, idempotencyKey: newId() }],
  ];
  const seen: string[] = [];
  for (const [operation, variables] of asked) {
    const answer = await events.ask(scanner, everyField(eventsSchema.schema, operation, 4), variables);
    expect(answer.errors ?? [], operation).toEqual([]);
    seen.push(JSON.stringify(answer.data));
  }
  expect(seen.join()).toContain(secrets.name);
  expect(seen.join()).not.toContain(secrets.email);
  expect(seen.join()).not.toMatch(/[\w.]+@[\w.]+/);
  // The same through the eyes of someone who may see the address: the fields asked for do lead to it.
  const support = testViewer({ role: 'SUPPORT', organizationId: owner.organizationId });
  const whole = await events.ask(support, everyField(eventsSchema.schema, 'ticket', 4), { code: ticket.code });
  expect(JSON.stringify(whole.data)).toContain(secrets.email);
  for (const closed of ['tickets', 'attendeesForService']) {
    const refused = await events.ask(scanner, everyField(eventsSchema.schema, closed, 3), { eventId: event.id });
    expect(refused.errors?.[0]?.extensions?.code, closed).toBe('FORBIDDEN');
  }
});
