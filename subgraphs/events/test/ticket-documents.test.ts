import { createHash, X509Certificate } from 'node:crypto';
import { Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { readPdf } from '@ticketbase/testing/pdf';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendarOf } from '../src/ticket-document/calendar.ts';
import type { EventFacts } from '../src/ticket-document/ticket-facts.ts';
import { atTheDoor, grace, owner, TRANSFER } from './at-the-door.ts';
import { type EventsUnderTest, payments, startEvents, VOID } from './events-under-test.ts';

let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());
const { sold, qrOf } = atTheDoor(() => events);

const DOCUMENT = `query($codes: [String!]!, $format: TicketDocumentFormat!) {
  ticketDocument(codes: $codes, format: $format) { url fileName expiresAt } }`;
const ATTACHMENTS = `query($tickets: [AttachedTicketInput!]!) {
  ticketAttachmentsForService(tickets: $tickets) { pdf calendar } }`;
interface Document {
  readonly ticketDocument: { readonly url: string; readonly fileName: string };
}
type Held = Awaited<ReturnType<typeof sold>>['ticket'];
const guest = Viewer.anonymous;

async function fetchDocument(codes: string[], format: string): Promise<Response> {
  const { ticketDocument } = await events.data<Document>(guest, DOCUMENT, { codes, format });
  return fetch(ticketDocument.url);
}

/** In New York on the first of July, when it is summer there. */
const summer = { startsAt: '2031-07-01T23:30:00Z', endsAt: '2031-07-02T02:00:00Z', timeZone: 'America/New_York' };

describe('tickets as PDF', () => {
  test('are one page each, in the time of the event, with a QR code that a camera reads', async () => {
    const { tickets } = await sold(2, owner, { ...summer, title: 'Концерт в гавани · Συναυλία · 港 서울' });
    const response = await fetchDocument(
      tickets.map(ticket => ticket.code),
      'PDF',
    );
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const pages = await readPdf(new Uint8Array(await response.arrayBuffer()));
    expect(pages.map(page => page.qr)).toEqual(tickets.map(ticket => ticket.qr));
    for (const [index, { text }] of pages.entries()) {
      const parts = [
        'Концерт в гавани',
        'Συναυλία',
        '港 서울',
        'Standing',
        'Ada Buyer',
        tickets[index]!.code,
        'Old Quay',
      ];
      for (const part of parts) expect(text).toContain(part);
      expect(text).toMatch(/Tuesday,? 1 July 2031.*19:30.*22:00/);
    }
  });

  test('keep their one page however much was written', async () => {
    const { ticket } = await sold(1, owner, {
      title: 'Word '.repeat(40).trim(),
      venue: { name: 'V'.repeat(200), address: 'A '.repeat(90).trim(), city: 'C'.repeat(80), country: 'DE' },
      ticketTypes: [{ name: 'T '.repeat(50).trim(), price: 0, quantity: 5 }],
    });
    const pages = await readPdf(new Uint8Array(await (await fetchDocument([ticket.code], 'PDF')).arrayBuffer()));
    expect(pages.map(page => page.qr)).toEqual([ticket.qr]);
    expect(pages[0]!.text).toContain(ticket.code);
  });

  test('are for those who hold good tickets of one event, at most twenty', async () => {
    const [{ ticket, orderId }, { ticket: other }] = [await sold(), await sold()];
    const refuse = async (codes: string[], format = 'PDF') => events.refusal(guest, DOCUMENT, { codes, format });
    expect((await refuse([ticket.code, other.code])).issues).toMatchObject([{ path: 'codes' }]);
    expect((await refuse([])).issues).toMatchObject([{ path: 'codes' }]);
    expect((await refuse(Array(21).fill(ticket.code))).issues).toMatchObject([{ path: 'codes' }]);
    expect((await refuse(['0000-0000-0000-0'])).code).toBe('NOT_FOUND');
    const input = { orderId, ticketIds: [ticket.ticketId], status: 'REFUNDED' };
    await events.data(payments(owner.organizationId), VOID, { input });
    expect((await refuse([ticket.code])).code).toBe('NOT_FOUND');
    await events.data(owner, TRANSFER, { id: other.ticketId, input: grace });
    expect((await refuse([other.code])).code).toBe('NOT_FOUND');
    expect((await refuse([other.qr])).code).toBe('NOT_FOUND');
  });

  test('stay in the file that a link leads to, whoever asks for others together with one of them', async () => {
    const { tickets } = await sold(3);
    const [shared, mine, theirs] = tickets as [Held, Held, Held];
    const made = (...of: Held[]) =>
      events.data<Document>(guest, DOCUMENT, { codes: of.map(ticket => ticket.code), format: 'PDF' });
    const { ticketDocument } = await made(shared, mine);
    await made(shared, theirs);
    const pages = await readPdf(new Uint8Array(await (await fetch(ticketDocument.url)).arrayBuffer()));
    expect(pages.map(page => page.qr)).toEqual([shared.qr, mine.qr]);
  });

  test('come to mails for the codes that the mail has, and not for those that went to someone else', async () => {
    const { tickets } = await sold(3);
    const asked = tickets.map(({ ticketId: id, code }) => ({ id, code }));
    await events.data(owner, TRANSFER, { id: asked[0]!.id, input: grace });
    const attached = async (given: unknown) => {
      const answer = await events.data<{ ticketAttachmentsForService: { pdf: string; calendar: string } }>(
        payments(owner.organizationId),
        ATTACHMENTS,
        { tickets: given },
      );
      return answer.ticketAttachmentsForService;
    };
    const { result, statements } = await countStatements(() => attached(asked));
    const { pdf, calendar } = result;
    expect(statements, 'for each mail of a sale').toBe(1);
    const pages = await readPdf(Buffer.from(pdf, 'base64'));
    expect(pages.map(page => page.qr)).toEqual([tickets[1]!.qr, tickets[2]!.qr]);
    expect(calendar).toMatch(/^BEGIN:VCALENDAR/);
    expect(await attached(asked.slice(0, 1))).toEqual({ pdf: null, calendar: null });
    expect((await events.refusal(owner, ATTACHMENTS, { tickets: asked })).code).toBe('FORBIDDEN');
  });
});

describe('an event in a calendar', () => {
  const event: EventFacts = {
    ...{ id: 'e', organizationId: 'o', title: 'Rock, Pop; und\nmehr', version: 3 },
    ...{ startsAt: new Date(summer.startsAt), endsAt: new Date(summer.endsAt), timeZone: summer.timeZone },
    ...{ place: ['Ångström Hall', 'New York'], onlineUrl: null, updatedAt: new Date('2031-01-01T12:00:00Z') },
  };

  test('has local times with the rules of their zone, escaped texts and folded lines', () => {
    const lines = calendarOf({ ...event, title: `${event.title} ${'ж'.repeat(60)}` }).split('\r\n');
    expect(lines.every(line => Buffer.byteLength(line) <= 75)).toBe(true);
    const unfolded = lines.join('\r\n').replaceAll('\r\n ', '');
    expect(unfolded).toContain('TZID:America/New_York\r\n');
    expect(unfolded).toMatch(/BEGIN:DAYLIGHT[\s\S]*TZOFFSETTO:-0400[\s\S]*END:DAYLIGHT/);
    expect(unfolded).toContain('DTSTART;TZID=America/New_York:20310701T193000\r\n');
    expect(unfolded).toContain('DTEND;TZID=America/New_York:20310701T220000\r\n');
    expect(unfolded).toContain('DTSTAMP:20310101T120000Z\r\n');
    expect(unfolded).toContain('SUMMARY:Rock\\, Pop\\; und\\nmehr ж');
    expect(unfolded).toContain('LOCATION:Ångström Hall\\, New York');
    expect(unfolded).toContain('SEQUENCE:3');
  });

  test('has times in UTC for a zone whose rules nobody knows, and no line that a text smuggled in', () => {
    expect(calendarOf({ ...event, timeZone: 'Etc/GMT+5' })).toMatch(
      /DTSTART(;TZID=Etc\/GMT\+5:20310701T183000|:20310701T233000Z)/,
    );
    const smuggled = calendarOf({ ...event, onlineUrl: 'https://a.example/\r\nATTENDEE:x', title: 'a\r\nATTENDEE:x' });
    expect(smuggled).not.toMatch(/^ATTENDEE/m);
  });

  test('is fetched as a file', async () => {
    const { ticket } = await sold(1, owner, summer);
    const response = await fetchDocument([ticket.code], 'CALENDAR');
    expect(response.headers.get('content-type')).toMatch('text/calendar');
    expect(await response.text()).toContain('DTSTART;TZID=America/New_York:20310701T193000');
  });
});

describe('a pass for Apple Wallet', () => {
  test('is null where no certificate is configured', async () => {
    const { ticket } = await sold();
    const variables = { codes: [ticket.code], format: 'WALLET' };
    expect(await events.data(guest, DOCUMENT, variables)).toEqual({ ticketDocument: null });
    const query = 'query($code: String!) { ticket(code: $code) { pass { code formats qr { payload } } } }';
    expect(await events.data(guest, query, { code: ticket.code })).toEqual({
      ticket: { pass: { code: ticket.code, formats: ['PDF', 'CALENDAR'], qr: { payload: await qrOf(ticket.code) } } },
    });
  });

  test('is signed by the certificate of the installation, and has the same QR code', async () => {
    const chain = makeChain();
    const under = await startEvents({
      env: {
        ...{ WALLET_CERTIFICATE: chain.certificate, WALLET_PRIVATE_KEY: chain.privateKey },
        ...{ WALLET_ISSUER_CERTIFICATE: chain.issuerCertificate.replaceAll('\n', '\\n') },
        ...{ WALLET_PASS_TYPE_ID: 'pass.example.tickets', WALLET_TEAM_ID: 'ABCDE12345' },
      },
    });
    try {
      const { ticket } = await atTheDoor(() => under).sold(1, owner, summer);
      const query = 'query($code: String!) { ticket(code: $code) { pass { formats } } }';
      expect(await under.data(guest, query, { code: ticket.code })).toMatchObject({
        ticket: { pass: { formats: ['PDF', 'CALENDAR', 'WALLET'] } },
      });
      const variables = { codes: [ticket.code], format: 'WALLET' };
      const { ticketDocument } = await under.data<Document>(guest, DOCUMENT, variables);
      const response = await fetch(ticketDocument.url);
      expect(response.headers.get('content-type')).toBe('application/vnd.apple.pkpass');
      const files = unzipStored(Buffer.from(await response.arrayBuffer()));
      const pass = JSON.parse(files.get('pass.json')!.toString());
      expect(pass).toMatchObject({
        ...{ passTypeIdentifier: 'pass.example.tickets', serialNumber: `${ticket.ticketId}.1` },
        barcodes: [{ format: 'PKBarcodeFormatQR', message: ticket.qr }],
      });
      expect(new Date(pass.relevantDate)).toEqual(new Date(summer.startsAt));
      const signature = forge.pkcs7.messageFromAsn1(
        forge.asn1.fromDer(files.get('signature')!.toString('binary')),
      ) as forge.pkcs7.PkcsSignedData;
      const signers = signature.certificates.map(certificate => forge.pki.certificateToPem(certificate));
      const leaf = signers.map(pem => new X509Certificate(pem)).find(certificate => !certificate.ca)!;
      expect(leaf.verify(new X509Certificate(chain.issuerCertificate).publicKey)).toBe(true);
      const manifest = JSON.parse(files.get('manifest.json')!.toString());
      const digest = createHash('sha1').update(files.get('pass.json')!).digest('hex');
      expect(manifest['pass.json']).toBe(digest);
      const two = await under.refusal(guest, DOCUMENT, { codes: [ticket.code, ticket.code], format: 'WALLET' });
      expect(two.issues).toMatchObject([{ path: 'codes' }]);
    } finally {
      await under.close();
    }
  });
});

/** A certificate authority of the test's own, and a certificate that it issued. */
function makeChain() {
  const make = (name: string, issuer?: { certificate: forge.pki.Certificate; keys: forge.pki.rsa.KeyPair }) => {
    const keys = forge.pki.rsa.generateKeyPair(2_048);
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    certificate.serialNumber = issuer ? '02' : '01';
    certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
    certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
    certificate.setSubject([{ name: 'commonName', value: name }]);
    certificate.setIssuer(issuer ? issuer.certificate.subject.attributes : certificate.subject.attributes);
    certificate.setExtensions([{ name: 'basicConstraints', cA: !issuer }]);
    certificate.sign((issuer ?? { keys }).keys.privateKey, forge.md.sha256.create());
    return { certificate, keys };
  };
  const authority = make('Test Authority');
  const leaf = make('Pass Type ID: pass.example.tickets', authority);
  return {
    certificate: forge.pki.certificateToPem(leaf.certificate),
    privateKey: forge.pki.privateKeyToPem(leaf.keys.privateKey),
    issuerCertificate: forge.pki.certificateToPem(authority.certificate),
  };
}

/** The files of a zip archive that is not compressed. */
function unzipStored(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = zip.indexOf('PK\u0001\u0002'); at !== -1; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    const [size, nameLength, offset] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const begin = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    files.set(zip.toString('utf8', at + 46, at + 46 + nameLength), zip.subarray(begin, begin + size));
  }
  return files;
}
