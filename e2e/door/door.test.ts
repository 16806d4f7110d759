import { randomUUID, webcrypto } from 'node:crypto';
import { expect, inject, test, vi } from 'vitest';
import { Client, type Data } from '../harness/client.ts';
import { type Organizer, placeOrder, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
const soon = { timeout: 15_000, interval: 100 };

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
