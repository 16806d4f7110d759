import { DomainError, newId, Viewer } from '@ticketbase/kernel';
import { describe, expect, test } from 'vitest';
import { signToken } from '../src/waiting-room/signed-token.ts';
import { CREATE_CART } from './harness.ts';
import { ENTER, later, RoomUnderTest } from './waiting-room-under-test.ts';

const room = RoomUnderTest.forThisFile();
const { admit, admitted, cart, figures, join, opened, pass, setUp, stock } = room;

describe('without an admission', () => {
  test('nobody opens a cart of an event with a waiting room, and nothing is set aside', async () => {
    expect(await cart()).toMatchObject({ code: undefined });
    await setUp();
    expect(await cart()).toMatchObject({
      ...{
        code: 'WAITING_ROOM_REQUIRED',
        eventId: room.eventId,
        joinUrl: `http://localhost:4000/shop/waiting-room/${room.eventId}`,
      },
      opensAt: expect.stringMatching(/Z$/),
    });
    expect(stock()).toBe(99);
    await setUp({ enabled: false });
    expect(await cart()).toMatchObject({ code: undefined });
  });

  test('a room that another process switched on guards a second later', async () => {
    const request = { query: CREATE_CART, viewer: Viewer.anonymous, requestId: newId() };
    const variables = { input: { eventId: room.eventId, items: [{ ticketTypeId: room.ticketTypeId, quantity: 1 }] } };
    expect(await room.other.parts.rooms.find(room.eventId)).toMatchObject({ room: null });
    await setUp();
    await expect
      .poll(async () => (await room.other.subgraph.execute({ ...request, variables })).errors?.[0]?.extensions?.code)
      .toBe('WAITING_ROOM_REQUIRED');
  });

  test.each([
    ['made up', () => 'made.up'],
    ['a place', async () => join()],
    [
      'of another event',
      () => signToken(room.payments.parts.tokens, 'admission', { e: newId(), a: newId(), x: 4_000_000_000 }),
    ],
    [
      'never given, though it is signed',
      () => signToken(room.payments.parts.tokens, 'admission', { e: room.eventId, a: newId(), x: 4_000_000_000 }),
    ],
  ])('one that is %s is refused', async (_, forge) => {
    await setUp();
    expect(await cart(await forge())).toMatchObject({ code: 'ADMISSION_INVALID' });
    expect(stock()).toBe(100);
  });

  test('one for another event of the same organization is refused', async () => {
    const foreign = await admitted();
    room.newEvent();
    await setUp();
    expect(await cart(foreign)).toMatchObject({ code: 'ADMISSION_INVALID' });
  });
});

describe('an admission', () => {
  test('opens a cart, and asked for again is the same with the same end', async () => {
    await setUp({ ratePerMinute: 60_000 });
    const token = await join();
    await pass(1);
    const first = (await room.payments.ask(ENTER, { token })).enterEvent;
    expect((await room.payments.ask(ENTER, { token })).enterEvent).toEqual(first);
    expect(first.event.id).toBe(room.eventId);
    expect(new Date(first.expiresAt).getTime() - Date.now()).toBeGreaterThan(9 * 60_000);
    await opened(first.token);
    expect(stock()).toBe(99);
  });

  test('is over when its time is, whatever is asked, and cannot be had again for the same place', async () => {
    await setUp({ ratePerMinute: 60_000 });
    const token = await join();
    await pass(1);
    const admission = await admit(token);
    await room.payments.sql(
      `update waiting_room_admission set expires_at = now() - interval '1 second' where event_id = ?`,
      [room.eventId],
    );
    expect(await cart(admission)).toMatchObject({ code: 'ADMISSION_EXPIRED' });
    expect(await room.payments.refusal(ENTER, { token })).toMatchObject({ code: 'ADMISSION_EXPIRED' });
    const [, signature] = admission.split('.');
    const claims = JSON.parse(Buffer.from(admission.split('.')[0]!, 'base64url').toString());
    const prolonged = `${Buffer.from(JSON.stringify({ ...claims, x: 4_000_000_000 })).toString('base64url')}.${signature}`;
    expect(await cart(prolonged)).toMatchObject({ code: 'ADMISSION_INVALID' });
  });

  test('shared among many, opens one cart: of requests at once in two processes one passes, and the others hold nothing', async () => {
    const admission = await admitted();
    const variables = {
      input: { eventId: room.eventId, items: [{ ticketTypeId: room.ticketTypeId, quantity: 1 }], admission },
    };
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        (index % 2 ? room.payments : room.other).subgraph.execute({
          ...{ query: CREATE_CART, variables, viewer: Viewer.anonymous, requestId: newId() },
        }),
      ),
    );
    const codes = answers.map(answer => answer.errors?.[0]?.extensions?.code ?? 'ok');
    expect(codes.toSorted()).toEqual([...Array(15).fill('ADMISSION_IN_USE'), 'ok']);
    expect(stock()).toBe(99);
  });

  test('control: looked at first and then used, rather than used by one statement, it opens two carts', async () => {
    await admitted();
    const both = Promise.withResolvers<void>();
    let looked = 0;
    const careless = async () => {
      const [free] = await room.payments.sql(
        'select 1 from waiting_room_admission where event_id = ? and cart_id is null',
        [room.eventId],
      );
      looked += 1;
      if (looked === 2) both.resolve();
      await both.promise;
      if (!free) return;
      const columns = 'id, organization_id, event_id, token_hash, status, items, currency, expires_at, created_at';
      const id = newId();
      await room.payments.sql(
        `insert into cart (${columns}) values (?, ?, ?, ?, 'OPEN', '[]', 'EUR', now() + interval '1 hour', now())`,
        [id, room.payments.organizationId, room.eventId, id],
      );
      await room.payments.sql('update waiting_room_admission set cart_id = ? where event_id = ?', [id, room.eventId]);
    };
    await Promise.all([careless(), careless()]);
    expect(await room.payments.sql('select 1 from cart where event_id = ?', [room.eventId])).toHaveLength(2);
  });

  test('opens another cart when the first was given back or has expired, and none after a purchase', async () => {
    const admission = await admitted();
    const first = await opened(admission);
    expect(await cart(admission)).toMatchObject({ code: 'ADMISSION_IN_USE' });
    await room.payments.ask('mutation($token: String!) { releaseCart(token: $token) }', { token: first.token });
    const second = await opened(admission);
    await room.payments.age('cart', second.id);
    const third = await opened(admission);
    await room.payments.checkout(third.token, { paymentMethod: 'offline-payments:bank-transfer' });
    expect(await cart(admission)).toMatchObject({ code: 'ADMISSION_IN_USE' });
    expect(await figures()).toMatchObject({ figures: { admitted: 1, carts: 0, orders: 1 } });
  });

  test('is not used up by a cart that came to nothing, nor by a process that died before it wrote one', async () => {
    const admission = await admitted();
    expect(await cart(admission, { items: [{ ticketTypeId: room.ticketTypeId, quantity: 500 }] })).toMatchObject({
      code: 'INSUFFICIENT_TICKETS',
    });
    await room.payments.sql(`update waiting_room_admission set cart_id = ?, claimed_at = now() where event_id = ?`, [
      newId(),
      room.eventId,
    ]);
    expect(await cart(admission)).toMatchObject({ code: 'ADMISSION_IN_USE' });
    await room.payments.sql(
      `update waiting_room_admission set claimed_at = now() - interval '2 minutes' where event_id = ?`,
      [room.eventId],
    );
    await opened(admission);
  });

  test('given with a key, is answered with the same cart each time', async () => {
    const admission = await admitted();
    const idempotencyKey = newId();
    const input = {
      eventId: room.eventId,
      items: [{ ticketTypeId: room.ticketTypeId, quantity: 1 }],
      admission,
      idempotencyKey,
    };
    const first = (await room.payments.ask(CREATE_CART, { input })).createCart;
    expect((await room.payments.ask(CREATE_CART, { input })).createCart.id).toBe(first.id);
  });
});

describe('an offer of the waitlist', () => {
  class OfferOver extends DomainError {
    static readonly code = 'WAITLIST_OFFER_OVER';
    static readonly summary = 'As events refuses.';
  }
  const ACCEPT =
    'mutation($token: String!) { acceptWaitlistOffer(token: $token) { id token expiresAt items { quantity } total { amount } } }';

  test('becomes one cart that lasts as long as the offer, past a waiting room, and is paid like any', async () => {
    await setUp();
    const holdId = newId();
    room.payments.events.holds.set(holdId, {
      eventId: room.eventId,
      items: [{ ticketTypeId: room.ticketTypeId, quantity: 2 }],
    });
    room.payments.events.offers.set('offer', { holdId, expiresAt: later(600) });
    const answers = await Promise.all(Array.from({ length: 5 }, () => room.payments.ask(ACCEPT, { token: 'offer' })));
    const carts = answers.map(answer => answer.acceptWaitlistOffer);
    expect(new Set(carts.map(({ id }) => id))).toEqual(new Set([holdId]));
    expect(carts[0]).toMatchObject({ items: [{ quantity: 2 }], total: { amount: 2_000 } });
    expect(new Date(carts[0].expiresAt).getTime()).toBeGreaterThan(Date.now() + 590 * 60_000);
    const { order } = await room.payments.checkout(carts[0].token, {
      paymentMethod: 'offline-payments:bank-transfer',
    });
    expect(order).toMatchObject({ status: 'PENDING' });
    expect(await room.payments.refusal(ACCEPT, { token: 'offer' })).toMatchObject({ code: 'CART_CHECKED_OUT' });
  });

  test('that is over, or was never made, makes no cart', async () => {
    expect(await room.payments.refusal(ACCEPT, { token: 'guess' })).toMatchObject({ code: 'NOT_FOUND' });
    room.payments.events.faults.set('takeWaitlistOffer', new OfferOver('Over.'));
    expect(await room.payments.refusal(ACCEPT, { token: 'late' })).toMatchObject({ code: 'WAITLIST_OFFER_OVER' });
  });
});
