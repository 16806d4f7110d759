import { beforeEach, expect, test } from 'vitest';
import { ImageStore } from '../src/image/image-store.ts';
import { TicketFiles } from '../src/ticket-document/ticket-files.ts';

const HOUR = 3_600_000;
const file = { type: 'text/plain', fileName: 'ticket.txt' };

let now: number;
let store: ImageStore;
let files: TicketFiles;
let bucket = 0;
beforeEach(() => {
  bucket += 1;
  now = Date.parse('2027-05-01T18:59:00Z');
  store = new ImageStore({
    endpoint: process.env.TEST_S3_ENDPOINT!,
    accessKey: process.env.TEST_S3_ACCESS_KEY!,
    secretKey: process.env.TEST_S3_SECRET_KEY!,
    bucket: `ticket-files-${process.pid}-${bucket}`,
    region: 'us-east-1',
  });
  files = new TicketFiles(store, () => now);
});

const keep = (name: string) => files.keep(name, Buffer.from(name), file);
const kept = () => store.keysIn('tickets/', 5_000);
const opens = async (key: string) => (await fetch(await files.link(key, 900))).status;

test('a file of a ticket is kept for as long as its link is good, and gone two hours later', async () => {
  const key = await keep('ticket-1.pdf');
  expect(await files.sweep()).toBe(0);
  now += 900_000;
  expect(await files.sweep(), 'a quarter of an hour later, in the next hour').toBe(0);
  expect(await opens(key)).toBe(200);
  now += 2 * HOUR;
  expect(await files.sweep()).toBe(1);
  expect(await opens(key)).toBe(404);
  expect(await kept()).toEqual([]);
});

test('control: files that nobody sweeps stay', async () => {
  const key = await keep('ticket-1.pdf');
  now += 48 * HOUR;
  expect(await opens(key)).toBe(200);
});

test('files of a ticket that are asked for within an hour are one', async () => {
  expect(await keep('ticket-1.pdf')).toBe(await keep('ticket-1.pdf'));
  expect(await kept()).toHaveLength(1);
});

test('what was left there by whomever is removed, and pictures are left alone', async () => {
  await store.putFile('tickets/0190a4e0-0000-7000-8000-000000000000/old.pdf', Buffer.from('old'), file);
  await store.putFile('images/picture.webp', Buffer.from('picture'), file);
  const fresh = await keep('ticket-1.pdf');
  expect(await files.sweep()).toBe(1);
  expect(await kept()).toEqual([fresh]);
  expect(await store.keysIn('images/', 10)).toEqual(['images/picture.webp']);
});

test('one process looks once in ten minutes, and several at once do no harm', async () => {
  await keep('ticket-1.pdf');
  now += 3 * HOUR;
  const another = new TicketFiles(store, () => now);
  await Promise.all([files.sweep(), another.sweep()]);
  expect(await kept()).toEqual([]);
  await store.putFile('tickets/2027-05-01T00/late.pdf', Buffer.from('late'), file);
  expect(await files.sweep()).toBe(0);
  now += 600_000;
  expect(await files.sweep()).toBe(1);
});
