import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  ISSUE,
  payments,
  publishedEvent,
  type SoldEvent,
  startEvents,
  VOID,
} from './events-under-test.ts';
import { enableWaitlist, JOIN, join, offerTokens, TAKE, takeInput } from './waitlist-under-test.ts';

const owner = testViewer();
const stranger = testViewer();
const service = payments(owner.organizationId);
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());

const CREATE_GROUP = `mutation($eventId: ID!, $input: AddOnGroupInput!) {
  createAddOnGroup(eventId: $eventId, input: $input) { id name ticketTypeIds minPerTicket maxPerTicket soldAlone } }`;
const UPDATE_GROUP = `mutation($id: ID!, $input: AddOnGroupInput!) {
  updateAddOnGroup(id: $id, input: $input) { name minPerTicket maxPerTicket soldAlone } }`;
const CREATE_TYPE = `mutation($eventId: ID!, $input: TicketTypeInput!) {
  createTicketType(eventId: $eventId, input: $input) { id kind addOnGroup { id } } }`;
const UPDATE_TYPE = `mutation($id: ID!, $input: TicketTypeInput!) { updateTicketType(id: $id, input: $input) { kind } }`;

interface Offer extends SoldEvent {
  readonly group: string;
  readonly standing: string;
  readonly shirt: string;
}

/** An event for `capacity` people, with a T-shirt of which there are five. */
async function offer(group: object = {}, capacity = 10): Promise<Offer> {
  const event = await publishedEvent(events, owner, { capacity });
  const { createAddOnGroup } = await events.data<{ createAddOnGroup: { id: string } }>(owner, CREATE_GROUP, {
    eventId: event.id,
    input: { name: 'T-shirt', ...group },
  });
  const input = { kind: 'ADD_ON', addOnGroupId: createAddOnGroup.id, name: 'Shirt M', price: 1500, quantity: 5 };
  const { createTicketType } = await events.data<{ createTicketType: { id: string } }>(owner, CREATE_TYPE, {
    eventId: event.id,
    input,
  });
  return { ...event, group: createAddOnGroup.id, standing: event.ticketTypes[0]!.id, shirt: createTicketType.id };
}

const wish = (event: Offer, standing: number, shirts: number, more: object = {}) => {
  const items = [
    { ticketTypeId: event.standing, quantity: standing },
    { ticketTypeId: event.shirt, quantity: shirts },
  ].filter(item => item.quantity > 0);
  return { input: holdInput(event, 1, { items, ...more }) };
};
const hold = (event: Offer, standing: number, shirts: number) =>
  events.data(payments(), HOLD, wish(event, standing, shirts));
const refusal = (event: Offer, standing: number, shirts: number, more?: object) =>
  events.refusal(payments(), HOLD, wish(event, standing, shirts, more));

async function stock(event: Offer) {
  const [row] = await events.rows<Record<string, number>>(
    `select s.held as people, s.sold as "soldPeople", t.held as shirts, t.sold as "soldShirts"
       from event_stock s join ticket_type t on t.event_id = s.event_id where t.id = ?`,
    [event.shirt],
  );
  return row!;
}

async function sold(event: Offer, standing: number, shirts: number) {
  const { input } = wish(event, standing, shirts);
  await events.data(payments(), HOLD, { input });
  const orderId = crypto.randomUUID();
  const { issueTickets } = await events.data<{ issueTickets: { ticketId: string; code: string; admits: boolean }[] }>(
    payments(owner.organizationId),
    ISSUE.replace('eventTitle', 'eventTitle admits'),
    { input: { holdId: input.holdId, orderId, buyerName: 'Ada', buyerEmail: 'ada@example.com' } },
  );
  return { orderId, tickets: issueTickets };
}

describe('what must be had with a ticket', () => {
  test('a ticket without its required add-on is refused by its name, and nothing is held', async () => {
    const event = await offer({ minPerTicket: 1, maxPerTicket: 1 });
    expect(await refusal(event, 2, 1)).toMatchObject({
      ...{ code: 'ADD_ON_REQUIRED', addOnGroupId: event.group, name: 'T-shirt', required: 2, chosen: 1 },
      issues: [{ path: 'input.items' }],
    });
    expect(await refusal(event, 1, 2)).toMatchObject({ code: 'ADD_ON_NOT_ALLOWED', allowed: 1, chosen: 2 });
    expect(await stock(event)).toMatchObject({ people: 0, shirts: 0 });
    await hold(event, 2, 2);
    expect(await stock(event)).toMatchObject({ people: 2, shirts: 2 });
  });

  test('without the rule, the same order passes (control)', async () => {
    const event = await offer();
    await hold(event, 2, 1);
    expect(await stock(event)).toMatchObject({ people: 2, shirts: 1 });
  });

  test('an offer of the waitlist, which holds a ticket alone, is not sold before its add-on is chosen', async () => {
    const event = await offer({ minPerTicket: 1, maxPerTicket: 1 }, 1);
    await enableWaitlist(events, owner, event);
    const before = await sold(event, 1, 1);
    await events.data(Viewer.anonymous, JOIN, join(event));
    const ticketIds = before.tickets.map(ticket => ticket.ticketId);
    await events.data(service, VOID, { input: { orderId: before.orderId, ticketIds, status: 'REFUNDED' } });
    const [token] = await offerTokens(events, event);
    const { takeWaitlistOffer } = await events.data<{ takeWaitlistOffer: { id: string; lines: object[] } }>(
      payments(),
      TAKE,
      takeInput(token!),
    );
    expect(takeWaitlistOffer.lines).toEqual([{ ticketTypeId: event.standing, quantity: 1 }]);

    const CHECK = 'query($input: CheckAnswersInput!) { checkAnswers(input: $input) { answers { label } } }';
    const alone = { eventId: event.id, tickets: [{ ticketTypeId: event.standing, quantity: 1 }], attendees: [] };
    expect(await events.refusal(service, CHECK, { input: alone })).toMatchObject({
      ...{ code: 'ADD_ON_REQUIRED', addOnGroupId: event.group, required: 1, chosen: 0 },
    });
    const { input } = wish(event, 1, 1, { holdId: takeWaitlistOffer.id });
    await events.data(payments(), HOLD, { input });
    expect(await stock(event)).toMatchObject({ people: 1, shirts: 1 });
    expect(await events.data(service, CHECK, { input: { ...alone, tickets: input.items } })).toEqual({
      checkAnswers: [],
    });
    expect(await events.data(payments(newId()), CHECK, { input: alone }), 'another tenant').toEqual({
      checkAnswers: [],
    });
  });

  test('a hold that is changed must fit as well, and stays as it was if it does not', async () => {
    const event = await offer({ minPerTicket: 1, maxPerTicket: 1 });
    const { input } = wish(event, 1, 1);
    await events.data(payments(), HOLD, { input });
    expect(await refusal(event, 2, 1, { holdId: input.holdId })).toMatchObject({ code: 'ADD_ON_REQUIRED' });
    expect(await stock(event)).toMatchObject({ people: 1, shirts: 1 });
  });

  test('add-ons alone are refused, unless the organizer sells them alone', async () => {
    const event = await offer();
    expect(await refusal(event, 0, 1)).toMatchObject({ code: 'ADD_ON_NOT_ALLOWED', allowed: 0 });
    const input = { name: 'T-shirt', soldAlone: true };
    await events.data(owner, UPDATE_GROUP, { id: event.group, input });
    await hold(event, 0, 1);
    expect(await stock(event)).toMatchObject({ people: 0, shirts: 1 });
  });
});

describe('the stock of add-ons', () => {
  test('they take no place in the event, and have an end of their own', async () => {
    const event = await offer({}, 2);
    await hold(event, 1, 4);
    expect(await stock(event)).toMatchObject({ people: 1, shirts: 4 });
    expect(await refusal(event, 1, 2)).toMatchObject({ code: 'INSUFFICIENT_TICKETS', ticketTypeId: event.shirt });
    expect(await refusal(event, 2, 1)).toMatchObject({ code: 'INSUFFICIENT_TICKETS', ticketTypeId: event.standing });
    await hold(event, 1, 1);
    const shown = await events.data<{ event: { ticketTypes: object[] } }>(
      owner,
      `{ event(id: "${event.id}") { ticketTypes { kind available } ticketsSold } }`,
    );
    expect(shown.event.ticketTypes).toEqual(
      expect.arrayContaining([
        { kind: 'ADMISSION', available: 0 },
        { kind: 'ADD_ON', available: 0 },
      ]),
    );
  });

  test('thirty buyers at once get the five shirts there are', async () => {
    const event = await offer({}, 100);
    const buy = () => events.ask(payments(), HOLD, wish(event, 1, 1));
    const answers = await Promise.all(Array.from({ length: 30 }, buy));
    expect(answers.filter(answer => !answer.errors)).toHaveLength(5);
    expect(await stock(event)).toMatchObject({ people: 5, shirts: 5 });
  });

  test('a refund gives it back, and the people are counted by tickets alone', async () => {
    const event = await offer();
    const { orderId, tickets } = await sold(event, 1, 2);
    expect(await stock(event)).toEqual({ people: 0, soldPeople: 1, shirts: 0, soldShirts: 2 });
    const ticketIds = tickets.filter(ticket => !ticket.admits).map(ticket => ticket.ticketId);
    const input = { orderId, ticketIds: ticketIds.slice(0, 1), status: 'REFUNDED' };
    await events.data(payments(owner.organizationId), VOID, { input });
    await events.data(payments(owner.organizationId), VOID, { input });
    expect(await stock(event)).toEqual({ people: 0, soldPeople: 1, shirts: 0, soldShirts: 1 });
  });
});

describe('a ticket that is exchanged', () => {
  const EXCHANGE = `mutation($input: ExchangeTicketInput!) { exchangeTicket(input: $input) { ticketTypeId } }`;

  test('takes its add-ons along: the hold for it needs none', async () => {
    const event = await offer({ minPerTicket: 1, maxPerTicket: 1 });
    expect(await refusal(event, 1, 0)).toMatchObject({ code: 'ADD_ON_REQUIRED' });
    await events.data(payments(), HOLD, wish(event, 1, 0, { replacesTicket: true }));
    expect(await stock(event)).toMatchObject({ people: 1, shirts: 0 });
  });

  test('becomes no T-shirt, and no T-shirt a ticket', async () => {
    const event = await offer();
    const { orderId, tickets } = await sold(event, 1, 1);
    for (const { ticketId, admits } of tickets) {
      const ticketTypeId = admits ? event.shirt : event.standing;
      const input = { changeId: crypto.randomUUID(), orderId, ticketId, ticketTypeId };
      expect(await events.refusal(payments(owner.organizationId), EXCHANGE, { input })).toMatchObject({
        ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.ticketTypeId' }] },
      });
    }
    expect(await stock(event)).toEqual({ people: 0, soldPeople: 1, shirts: 0, soldShirts: 1 });
  });
});

describe('the voucher of an add-on', () => {
  test('has a code but nothing for the scanner, and opens no door', async () => {
    const event = await offer();
    const { tickets } = await sold(event, 1, 1);
    const voucher = tickets.find(ticket => !ticket.admits)!;
    const shown = await events.data(owner, `{ ticket(code: "${voucher.code}") { admits qr { payload } status } }`);
    expect(shown).toEqual({ ticket: { admits: false, qr: null, status: 'VALID' } });
    const checkIn = `mutation { checkInTicket(code: "${voucher.code}", idempotencyKey: "gate-1") { id } }`;
    expect(await events.refusal(owner, checkIn)).toMatchObject({
      ...{ code: 'TICKET_DOES_NOT_ADMIT', ticketTypeId: event.shirt },
    });
    await expect(
      events.rows(`update ticket set status = 'USED', checked_in_at = now() where code = ?`, [voucher.code]),
    ).rejects.toThrow(/ticket_used_admits/);
  });

  test('is no attendee', async () => {
    const event = await offer();
    const { tickets } = await sold(event, 1, 1);
    const { attendeesForService } = await events.data<{ attendeesForService: { attendees: object[] } }>(
      payments(owner.organizationId),
      `{ attendeesForService(eventId: "${event.id}") { attendees { ticketId } } }`,
    );
    expect(attendeesForService.attendees).toEqual([{ ticketId: tickets.find(ticket => ticket.admits)!.ticketId }]);
  });
});

describe('the organizer', () => {
  test('cannot use the group or the tickets of another event or tenant', async () => {
    const [event, other] = [await offer(), await offer()];
    const input = { kind: 'ADD_ON', addOnGroupId: other.group, name: 'X', price: 1, quantity: 1 };
    expect(await events.refusal(owner, CREATE_TYPE, { eventId: event.id, input })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.addOnGroupId' }] },
    });
    const group = { name: 'X', ticketTypeIds: [event.standing, other.standing] };
    expect(await events.refusal(owner, CREATE_GROUP, { eventId: event.id, input: group })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.ticketTypeIds.1' }] },
    });
    const update = { id: event.group, input: { name: 'Mine' } };
    expect(await events.refusal(stranger, UPDATE_GROUP, update)).toMatchObject({ code: 'NOT_FOUND' });
    const remove = `mutation { deleteAddOnGroup(id: "${event.group}") }`;
    expect(await events.refusal(stranger, remove)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    ['an add-on without a group', { kind: 'ADD_ON' }, 'input.addOnGroupId'],
    ['admission with a group', { addOnGroupId: '01890000-0000-7000-8000-000000000000' }, 'input.addOnGroupId'],
  ])('is told of %s', async (_, more, path) => {
    const event = await offer();
    const input = { name: 'X', price: 1, quantity: 1, ...more };
    expect(await events.refusal(owner, CREATE_TYPE, { eventId: event.id, input })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', issues: [{ path }] },
    });
  });

  test('cannot turn what is in a cart into something else, nor delete a group with add-ons', async () => {
    const event = await offer({ soldAlone: true });
    await hold(event, 0, 1);
    const input = { kind: 'ADMISSION', addOnGroupId: null, name: 'Shirt M', price: 1500, quantity: 5 };
    expect(await events.refusal(owner, UPDATE_TYPE, { id: event.shirt, input })).toMatchObject({
      code: 'TICKET_TYPE_KIND_FIXED',
    });
    const remove = `mutation { deleteAddOnGroup(id: "${event.group}") }`;
    expect(await events.refusal(owner, remove)).toMatchObject({ code: 'ADD_ON_GROUP_IN_USE' });
  });

  test('needs a ticket to publish: an add-on admits nobody', async () => {
    const event = await offer();
    const remove = `mutation { deleteTicketType(id: "${event.standing}") }`;
    expect(await events.refusal(owner, remove)).toMatchObject({ code: 'EVENT_HAS_NO_TICKET_TYPES' });
  });

  test('gets the add-ons with a duplicate of the event, and the copy asks for them too', async () => {
    const event = await offer({ minPerTicket: 1 });
    await events.data(owner, UPDATE_GROUP, {
      id: event.group,
      input: { name: 'T-shirt', ticketTypeIds: [event.standing] },
    });
    const { duplicateEvent: copy } = await events.data<{
      duplicateEvent: { addOnGroups: object[]; ticketTypes: { id: string; kind: string }[] };
    }>(
      owner,
      `mutation { duplicateEvent(id: "${event.id}", startsAt: "2030-01-01T19:00:00Z") {
         addOnGroups { name minPerTicket ticketTypeIds addOns { name } } ticketTypes { id kind } } }`,
    );
    const standing = copy.ticketTypes.find(type => type.kind === 'ADMISSION')!.id;
    expect(standing).not.toBe(event.standing);
    expect(copy.addOnGroups).toEqual([
      { name: 'T-shirt', minPerTicket: 1, ticketTypeIds: [standing], addOns: [{ name: 'Shirt M' }] },
    ]);
  });
});
