import { randomUUID, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { everyField } from '@ticketbase/testing';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { expect, inject, test, vi } from 'vitest';
import { Client, type Data } from '../harness/client.ts';
import { type Organizer, placeOrder, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
const soon = { timeout: 30_000, interval: 100 };

const ORDER = `query ($token: String!) { order(token: $token) { id status buyer { email }
  tickets { id status transferredAt attendee { name } pass { code formats qr { payload } } } } }`;
const SYNC = `mutation ($input: [OfflineScanInput!]!, $sentAt: DateTime!) { syncCheckIns(input: $input, sentAt: $sentAt) {
  outcome voidReason ticket { attendee { name } } checkIn { checkedInAt deviceId checkedInBy { name } }
  displaced { deviceId } } }`;
const CHECK_IN =
  'mutation ($code: String!, $key: String!) { checkInTicket(code: $code, idempotencyKey: $key) { ticket { status } } }';
const DOCUMENT = `query ($codes: [String!]!, $format: TicketDocumentFormat!) {
  ticketDocument(codes: $codes, format: $format) { url fileName } }`;

/** Sells tickets of a free event, as the shop does. */
async function sell(organizer: Organizer, quantity: number) {
  const event = await publishEvent(organizer, { price: 0, quantity });
  const { orderToken } = await placeOrder(guest, event, { quantity, paymentMethod: null });
  const order = await vi.waitFor(async () => {
    const { order: seen } = await guest.ask(ORDER, { token: orderToken });
    expect(seen.tickets).toHaveLength(quantity);
    return seen;
  }, soon);
  return { event, orderToken, order, tickets: order.tickets as Data[] };
}

/** What a scanner takes along. */
async function prepare(organizer: Organizer, eventId: string) {
  return organizer.api.ask(
    `query ($id: ID!) { ticketSigningKeys { id publicKey status }
      doorList(listId: $id) { entries { ticketId serial name } revocations }
      ticketRevocations(eventId: $id) { latest revocations { ticketId serial } } }`,
    { id: eventId },
  );
}

/** A scanner of someone who has read only the documentation: no part of it is ours. */
async function isGood(payload: string, door: Data, eventId: string): Promise<boolean> {
  const values = [...payload.slice(4)].map(symbol => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(symbol));
  const bits = values.map(value => value.toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g)!.map(byte => Number.parseInt(byte, 2)));
  const hex = Buffer.from(bytes).toString('hex');
  const known = door.ticketSigningKeys.find((key: Data) => key.id === hex.slice(2, 10) && key.status !== 'REVOKED');
  if (!known || hex.slice(10, 42) !== eventId.replaceAll('-', '')) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: known.publicKey };
  const key = await webcrypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  if (!(await webcrypto.subtle.verify('Ed25519', key, bytes.slice(55), bytes.slice(0, 55)))) return false;
  const [ticket, serial] = [hex.slice(42, 74), Number.parseInt(hex.slice(106, 110), 16)];
  return !door.ticketRevocations.revocations.some(
    (revoked: Data) => revoked.ticketId.replaceAll('-', '') === ticket && revoked.serial >= serial,
  );
}

const scan = (code: string, deviceId: string, secondsAgo: number) => ({
  ...{ code, deviceId, scanId: randomUUID() },
  scannedAt: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
});

test('two doors without a network verify tickets by their signatures, and what both let in is reported when they are back', async () => {
  const organizer = await registerOrganizer(url);
  const { event, tickets } = await sell(organizer, 3);
  const door = await prepare(organizer, event.id);
  expect(door.doorList.entries).toHaveLength(3);
  for (const { pass } of tickets) expect(await isGood(pass.qr.payload, door, event.id)).toBe(true);
  const forged = tickets[0]!.pass.qr.payload.replace(/.{2}$/, 'AA');
  expect(await isGood(forged, door, event.id)).toBe(false);

  const [first, second, third] = tickets.map(ticket => ticket.pass.qr.payload) as [string, string, string];
  const north = [scan(first, 'north', 300), scan(second, 'north', 290)];
  const south = [scan(first, 'south', 400), scan(third, 'south', 390), scan(forged, 'south', 380)];
  const sync = async (input: unknown[]) =>
    (await organizer.api.ask(SYNC, { input, sentAt: new Date().toISOString() })).syncCheckIns as Data[];
  const fromNorth = await sync(north);
  expect(fromNorth.map(({ outcome }) => outcome)).toEqual(['ADMITTED', 'ADMITTED']);
  const fromSouth = await sync(south);
  expect(fromSouth).toMatchObject([
    { outcome: 'ADMITTED', displaced: { deviceId: 'north' }, checkIn: { checkedInBy: { name: 'Test Owner' } } },
    { outcome: 'ADMITTED', displaced: null },
    { outcome: 'FORGED' },
  ]);
  expect(await sync(north), 'sent again after its answer was lost').toMatchObject([
    { outcome: 'DUPLICATE', checkIn: { deviceId: 'south' } },
    { outcome: 'ADMITTED' },
  ]);
  const { checkInLists } = await organizer.api.ask(
    'query ($id: ID!) { checkInLists(eventId: $id) { expected checkedIn } }',
    { id: event.id },
  );
  expect(checkInLists).toEqual([{ expected: 3, checkedIn: 3 }]);
  await vi.waitFor(async () => {
    const { activityLog } = await organizer.api.ask('{ activityLog(first: 100) { edges { node { name } } } }');
    const names = activityLog.edges.map(({ node }: Data) => node.name);
    expect(names).toContain('ticket.scanned_twice');
  }, soon);
});

test('a ticket that was passed on is refused by its old code, offline and online, and mailed to its new holder', async () => {
  const organizer = await registerOrganizer(url);
  const { event, orderToken, tickets } = await sell(organizer, 1);
  const old = tickets[0]!.pass;
  const email = `new-holder-${randomUUID()}@example.org`;
  const { passOnTicket } = await guest.ask(
    'mutation ($code: String!, $input: TransferInput!) { passOnTicket(code: $code, input: $input) { transferredAt pass { code } } }',
    { code: old.code, input: { name: 'Grace', email } },
  );
  expect(passOnTicket).toEqual({ transferredAt: expect.any(String), pass: null });

  const door = await prepare(organizer, event.id);
  expect(await isGood(old.qr.payload, door, event.id)).toBe(false);
  for (const code of [old.code, old.qr.payload]) {
    const refused = await organizer.api.refusal(CHECK_IN, { code, key: randomUUID() });
    expect(refused.extensions).toMatchObject({ code: 'TICKET_TRANSFERRED', reason: 'TRANSFERRED' });
  }
  const { order } = await guest.ask(ORDER, { token: orderToken });
  expect(order.tickets, 'the buyer has no code of it any more').toMatchObject([
    { attendee: { name: 'Grace' }, pass: null },
  ]);

  const mail = await vi.waitFor(() => mailTo(email), soon);
  expect(mail.attachments).toEqual(['tickets.pdf', 'event.ics']);
  const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(mail.text)![0];
  const told = await vi.waitFor(() => mailTo(order.buyer.email, 'passed on'), soon);
  expect(told.text).not.toContain(code);
  const { ticket } = await guest.ask('query ($code: String!) { ticket(code: $code) { qr { payload } } }', { code });
  expect(await isGood(ticket.qr.payload, door, event.id)).toBe(true);
  const admitted = await organizer.api.ask(CHECK_IN, { code: ticket.qr.payload, key: randomUUID() });
  expect(admitted.checkInTicket.ticket.status).toBe('USED');
});

test('whoever has a ticket’s code fetches it as a file, and the confirmation brings it along', async () => {
  const organizer = await registerOrganizer(url);
  const { order, tickets } = await sell(organizer, 2);
  const codes = tickets.map(ticket => ticket.pass.code);
  const { ticketDocument } = await guest.ask(DOCUMENT, { codes, format: 'PDF' });
  const response = await fetch(ticketDocument.url);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="tickets.pdf"');
  expect((await response.text()).slice(0, 5)).toBe('%PDF-');
  const unsigned = new URL(ticketDocument.url);
  unsigned.search = '';
  expect((await fetch(unsigned)).status, 'without the signature of the link').toBe(403);
  expect(await guest.ask(DOCUMENT, { codes: codes.slice(0, 1), format: 'WALLET' })).toEqual({ ticketDocument: null });
  const mail = await vi.waitFor(() => mailTo(order.buyer.email), soon);
  expect(mail.attachments).toEqual(['tickets.pdf', 'event.ics']);
});

test('door staff see of people no more than a name, through everything that the door’s operations lead to', async () => {
  const organizer = await registerOrganizer(url);
  const { event, order, tickets } = await sell(organizer, 3);
  await organizer.api.ask(CHECK_IN, { code: tickets[1]!.pass.code, key: randomUUID() });
  const { client: staff, email: own } = await hire(organizer);
  const schema = buildSchema(
    await readFile(resolve(import.meta.dirname, '../../schema/supergraph.api.graphql'), 'utf8'),
  );
  const { code } = tickets[0]!.pass;
  const operations: [string, Record<string, unknown>][] = [
    ['checkInLists', { eventId: event.id }],
    ['doorList', { listId: event.id }],
    ['ticketRevocations', { eventId: event.id }],
    ['ticket', { code: tickets[1]!.pass.code }],
    ['syncCheckIns', { input: [scan(code, 'gate', 5)], sentAt: new Date().toISOString() }],
    ['checkInTicket', { code: tickets[2]!.pass.code, idempotencyKey: randomUUID() }],
  ];
  const refused = new Set<string>();
  for (const [operation, variables] of operations) {
    const data = await askForEverything(staff, schema, operation, variables, refused);
    expect(data?.[operation], operation).toBeTruthy();
    const others = JSON.stringify(data).replaceAll(own, '');
    expect(/[\w.-]+@[\w.-]+/.exec(others)?.[0], operation).toBeUndefined();
  }
  expect([...refused].filter(path => path.endsWith('.email'))).toContain('ticket.checkedInBy.email');
  const seen = await staff.ask(
    'query ($code: String!) { ticket(code: $code) { attendee { name } checkedInBy { name } } }',
    {
      code: tickets[1]!.pass.code,
    },
  );
  expect(seen.ticket).toEqual({ attendee: { name: 'Test Buyer' }, checkedInBy: { name: 'Test Owner' } });
  for (const closed of [`{ orders { edges { node { id } } } }`, `{ tickets { edges { node { id } } } }`]) {
    expect((await staff.refusal(closed)).extensions.code).toBe('FORBIDDEN');
  }
  expect((await staff.ask('query ($id: ID!) { order(id: $id) { id } }', { id: order.id })).order).toBeNull();
});

/** The answer to everything below an operation that is not refused; what is refused is noted, and the rest asked again. */
async function askForEverything(
  client: Client,
  schema: GraphQLSchema,
  operation: string,
  variables: Record<string, unknown>,
  refused: Set<string>,
): Promise<Data> {
  for (let round = 0; round < 30; round += 1) {
    const { data, errors } = await client.send(everyField(schema, operation, 3, refused), variables);
    if (!errors) return data;
    for (const { path, extensions, message } of errors) {
      expect(extensions.code, `${operation}: ${message}`).toBe('FORBIDDEN');
      refused.add(path!.filter(part => typeof part === 'string').join('.'));
    }
  }
  throw new Error(`${operation} was refused in too many places.`);
}

/** Someone who works at the door, by the invitation that was mailed to them. */
async function hire(organizer: Organizer): Promise<{ client: Client; email: string }> {
  const email = `door-${randomUUID()}@example.org`;
  await organizer.api.ask('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { id } }', {
    input: { email, role: 'SCANNER' },
  });
  const { text } = await vi.waitFor(() => mailTo(email), soon);
  const token = new URL(/https?:\S+invitation\S*/.exec(text)![0]).searchParams.get('token');
  const { acceptInvitation } = await guest.ask(
    'mutation ($token: String!, $input: AcceptInvitationInput!) { acceptInvitation(token: $token, input: $input) { accessToken } }',
    { token, input: { name: 'Door Staff', password: `a long word ${randomUUID()}` } },
  );
  return { client: guest.as(acceptInvitation.accessToken), email };
}

interface ReadMail {
  readonly text: string;
  readonly attachments: string[];
}

/** The first mail to an address whose subject has these words; fails if there is none yet. */
async function mailTo(address: string, subject = ''): Promise<ReadMail> {
  const list = (await (await fetch(`${url}/dev/mail.json`)).json()) as { id: string; to: string[]; subject: string }[];
  const found = list.find(mail => mail.to.includes(address) && mail.subject.includes(subject));
  if (!found) throw new Error(`no mail to ${address} yet`);
  const mail = (await (await fetch(`${url}/dev/mail/${found.id}.json`)).json()) as Data;
  const source = await (await fetch(`${url}/dev/mail/${found.id}.eml`)).text();
  return { text: mail.text, attachments: [...source.matchAll(/ filename=(\S+)/g)].map(([, name]) => name!) };
}
