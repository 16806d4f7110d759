import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type EventsUnderTest,
  type Issued,
  payments,
  publishedEvent,
  sell,
  startEvents,
  VOID,
} from './events-under-test.ts';

const owner = testViewer();
const scanner = testViewer({ role: 'SCANNER', organizationId: owner.organizationId });
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ poolSize: 10 });
});
afterAll(() => events.close());

const CHECK_IN = `mutation($code: String!, $key: String!) { checkInTicket(code: $code, idempotencyKey: $key) {
  id checkedInAt checkedInBy { id } ticket { id status checkedInAt } } }`;
const UNDO = 'mutation($code: String!) { undoCheckIn(code: $code) { status checkedInAt } }';
const TICKET = `query($code: String!) { ticket(code: $code) {
  id code status attendee { name email } checkedInBy { id } event { title } ticketType { name } qr { payload svg } } }`;
const TRANSFER = `mutation($id: ID!, $input: TransferInput!) {
  transferTicket(id: $id, input: $input) { id code status attendee { name email } } }`;

async function ticket(): Promise<Issued & { readonly eventId: string; readonly orderId: string }> {
  const event = await publishedEvent(events, owner);
  const { tickets, orderId } = await sell(events, owner.organizationId, event, 1);
  return { ...tickets[0]!, eventId: event.id, orderId };
}

describe('checking in', () => {
  test('uses a ticket once and says who used it before', async () => {
    const { code } = await ticket();
    const first = await events.data<{ checkInTicket: { checkedInAt: string } }>(scanner, CHECK_IN, {
      code,
      key: newId(),
    });
    expect(first).toMatchObject({
      checkInTicket: { checkedInBy: { id: scanner.userId }, ticket: { status: 'USED' } },
    });
    const refusal = await events.refusal(owner, CHECK_IN, { code, key: newId() });
    expect(refusal).toEqual({
      code: 'TICKET_ALREADY_USED',
      checkedInAt: first.checkInTicket.checkedInAt,
      checkedInBy: { id: scanner.userId, name: `Person ${scanner.userId.slice(-4)}` },
    });
  });

  test('with the same key again answers with the first result, also when both arrive together', async () => {
    const { code } = await ticket();
    const key = newId();
    const answers = await Promise.all([1, 2, 3].map(() => events.data(scanner, CHECK_IN, { code, key })));
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    const other = await ticket();
    expect((await events.refusal(scanner, CHECK_IN, { code: other.code, key })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('of 20 devices that scan together, exactly one lets the bearer in', async () => {
    const { code, ticketId } = await ticket();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => events.ask(scanner, CHECK_IN, { code, key: newId() })),
    );
    expect(answers.filter(answer => !answer.errors)).toHaveLength(1);
    const codes = answers.flatMap(answer => answer.errors?.[0]?.extensions?.code ?? []);
    expect(codes).toEqual(Array(19).fill('TICKET_ALREADY_USED'));
    expect(await events.rows('select 1 from check_in where ticket_id = ?', [ticketId])).toHaveLength(1);
  });

  test('without the guard, devices that scan together let the bearer in many times (control)', async () => {
    const { ticketId } = await ticket();
    const waiting: Array<() => void> = [];
    const admitted = await Promise.all(
      Array.from({ length: 8 }, () =>
        events.test.database.forkTenant(null).transactional(async tx => {
          const [found] = await tx.execute<{ status: string }[]>('select status from ticket where id = ?', [ticketId]);
          await new Promise<void>(resolve => {
            waiting.push(resolve);
            if (waiting.length === 8) for (const go of waiting) go();
          });
          if (found?.status !== 'VALID') return false;
          await tx.execute(`update ticket set status = 'USED', checked_in_at = now() where id = ?`, [ticketId]);
          return true;
        }),
      ),
    );
    expect(admitted).toEqual(Array(8).fill(true));
  });

  test('reads what people type and what scanners read', async () => {
    for (const write of [
      (code: string) => code.toLowerCase().replaceAll('-', ' '),
      (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'l'),
      (code: string) => `tb1.${code}`,
    ]) {
      const { code } = await ticket();
      expect(await events.data(scanner, CHECK_IN, { code: write(code), key: newId() })).toMatchObject({
        checkInTicket: { ticket: { status: 'USED' } },
      });
    }
  });

  test('is undone once, and the ticket lets in again', async () => {
    const { code } = await ticket();
    expect((await events.refusal(scanner, UNDO, { code })).code).toBe('TICKET_NOT_USED');
    await events.data(scanner, CHECK_IN, { code, key: newId() });
    expect(await events.data(scanner, UNDO, { code })).toEqual({ undoCheckIn: { status: 'VALID', checkedInAt: null } });
    await events.data(scanner, CHECK_IN, { code, key: newId() });
    expect((await events.recorded()).slice(-3)).toEqual([
      ...['ticket.checked_in', 'ticket.check_in_undone', 'ticket.checked_in'],
    ]);
  });

  test('refuses a void ticket, one of a cancelled event, an unknown code, and nonsense', async () => {
    const voided = await ticket();
    const input = { orderId: voided.orderId, ticketIds: [voided.ticketId], status: 'REFUNDED' };
    await events.data(payments(owner.organizationId), VOID, { input });
    const key = newId();
    expect(await events.refusal(scanner, CHECK_IN, { code: voided.code, key })).toEqual({
      ...{ code: 'TICKET_NOT_VALID', status: 'REFUNDED' },
    });
    const off = await ticket();
    await events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: off.eventId });
    expect(await events.refusal(scanner, CHECK_IN, { code: off.code, key })).toEqual({
      ...{ code: 'TICKET_NOT_VALID', status: 'VALID', eventStatus: 'CANCELLED' },
    });
    expect((await events.refusal(scanner, CHECK_IN, { code: '0000-0000-0000-0', key })).code).toBe('NOT_FOUND');
    expect((await events.refusal(scanner, CHECK_IN, { code: "'; drop", key })).code).toBe('NOT_FOUND');
  });

  test('is for those with tickets:check_in', async () => {
    const { code } = await ticket();
    const analyst = testViewer({ role: 'ANALYST', organizationId: owner.organizationId });
    expect((await events.refusal(analyst, CHECK_IN, { code, key: newId() })).code).toBe('FORBIDDEN');
  });
});

describe('transferring', () => {
  test('gives the ticket a new code, and the old one opens nothing', async () => {
    const { ticketId, code } = await ticket();
    const input = { name: 'Grace', email: 'grace@example.com', idempotencyKey: newId() };
    const first = await events.data<{ transferTicket: Issued }>(owner, TRANSFER, { id: ticketId, input });
    expect(first.transferTicket).toMatchObject({
      id: ticketId,
      attendee: { name: 'Grace', email: 'grace@example.com' },
    });
    expect(first.transferTicket.code).not.toBe(code);
    expect(await events.data(owner, TRANSFER, { id: ticketId, input })).toEqual(first);
    expect(await events.data(Viewer.anonymous, TICKET, { code })).toEqual({ ticket: null });
    expect((await events.refusal(scanner, CHECK_IN, { code, key: newId() })).code).toBe('TICKET_TRANSFERRED');
    await events.data(scanner, CHECK_IN, { code: first.transferTicket.code, key: newId() });
    const used = await events.refusal(owner, TRANSFER, { id: ticketId, input: { ...input, idempotencyKey: null } });
    expect(used).toEqual({ code: 'TICKET_NOT_VALID', status: 'USED' });
  });

  test('refuses an address that is none', async () => {
    const { ticketId } = await ticket();
    const refusal = await events.refusal(owner, TRANSFER, { id: ticketId, input: { name: 'Grace', email: 'grace' } });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.email' }] });
  });
});

describe('who sees what of a ticket', () => {
  test('the bearer of the code sees the name and the QR code, and neither address nor staff', async () => {
    const { code } = await ticket();
    await events.data(scanner, CHECK_IN, { code, key: newId() });
    const seen = await events.data<{ ticket: { qr: { payload: string; svg: string } } }>(Viewer.anonymous, TICKET, {
      code,
    });
    expect(seen.ticket).toMatchObject({
      ...{ code, status: 'USED', attendee: { name: 'Ada Buyer', email: null }, checkedInBy: null },
      ...{ event: { title: 'Harbour Concert' }, ticketType: { name: 'Standing' } },
    });
    expect(seen.ticket.qr.payload).toMatch(/^TB2\.[A-Z2-7]{191}$/);
    expect(seen.ticket.qr.svg).toMatch(/^<svg/);
    const asStaff = await events.data(scanner, TICKET, { code });
    expect(asStaff).toMatchObject({ ticket: { attendee: { email: null }, checkedInBy: { id: scanner.userId } } });
    const asOwner = await events.data(owner, TICKET, { code });
    expect(asOwner).toMatchObject({ ticket: { attendee: { email: 'ada@example.com' } } });
  });

  test('by its id only people of the organization see it', async () => {
    const { ticketId } = await ticket();
    const ENTITY = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Ticket { id attendee { name email } } } }`;
    const r = [{ __typename: 'Ticket', id: ticketId }];
    expect(await events.data(Viewer.anonymous, ENTITY, { r })).toEqual({ _entities: [null] });
    expect(await events.data(testViewer(), ENTITY, { r })).toEqual({ _entities: [null] });
    expect(await events.data(scanner, ENTITY, { r })).toMatchObject({ _entities: [{ attendee: { email: null } }] });
  });

  test('through an order its buyer sees the tickets whole, though the event is private by now', async () => {
    const { orderId, eventId } = await ticket();
    await events.rows(`update event set visibility = 'PRIVATE' where id = ?`, [eventId]);
    const ORDER = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { tickets { attendee { email } event { title } } } } }`;
    const of = (organizationId: string) => [{ __typename: 'Order', id: orderId, organizationId }];
    expect(await events.data(Viewer.anonymous, ORDER, { r: of(owner.organizationId) })).toEqual({
      _entities: [{ tickets: [{ attendee: { email: 'ada@example.com' }, event: { title: 'Harbour Concert' } }] }],
    });
    expect(await events.data(Viewer.anonymous, ORDER, { r: of(newId()) })).toEqual({ _entities: [{ tickets: [] }] });
    const EVENT = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { event { title } } ... on Event { title } } }`;
    const r = [
      { __typename: 'Order', id: orderId, eventId },
      { __typename: 'Event', id: eventId },
    ];
    expect(await events.data(Viewer.anonymous, EVENT, { r }), 'by its own id it is not theirs to see').toEqual({
      _entities: [{ event: { title: 'Harbour Concert' } }, null],
    });
  });

  test('through an order those who keep the books see that there is a ticket, and not what opens the door', async () => {
    const { orderId } = await ticket();
    const r = [{ __typename: 'Order', id: orderId, organizationId: owner.organizationId }];
    const through = (fields: string) =>
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { tickets { ${fields} } } } }`;
    const analyst = testViewer({ role: 'ANALYST', organizationId: owner.organizationId });
    expect(await events.data(analyst, through('status attendee { name }'), { r })).toEqual({
      _entities: [{ tickets: [{ status: 'VALID', attendee: null }] }],
    });
    for (const secret of ['code', 'qr { payload }']) {
      expect(await events.refusal(analyst, through(secret), { r })).toMatchObject({
        code: 'FORBIDDEN',
        requiredScope: 'tickets:read',
      });
    }
  });

  test('the list is found by event, status and a part of the name', async () => {
    const { eventId, ticketId } = await ticket();
    const LIST = 'query($filter: TicketFilter) { tickets(filter: $filter) { edges { node { id } } totalCount } }';
    const one = { tickets: { edges: [{ node: { id: ticketId } }], totalCount: 1 } };
    const none = { tickets: { edges: [], totalCount: 0 } };
    expect(await events.data(owner, LIST, { filter: { eventId, status: 'VALID', text: 'ada b' } })).toEqual(one);
    expect(await events.data(owner, LIST, { filter: { eventId, status: 'USED' } })).toEqual(none);
    expect(await events.data(owner, LIST, { filter: { eventId, text: '%' } })).toEqual(none);
    expect(await events.data(owner, LIST, { filter: { eventId: 'nonsense' } })).toEqual(none);
    expect((await events.refusal(scanner, LIST)).code).toBe('FORBIDDEN');
  });
});

describe('the link of an online event', () => {
  const LINK = 'https://meet.example.com/secret-room';
  const BY_ID = 'query($id: ID!) { event(id: $id) { online onlineUrl ticketTypes { event { onlineUrl } } } }';
  const BY_ORDER = `query($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Order { event { onlineUrl } tickets { event { onlineUrl } } } } }`;
  const order = (orderId: string, eventId: string) => ({
    representations: [{ __typename: 'Order', id: orderId, organizationId: owner.organizationId, eventId }],
  });

  test('is for the organization and for holders of good tickets, by whichever way others ask', async () => {
    const { id, slug, ticketTypes } = await publishedEvent(events, owner, { venue: null, onlineUrl: LINK });
    const { tickets, orderId } = await sell(events, owner.organizationId, { id, slug, ticketTypes, version: 1 }, 1);
    const { code, ticketId } = tickets[0]!;
    const hidden = { event: { online: true, onlineUrl: null, ticketTypes: [{ event: { onlineUrl: null } }] } };
    const guest = Viewer.anonymous;
    for (const viewer of [guest, testViewer()]) expect(await events.data(viewer, BY_ID, { id })).toEqual(hidden);
    expect(await events.data(guest, '{ publicEvents(first: 100) { edges { node { id onlineUrl } } } }')).toMatchObject({
      publicEvents: { edges: expect.arrayContaining([{ node: { id, onlineUrl: null } }]) },
    });
    expect(await events.data(owner, BY_ID, { id })).toMatchObject({ event: { onlineUrl: LINK } });
    // One request that reaches the event in both ways: the ticket opens no other way than its own.
    const both =
      'query($code: String!, $id: ID!) { ticket(code: $code) { event { onlineUrl } } event(id: $id) { onlineUrl } }';
    expect(await events.data(guest, both, { code, id })).toEqual({
      ticket: { event: { onlineUrl: LINK } },
      event: { onlineUrl: null },
    });
    expect(await events.data(guest, BY_ORDER, order(orderId, id))).toEqual({
      _entities: [{ event: { onlineUrl: null }, tickets: [{ event: { onlineUrl: LINK } }] }],
    });
    await events.data(payments(owner.organizationId), VOID, {
      input: { orderId, ticketIds: [ticketId], status: 'REFUNDED' },
    });
    expect(await events.data(guest, both, { code, id })).toMatchObject({ ticket: { event: { onlineUrl: null } } });
  });
});
