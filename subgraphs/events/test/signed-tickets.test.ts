import { createHash, webcrypto } from 'node:crypto';
import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atTheDoor, CHECK_IN, grace, many, outcomes, owner, scan, scanner, stranger, TRANSFER } from './at-the-door.ts';
import { type EventsUnderTest, payments, startEvents, VOID } from './events-under-test.ts';

let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ poolSize: 12 });
});
afterAll(() => events.close());
const { sold, qrOf, sync } = atTheDoor(() => events);

const KEYS = '{ ticketSigningKeys { id algorithm publicKey status revokedAt } }';
const REVOCATIONS = `query($id: ID!, $since: Int, $first: Int) { ticketRevocations(eventId: $id, since: $since, first: $first) {
  latest hasMore eventCancelled revocations { number ticketId serial codeHash reason entry { serial codeHash name } } } }`;
const DOOR_LIST = `query($id: ID!, $after: String, $first: Int) { doorList(listId: $id, after: $after, first: $first) {
  endCursor hasMore revocations entries { ticketId serial codeHash ticketTypeId admits name checkedInAt } } }`;
const PASS_ON = `mutation($code: String!, $input: TransferInput!) { passOnTicket(code: $code, input: $input) {
  status attendee { name email } pass { code } } }`;

describe('a signed QR code', () => {
  test('is verified with the published key and nothing else, by what the documentation says of its form', async () => {
    const { event, ticket } = await sold();
    const { ticketSigningKeys } = await events.data<{ ticketSigningKeys: Record<string, string>[] }>(scanner, KEYS);
    const bits = [...ticket.qr.slice(4)].map(symbol => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(symbol));
    const binary = bits.map(value => value.toString(2).padStart(5, '0')).join('');
    const bytes = Uint8Array.from(binary.match(/.{8}/g)!.map(byte => Number.parseInt(byte, 2)));
    const hex = Buffer.from(bytes).toString('hex');
    expect(bytes).toHaveLength(119);
    expect(hex.slice(0, 2)).toBe('02');
    const known = ticketSigningKeys.find(key => key.id === hex.slice(2, 10))!;
    expect(known).toMatchObject({ algorithm: 'Ed25519', status: 'CURRENT' });
    expect(hex.slice(10, 42)).toBe(event.id.replaceAll('-', ''));
    expect(hex.slice(42, 74)).toBe(ticket.ticketId.replaceAll('-', ''));
    expect(hex.slice(74, 106)).toBe(event.ticketTypes[0]!.id.replaceAll('-', ''));
    expect(hex.slice(106, 110)).toBe('0001');
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: known.publicKey };
    const key = await webcrypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    const verify = (data: Uint8Array<ArrayBuffer>) =>
      webcrypto.subtle.verify('Ed25519', key, bytes.slice(55), data.slice(0, 55));
    expect(await verify(bytes)).toBe(true);
    const changed = bytes.slice();
    changed[54]! ^= 1;
    expect(await verify(changed)).toBe(false);
  });

  test('lets in once, as its code does, in any case that a scanner types', async () => {
    const { ticket } = await sold();
    await events.data(scanner, CHECK_IN, { code: ticket.qr.toLowerCase(), key: newId() });
    const again = await events.refusal(scanner, CHECK_IN, { code: ticket.code, key: newId() });
    expect(again.code).toBe('TICKET_ALREADY_USED');
  });

  test('is refused when a symbol was changed, and where another organization sells', async () => {
    const { ticket } = await sold();
    const at = 100;
    const forged = ticket.qr.slice(0, at) + (ticket.qr[at] === 'A' ? 'B' : 'A') + ticket.qr.slice(at + 1);
    const key = newId();
    expect(await events.refusal(scanner, CHECK_IN, { code: forged, key })).toEqual({ code: 'TICKET_NOT_GENUINE' });
    const { ticket: theirs } = await sold(1, stranger);
    expect(await events.refusal(scanner, CHECK_IN, { code: theirs.qr, key })).toEqual({ code: 'TICKET_NOT_GENUINE' });
    expect(outcomes(await sync([scan(forged, 1), scan(theirs.qr, 1)]))).toEqual(['FORGED', 'FORGED']);
  });

  test('of another event is refused at the door of this one', async () => {
    const [here, there] = [await sold(), await sold()];
    const refusal = await events.refusal(scanner, CHECK_IN, {
      code: there.ticket.qr,
      key: newId(),
      list: here.event.id,
    });
    expect(refusal).toEqual({ code: 'TICKET_OF_OTHER_EVENT', eventId: there.event.id });
    await events.data(scanner, CHECK_IN, { code: here.ticket.qr, key: newId(), list: here.event.id });
  });

  test('stays good when the key changes, and is void when the key is revoked, though the code is not', async () => {
    const boss = testViewer();
    const { ticket } = await sold(1, boss);
    const ROTATE = 'mutation($revoke: Boolean!) { rotateTicketSigningKey(revokePrevious: $revoke) { id status } }';
    await events.data(boss, ROTATE, { revoke: false });
    const renewed = await qrOf(ticket.code);
    expect(renewed).not.toBe(ticket.qr);
    const find = 'query($code: String!) { ticket(code: $code) { id } }';
    for (const code of [ticket.qr, renewed]) {
      expect(await events.data(Viewer.anonymous, find, { code })).toEqual({ ticket: { id: ticket.ticketId } });
    }
    const { rotateTicketSigningKey: keys } = await events.data<{ rotateTicketSigningKey: { status: string }[] }>(
      boss,
      ROTATE,
      { revoke: true },
    );
    expect(keys.map(key => key.status)).toEqual(['CURRENT', 'REVOKED', 'RETIRED']);
    expect((await events.refusal(boss, CHECK_IN, { code: renewed, key: newId() })).code).toBe('TICKET_NOT_GENUINE');
    await events.data(boss, CHECK_IN, { code: ticket.code, key: newId() });
    expect((await events.refusal(scanner, ROTATE, { revoke: true })).code).toBe('FORBIDDEN');
  });

  test('is signed with a key whose private half is stored encrypted and shown to nobody', async () => {
    await sold();
    const [row] = await events.rows<{ private_key: string }>('select private_key from ticket_signing_key limit 1');
    expect(row!.private_key).toMatch(/^k1\./);
    expect(Buffer.from(row!.private_key.split('.').at(-1)!, 'base64url').toString('latin1')).not.toContain('MC4CAQ');
    const fields = '{ __type(name: "TicketSigningKey") { fields { name } } }';
    expect(JSON.stringify(await events.data(owner, fields))).not.toMatch(/private/i);
  });

  test('is made by one key however many ask for the first together', async () => {
    const boss = testViewer();
    await Promise.all(Array.from({ length: 8 }, () => events.data(boss, KEYS)));
    const rows = await events.rows('select 1 from ticket_signing_key where organization_id = ?', [boss.organizationId]);
    expect(rows).toHaveLength(1);
  });
});

describe('what becomes void', () => {
  test('a transfer voids the QR code and the code before, online and in the revocations, and gives the new holder others', async () => {
    const { event, ticket } = await sold();
    const { transferTicket } = await events.data<{ transferTicket: { code: string } }>(owner, TRANSFER, {
      ...{ id: ticket.ticketId, input: grace },
    });
    for (const code of [ticket.qr, ticket.code]) {
      expect(await events.refusal(scanner, CHECK_IN, { code, key: newId() })).toMatchObject({
        ...{ code: 'TICKET_TRANSFERRED', reason: 'TRANSFERRED' },
      });
      expect(
        await events.data(Viewer.anonymous, 'query($code: String!) { ticket(code: $code) { id } }', { code }),
      ).toEqual({
        ticket: null,
      });
    }
    const { ticketRevocations } = await events.data<{ ticketRevocations: unknown }>(scanner, REVOCATIONS, {
      id: event.id,
    });
    expect(ticketRevocations).toEqual({
      ...{ latest: 1, hasMore: false, eventCancelled: false },
      revocations: [
        {
          ...{ number: 1, ticketId: ticket.ticketId, serial: 1, codeHash: hashOf(ticket.code), reason: 'TRANSFERRED' },
          entry: { serial: 2, codeHash: hashOf(transferTicket.code), name: 'Grace' },
        },
      ],
    });
    await events.data(scanner, CHECK_IN, { code: await qrOf(transferTicket.code), key: newId() });
  });

  test('another ticket type makes the QR code void and leaves the code', async () => {
    const { event, ticket } = await sold();
    await events.rows('update ticket set ticket_type_id = ticket_type_id where id = ?', [ticket.ticketId]);
    expect(await events.data(scanner, REVOCATIONS, { id: event.id })).toMatchObject({
      ticketRevocations: { latest: 0 },
    });
    const type = newId();
    await events.rows(
      `insert into ticket_type select (jsonb_populate_record(t, jsonb_build_object('id', ?::text, 'sold', 0))).*
         from ticket_type t where id = ?`,
      [type, event.ticketTypes[0]!.id],
    );
    await events.rows('update ticket set ticket_type_id = ? where id = ?', [type, ticket.ticketId]);
    expect(await events.refusal(scanner, CHECK_IN, { code: ticket.qr, key: newId() })).toMatchObject({
      reason: 'REISSUED',
    });
    const { ticketRevocations } = await events.data<{ ticketRevocations: { revocations: unknown[] } }>(
      scanner,
      REVOCATIONS,
      { id: event.id },
    );
    expect(ticketRevocations.revocations).toMatchObject([{ serial: 1, codeHash: null, reason: 'REISSUED' }]);
    await events.data(scanner, CHECK_IN, { code: ticket.code, key: newId() });
  });

  test('revocations are numbered without gaps in the order in which they are seen, also when they come together', async () => {
    const { event, orderId, tickets } = await sold(12, owner, many);
    const input = (ids: string[]) => ({ input: { orderId, ticketIds: ids, status: 'REFUNDED' } });
    await Promise.all([
      ...tickets.slice(0, 6).map(ticket => events.data(owner, TRANSFER, { id: ticket.ticketId, input: grace })),
      ...tickets.slice(6).map(ticket => events.data(payments(owner.organizationId), VOID, input([ticket.ticketId]))),
    ]);
    const seen: number[] = [];
    for (let since = 0, more = true; more; ) {
      const { ticketRevocations: page } = await events.data<{
        ticketRevocations: { latest: number; hasMore: boolean; revocations: { number: number; reason: string }[] };
      }>(scanner, REVOCATIONS, { id: event.id, since, first: 5 });
      seen.push(...page.revocations.map(revocation => revocation.number));
      [since, more] = [page.latest, page.hasMore];
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    const refused = await events.refusal(scanner, REVOCATIONS, { id: event.id, first: 1_001 });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'first' }] });
    expect((await events.refusal(stranger, REVOCATIONS, { id: event.id })).code).toBe('NOT_FOUND');
  });

  test('the door list has what a door needs, in parts, with the number that its revocations go on from', async () => {
    const { event, tickets } = await sold(5);
    await events.data(scanner, CHECK_IN, { code: tickets[0]!.code, key: newId() });
    await events.data(owner, TRANSFER, { id: tickets[1]!.ticketId, input: grace });
    type Page = { doorList: { endCursor: string; hasMore: boolean; revocations: number; entries: { name: string }[] } };
    const first = await events.data<Page>(scanner, DOOR_LIST, { id: event.id, first: 3 });
    const rest = await events.data<Page>(scanner, DOOR_LIST, { id: event.id, after: first.doorList.endCursor });
    expect([first.doorList.hasMore, rest.doorList.hasMore, first.doorList.revocations]).toEqual([true, false, 1]);
    const entries = [...first.doorList.entries, ...rest.doorList.entries];
    expect(entries).toHaveLength(5);
    expect(entries[0]).toEqual({
      ...{ ticketId: tickets[0]!.ticketId, serial: 1, codeHash: hashOf(tickets[0]!.code), name: 'Ada Buyer' },
      ...{ ticketTypeId: event.ticketTypes[0]!.id, admits: true, checkedInAt: expect.any(String) },
    });
    expect(entries[1]).toMatchObject({ serial: 2, name: 'Grace' });
    expect((await events.refusal(stranger, DOOR_LIST, { id: event.id })).code).toBe('NOT_FOUND');
    expect((await events.refusal(testViewer({ role: 'ANALYST' }), DOOR_LIST, { id: event.id })).code).toBe('FORBIDDEN');
  });
});

describe('passing a ticket on', () => {
  test('is for whoever holds it, once by each code, and the answer has no code', async () => {
    const { ticket } = await sold();
    const answer = await events.data(Viewer.anonymous, PASS_ON, { code: ticket.qr, input: grace });
    expect(answer).toEqual({ passOnTicket: { status: 'VALID', attendee: { name: 'Grace', email: null }, pass: null } });
    expect((await events.refusal(Viewer.anonymous, PASS_ON, { code: ticket.code, input: grace })).code).toBe(
      'NOT_FOUND',
    );
    const [told] = await events.rows<{ event: { payload: unknown } }>(
      `select event from outbox where event->>'name' = 'ticket.transferred' order by position desc limit 1`,
    );
    expect(told!.event.payload).toMatchObject({
      ...{ attendeeEmail: grace.email, previousName: 'Ada Buyer', previousEmail: 'ada@example.com' },
    });
  });

  test('takes the code from the buyer, who sees that it went to someone else', async () => {
    const { orderId, ticket } = await sold();
    await events.data(Viewer.anonymous, PASS_ON, { code: ticket.code, input: grace });
    const through = (fields: string) =>
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { tickets { ${fields} } } } }`;
    const r = [{ __typename: 'Order', id: orderId, organizationId: owner.organizationId }];
    expect(
      await events.data(Viewer.anonymous, through('status transferredAt attendee { name email } pass { code }'), { r }),
    ).toEqual({
      _entities: [
        {
          tickets: [
            {
              ...{ status: 'VALID', transferredAt: expect.any(String), pass: null },
              attendee: { name: 'Grace', email: null },
            },
          ],
        },
      ],
    });
    for (const secret of ['code', 'qr { payload }']) {
      expect((await events.refusal(Viewer.anonymous, through(secret), { r })).code).toBe('FORBIDDEN');
    }
  });

  test('of two who pass it on together, one does', async () => {
    const { ticket } = await sold();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        events.ask(Viewer.anonymous, PASS_ON, { code: ticket.code, input: { ...grace, name: `Grace ${index}` } }),
      ),
    );
    expect(answers.filter(answer => !answer.errors)).toHaveLength(1);
  });

  test('is refused where the organizer keeps it, and after the ticket was used', async () => {
    const { event, tickets } = await sold(2);
    await events.data(scanner, CHECK_IN, { code: tickets[0]!.code, key: newId() });
    expect((await events.refusal(Viewer.anonymous, PASS_ON, { code: tickets[0]!.code, input: grace })).code).toBe(
      'TICKET_NOT_VALID',
    );
    const CLOSE = `mutation($id: ID!, $version: Int!) {
      updateEvent(id: $id, version: $version, input: { holdersMayTransfer: false }) { holdersMayTransfer } }`;
    const [{ version }] = (await events.rows<{ version: number }>('select version from event where id = ?', [
      event.id,
    ])) as [{ version: number }];
    await events.data(owner, CLOSE, { id: event.id, version });
    expect(await events.refusal(Viewer.anonymous, PASS_ON, { code: tickets[1]!.code, input: grace })).toEqual({
      ...{ code: 'TICKET_TRANSFERS_CLOSED', eventId: event.id },
    });
    await events.data(owner, TRANSFER, { id: tickets[1]!.ticketId, input: grace });
  });
});

const hashOf = (code: string) => createHash('sha256').update(code.replaceAll('-', '')).digest('hex').slice(0, 32);
