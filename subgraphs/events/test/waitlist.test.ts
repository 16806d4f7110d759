import { hashSecret, newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sweeper } from '../src/sweeper.ts';
import {
  type EventsUnderTest,
  HOLD,
  holdInput,
  payments,
  publishedEvent,
  RELEASE,
  type SoldEvent,
  sell,
  startEvents,
  stockOf,
  VOID,
} from './events-under-test.ts';
import {
  enableWaitlist,
  expireOffers,
  JOIN,
  join,
  LEAVE,
  lineOf,
  offerTokens,
  PLACE,
  placeToken,
  soldOut,
  TAKE,
  takeInput,
} from './waitlist-under-test.ts';

const owner = testViewer();
const guest = Viewer.anonymous;
let events: EventsUnderTest;
let sweeper: Sweeper;
beforeAll(async () => {
  events = await startEvents({ poolSize: 10 });
  sweeper = events.sweeper();
});
afterAll(() => events.close());

const service = payments(owner.organizationId);
const refund = (orderId: string, tickets: ReadonlyArray<{ ticketId: string }>) =>
  events.data(service, VOID, { input: { orderId, ticketIds: tickets.map(t => t.ticketId), status: 'REFUNDED' } });
const buy = (event: SoldEvent, quantity = 1) => events.ask(payments(), HOLD, { input: holdInput(event, quantity) });
const codeOf = (answer: { errors?: ReadonlyArray<{ extensions?: Readonly<Record<string, unknown>> }> }) =>
  answer.errors?.[0]?.extensions?.code ?? 'ok';

describe('joining', () => {
  test('is possible when tickets are sold out and the organizer keeps a list, and not before', async () => {
    const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 1 }] });
    expect(await events.refusal(guest, JOIN, join(event))).toMatchObject({ code: 'WAITLIST_CLOSED' });
    await enableWaitlist(events, owner, event);
    expect(await events.refusal(guest, JOIN, join(event))).toMatchObject({ code: 'TICKETS_AVAILABLE', available: 1 });
    const open = '{ event(id: "ID") { ticketTypes { waitlistOpen } } }'.replace('ID', event.id);
    expect(await events.data(guest, open)).toEqual({ event: { ticketTypes: [{ waitlistOpen: false }] } });
    await sell(events, owner.organizationId, event, 1);
    expect(await events.data(guest, open)).toEqual({ event: { ticketTypes: [{ waitlistOpen: true }] } });
    expect(await events.data(guest, JOIN, join(event))).toEqual({ joinWaitlist: true });
    const place = await events.data(guest, PLACE, { token: await placeToken(events, event, 0) });
    expect(place).toMatchObject({ waitlistPlace: { status: 'WAITING', ahead: 0, offered: null, quantity: 1 } });
  });

  test('twice with one address makes one entry, and says the same as the first time', async () => {
    const event = await soldOut(events, owner, 1);
    const first = await events.ask(guest, JOIN, join(event, { email: 'Ada@example.org' }));
    const again = await Promise.all(
      Array.from({ length: 5 }, () => events.ask(guest, JOIN, join(event, { email: 'ada@EXAMPLE.org' }))),
    );
    for (const answer of again) expect(answer).toEqual(first);
    expect(await lineOf(events, event)).toHaveLength(1);
    const told = `select event->>'name' as name from outbox where event->'payload'->>'eventId' = ? and event->>'name' like 'waitlist.joined%'`;
    expect(await events.rows(told, [event.id]), 'the mailbox is not flooded').toEqual([{ name: 'waitlist.joined' }]);
    await events.rows(`update waitlist_entry set told_at = now() - interval '25 hours' where event_id = ?`, [event.id]);
    await events.data(guest, JOIN, join(event, { email: 'ada@example.org' }));
    expect(await events.rows(told, [event.id])).toHaveLength(2);
    const tokens = [await placeToken(events, event, 0), await placeToken(events, event, 1)];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) {
      expect(await events.data(guest, PLACE, { token })).toMatchObject({ waitlistPlace: { status: 'WAITING' } });
    }
  });

  test('mails one mailbox three times a day, whatever it is spelled like, however many lists it is put on', async () => {
    const lists = await Promise.all(Array.from({ length: 4 }, () => soldOut(events, owner, 1)));
    const spellings = ['eve@example.net', 'EVE@example.net', 'eve+1@example.net', 'Eve+2@Example.net'];
    const answers = [];
    for (const [index, event] of lists.entries()) {
      answers.push(await events.data(guest, JOIN, join(event, { email: spellings[index] })));
    }
    expect(answers, 'it is not said').toEqual(lists.map(() => ({ joinWaitlist: true })));
    const told = async (event: SoldEvent) =>
      events.rows<{ told: boolean }>(
        `select event->'payload'->>'waitlistToken' is not null as told from outbox
          where event->'payload'->>'eventId' = ? and event->>'name' = 'waitlist.joined'`,
        [event.id],
      );
    expect(await Promise.all(lists.map(told))).toEqual([true, true, true, false].map(told => [{ told }]));
    expect(await lineOf(events, lists[3]!), 'the place is kept').toMatchObject([{ status: 'WAITING' }]);
    await refund(lists[3]!.order.orderId, lists[3]!.order.tickets);
    expect(await offerTokens(events, lists[3]!), 'and offered by mail').toHaveLength(1);
    expect(JSON.stringify(await events.rows('select * from waitlist_mailbox'))).not.toContain('eve@');
    await events.rows(`update waitlist_mailbox set since = now() - interval '25 hours'`);
    const event = await soldOut(events, owner, 1);
    await events.data(guest, JOIN, join(event, { email: 'eve@example.net' }));
    expect(await told(event)).toEqual([{ told: true }]);
    await events.rows(`update waitlist_mailbox set since = now() - interval '25 hours'`);
    await sweeper.sweep();
    expect(await events.rows('select * from waitlist_mailbox')).toEqual([]);
  });

  test.each([
    ['no quantity', { quantity: 0 }, 'BAD_USER_INPUT'],
    ['less than nothing', { quantity: -1 }, 'BAD_USER_INPUT'],
    ['more than an order takes', { quantity: 11 }, 'QUANTITY_NOT_ALLOWED'],
    ['no address', { email: 'nobody' }, 'BAD_USER_INPUT'],
    ['no name', { name: '  ' }, 'BAD_USER_INPUT'],
    ['an unknown ticket type', { ticketTypeId: newId() }, 'NOT_FOUND'],
    ['what is no id', { ticketTypeId: "' or 1=1" }, 'NOT_FOUND'],
  ])('with %s is refused and changes nothing', async (_, more, code) => {
    const event = await soldOut(events, owner, 1);
    expect(await events.refusal(guest, JOIN, join(event, more))).toMatchObject({ code });
    expect(await lineOf(events, event)).toEqual([]);
  });

  test('is limited per client, whatever it is asked with', async () => {
    const event = await soldOut(events, owner, 1);
    const ask = (ip: string) =>
      events.subgraph.execute({
        ...{ viewer: guest, query: JOIN, requestId: newId(), client: { ip } },
        variables: join(event, { email: `${newId()}@example.org` }),
      });
    const codes = [];
    for (let n = 0; n < 22; n += 1) codes.push(codeOf(await ask('2001:db8:7:7::1')));
    expect(codes.filter(code => code === 'ok')).toHaveLength(20);
    expect(codes.at(-1)).toBe('TOO_MANY_WAITLIST_ATTEMPTS');
    expect(codeOf(await ask('2001:db8:7:7:ffff::2')), 'the same subscriber').toBe('TOO_MANY_WAITLIST_ATTEMPTS');
    expect(codeOf(await ask('192.0.2.77'))).toBe('ok');
    const kept = await events.rows<{ client: string }>('select client from waitlist_attempt');
    expect(JSON.stringify(kept)).not.toMatch(/2001:db8|192\.0\.2/);
    await events.rows(`update waitlist_attempt set since = now() - interval '2 hours'`);
    expect(codeOf(await ask('2001:db8:7:7::1'))).toBe('ok');
  });
});

describe('freed places', () => {
  test.each([
    [
      'refunded',
      async (event: SoldEvent) => {
        const { orderId, tickets } = await sell(events, owner.organizationId, event, 1);
        return () => refund(orderId, tickets);
      },
    ],
    [
      'released',
      async (event: SoldEvent) => {
        const input = holdInput(event, 1);
        await events.data(payments(), HOLD, { input });
        return () => events.data(payments(), RELEASE, { id: input.holdId });
      },
    ],
    [
      'expired and swept',
      async (event: SoldEvent) => {
        const input = holdInput(event, 1);
        await events.data(payments(), HOLD, { input });
        return async () => {
          await events.rows(`update hold set expires_at = now() - interval '1 second' where id = ?`, [input.holdId]);
          await sweeper.sweep();
        };
      },
    ],
    [
      'expired, when the next buyer finds them first',
      async (event: SoldEvent) => {
        const input = holdInput(event, 1);
        await events.data(payments(), HOLD, { input });
        return async () => {
          await events.rows(`update hold set expires_at = now() - interval '1 second' where id = ?`, [input.holdId]);
          // This buyer is refused, and the expired place goes to the list: either with this request or with the sweep.
          expect(codeOf(await buy(event))).toBe('INSUFFICIENT_TICKETS');
          await sweeper.sweep();
        };
      },
    ],
    [
      'added by a higher quantity',
      async (event: SoldEvent) => {
        await sell(events, owner.organizationId, event, 1);
        return () =>
          events.data(
            owner,
            'mutation($id: ID!) { updateTicketType(id: $id, input: { name: "A", price: 1, quantity: 2 }) { id } }',
            { id: event.ticketTypes[0]!.id },
          );
      },
    ],
  ])('that were %s go to the first in line, and not to the public', async (_, occupy) => {
    const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity: 1 }] });
    await enableWaitlist(events, owner, event);
    const free = await occupy(event);
    await events.data(guest, JOIN, join(event, { email: 'first@example.org' }));
    await events.data(guest, JOIN, join(event, { email: 'second@example.org' }));
    await free();
    expect(codeOf(await buy(event)), 'the public').toBe('INSUFFICIENT_TICKETS');
    expect(await lineOf(events, event)).toMatchObject([
      { email: 'first@example.org', status: 'OFFERED', offered: 1 },
      { email: 'second@example.org', status: 'WAITING' },
    ]);
    expect(await stockOf(events, event)).toMatchObject({ held: 1, eventHeld: 1 });
  });

  test('control: where nobody counts who waits, the step is skipped and the public snatches them', async () => {
    const event = await soldOut(events, owner, 1);
    await events.data(guest, JOIN, join(event));
    await events.rows('update event_stock set waiting = 0 where event_id = ?', [event.id]);
    await refund(event.order.orderId, event.order.tickets);
    expect(codeOf(await buy(event))).toBe('ok');
    expect(await lineOf(events, event)).toMatchObject([{ status: 'WAITING' }]);
  });

  test('by more capacity of the event go to whoever waits for any of its types', async () => {
    const ticketTypes = ['A', 'B'].map(name => ({ name, price: 1, quantity: 5 }));
    const event = await publishedEvent(events, owner, { capacity: 2, ticketTypes });
    await enableWaitlist(events, owner, event);
    await sell(events, owner.organizationId, event, 2);
    await events.data(guest, JOIN, join(event, { ticketTypeId: event.ticketTypes[1]!.id, email: 'b@example.org' }));
    await events.data(guest, JOIN, join(event, { email: 'a@example.org' }));
    const update = 'mutation($id: ID!) { updateEvent(id: $id, version: 2, input: { capacity: 3 }) { id } }';
    await events.data(owner, update, { id: event.id });
    expect(await lineOf(events, event)).toMatchObject([{ status: 'OFFERED' }, { status: 'WAITING' }]);
  });

  test('that nobody takes in time go to the next in line, each told by a mail of their own', async () => {
    const event = await soldOut(events, owner, 1);
    for (const email of ['1@example.org', '2@example.org']) await events.data(guest, JOIN, join(event, { email }));
    await refund(event.order.orderId, event.order.tickets);
    await expireOffers(events, event);
    await sweeper.sweep();
    expect(await lineOf(events, event)).toMatchObject([{ status: 'LAPSED' }, { status: 'OFFERED' }]);
    const [first, second] = await offerTokens(events, event);
    expect(await events.refusal(service, TAKE, takeInput(first!))).toMatchObject({ code: 'WAITLIST_OFFER_OVER' });
    await events.data(service, TAKE, takeInput(second!));
    await expireOffers(events, event);
    await sweeper.sweep();
    expect(
      await events.rows(
        `select event->>'name' as name from outbox where event->'payload'->>'eventId' = ? and event->>'name' like 'waitlist.offer%' order by position`,
        [event.id],
      ),
    ).toEqual(['offered', 'offered', 'offer_lapsed', 'offer_taken'].map(name => ({ name: `waitlist.${name}` })));
    expect(await stockOf(events, event)).toMatchObject({ sold: 0, held: 0 });
  });

  test('are set aside one by one for someone who insists on all, whom nobody passes', async () => {
    const event = await soldOut(events, owner, 3);
    await events.data(guest, JOIN, join(event, { email: 'all@example.org', quantity: 3, acceptFewer: false }));
    await events.data(guest, JOIN, join(event, { email: 'one@example.org' }));
    const { orderId, tickets } = event.order;
    for (const [index, ticket] of tickets.entries()) {
      await refund(orderId, [ticket]);
      expect(codeOf(await buy(event))).toBe('INSUFFICIENT_TICKETS');
      const status = index < 2 ? 'WAITING' : 'OFFERED';
      expect(await lineOf(events, event)).toMatchObject([{ status }, { status: 'WAITING' }]);
      expect(await stockOf(events, event)).toMatchObject({ held: index + 1, eventHeld: index + 1 });
    }
    expect(await lineOf(events, event)).toMatchObject([{ offered: 3 }, {}]);
  });

  test('are offered in part to someone who takes fewer', async () => {
    const event = await soldOut(events, owner, 3);
    await events.data(guest, JOIN, join(event, { quantity: 3 }));
    await refund(event.order.orderId, event.order.tickets.slice(0, 2));
    expect(await lineOf(events, event)).toMatchObject([{ status: 'OFFERED', offered: 2, quantity: 3 }]);
  });
});

describe('an offer', () => {
  test('is taken once: the hold becomes the cart’s, and the same answer comes again', async () => {
    const event = await soldOut(events, owner, 1);
    await events.data(guest, JOIN, join(event));
    const place = await placeToken(events, event, 0);
    expect(await events.refusal(service, TAKE, takeInput(place))).toMatchObject({ code: 'WAITLIST_OFFER_NOT_MADE' });
    await refund(event.order.orderId, event.order.tickets);
    const [offer] = await offerTokens(events, event);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => events.ask(payments(), TAKE, takeInput(n % 2 ? offer! : place))),
    );
    expect(new Set(answers.map(answer => JSON.stringify(answer.data))).size).toBe(1);
    expect(answers[0]!.data).toMatchObject({ takeWaitlistOffer: { lines: [{ quantity: 1 }] } });
    expect(await lineOf(events, event)).toMatchObject([{ status: 'TAKEN' }]);
    expect(await events.data(guest, LEAVE, { token: place }), 'nothing to leave any more').toEqual({
      leaveWaitlist: true,
    });
    expect(await stockOf(events, event)).toMatchObject({ held: 1 });
    const hold = (answers[0]!.data as { takeWaitlistOffer: { id: string } }).takeWaitlistOffer.id;
    await events.data(payments(), RELEASE, { id: hold });
    expect(await events.refusal(service, TAKE, takeInput(offer!))).toMatchObject({ code: 'WAITLIST_OFFER_OVER' });
    expect(await stockOf(events, event)).toMatchObject({ held: 0, eventHeld: 0 });
  });

  test('is no hold without a cart: nobody releases it as one, until some seconds after it was taken', async () => {
    const event = await soldOut(events, owner, 1);
    await events.data(guest, JOIN, join(event));
    await refund(event.order.orderId, event.order.tickets);
    await events.rows(`update hold set created_at = now() - interval '1 hour' where event_id = ?`, [event.id]);
    const audited = async () => {
      const query = '{ holdsForAudit(first: 5000, minimumAge: 15) { id } }';
      const { holdsForAudit } = await events.data<{ holdsForAudit: { id: string }[] }>(service, query);
      const own = await events.rows<{ id: string }>('select id from hold where event_id = ?', [event.id]);
      return holdsForAudit.filter(({ id }) => own.some(hold => hold.id === id)).length;
    };
    const [offer] = await offerTokens(events, event);
    expect(await audited(), 'offered').toBe(0);
    await events.data(payments(), TAKE, takeInput(offer!));
    expect(await audited(), 'just taken').toBe(0);
    await events.rows(`update waitlist_entry set ended_at = now() - interval '1 minute' where event_id = ?`, [
      event.id,
    ]);
    expect(await audited(), 'taken a while ago').toBe(1);
  });

  test('that is given up goes to the next in line at once', async () => {
    const event = await soldOut(events, owner, 1);
    for (const email of ['1@example.org', '2@example.org']) await events.data(guest, JOIN, join(event, { email }));
    await refund(event.order.orderId, event.order.tickets);
    const [token] = await offerTokens(events, event);
    await Promise.all([1, 2, 3].map(() => events.data(guest, LEAVE, { token })));
    expect(await lineOf(events, event)).toMatchObject([{ status: 'LEFT' }, { status: 'OFFERED' }]);
    expect(await stockOf(events, event)).toMatchObject({ held: 1, eventHeld: 1 });
  });

  test('is not opened by a guess, and the database holds no token', async () => {
    const event = await soldOut(events, owner, 1);
    await events.data(guest, JOIN, join(event));
    expect(await events.data(guest, PLACE, { token: newId() })).toEqual({ waitlistPlace: null });
    expect(await events.refusal(service, TAKE, takeInput('guess'))).toMatchObject({ code: 'NOT_FOUND' });
    const token = await placeToken(events, event, 0);
    const rows = await events.rows('select token_hash from waitlist_token');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).toContain(hashSecret(token));
  });
});
