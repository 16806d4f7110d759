import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import { newId } from '@ticketbase/kernel';
import { UploadedFile } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvent, type EventsUnderTest, inDays, startEvents } from './events-under-test.ts';

const owner = testViewer();
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents();
});
afterAll(() => events.close());

const UPLOAD = `mutation($id: ID!, $file: Upload!, $alt: String, $key: String) {
  uploadEventImage(eventId: $id, file: $file, alt: $alt, idempotencyKey: $key) { id url alt width height } }`;
interface Uploaded {
  readonly uploadEventImage: { readonly id: string; readonly url: string; readonly width: number };
}

/** A photograph with the place and the owner in its metadata. */
const photograph = (width = 3_000, height = 1_500) =>
  sharp({ create: { width, height, channels: 3, background: '#284' } })
    .withExif({ IFD0: { Copyright: 'Ada Photographer' }, IFD3: { GPSLatitude: '53/1 32/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer();
const file = (bytes: Buffer, name = 'photo.jpg', type = 'image/jpeg') => new UploadedFile(name, type, bytes);

const SVG =
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

/** A PNG of a few hundred bytes whose header says it is this large. */
function claimingPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(100_000));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

describe('a picture', () => {
  test('is stored smaller, as WebP, without what the camera wrote, and fetched by its link', async () => {
    const event = await createEvent(events, owner);
    const original = await photograph();
    expect((await sharp(original).metadata()).exif).toBeDefined();
    const { uploadEventImage } = await events.data<Uploaded>(owner, UPLOAD, {
      id: event.id,
      file: file(original),
      alt: 'Quay',
    });
    expect(uploadEventImage).toMatchObject({ alt: 'Quay', width: 2000, height: 1000 });
    const response = await fetch(uploadEventImage.url);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const bytes = Buffer.from(await response.arrayBuffer());
    const stored = await sharp(bytes).metadata();
    expect(stored).toMatchObject({ format: 'webp', width: 2000 });
    expect(stored.exif).toBeUndefined();
    expect(bytes.includes('Ada Photographer')).toBe(false);
    expect((await fetch(uploadEventImage.url.split('?')[0]!)).status).toBe(403);
    const again = await events.data<{ event: { images: Array<{ url: string }> } }>(
      owner,
      `{ event(id: "${event.id}") { images { url } } }`,
    );
    expect(again.event.images).toEqual([{ url: uploadEventImage.url }]);
  });

  test.each([
    ['a script that calls itself a picture', file(Buffer.from('<script>alert(1)</script>'), 'x.png', 'image/png')],
    [
      'an SVG',
      file(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'x.svg', 'image/svg+xml'),
    ],
    ['an SVG with a script that calls itself a PNG', file(Buffer.from(SVG), 'x.png', 'image/png')],
    [
      'a PNG that claims to have ten thousand million pixels',
      file(claimingPng(100_000, 100_000), 'x.png', 'image/png'),
    ],
    ['nothing', file(Buffer.alloc(0))],
    ['more than 8 MiB', file(Buffer.alloc(8 * 1024 * 1024 + 1))],
  ])('is not %s', async (_, bad) => {
    const event = await createEvent(events, owner);
    expect(await events.refusal(owner, UPLOAD, { id: event.id, file: bad })).toMatchObject({
      ...{ code: 'INVALID_IMAGE', issues: [{ path: 'file' }] },
    });
    expect(await events.rows('select 1 from event_image where event_id = ?', [event.id])).toEqual([]);
  });

  test('that is cut off, or would unfold to more than 40 megapixels, is refused', async () => {
    const event = await createEvent(events, owner);
    const whole = await photograph(400, 400);
    const cut = whole.subarray(0, Math.floor(whole.length / 2));
    expect((await events.refusal(owner, UPLOAD, { id: event.id, file: file(cut) })).code).toBe('INVALID_IMAGE');
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(500_000);
    expect((await events.refusal(owner, UPLOAD, { id: event.id, file: file(bomb) })).code).toBe('INVALID_IMAGE');
  });

  test('of 20 MB is refused before it is unfolded', async () => {
    const event = await createEvent(events, owner);
    const noise = randomBytes(2_700 * 2_600 * 3);
    const large = await sharp(noise, { raw: { width: 2_700, height: 2_600, channels: 3 } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    expect(large.length).toBeGreaterThan(20_000_000);
    const refusal = await events.refusal(owner, UPLOAD, { id: event.id, file: file(large, 'x.png', 'image/png') });
    expect(refusal).toMatchObject({ code: 'INVALID_IMAGE', issues: [{ path: 'file' }] });
    expect(await events.rows('select 1 from event_image where event_id = ?', [event.id])).toEqual([]);
  });

  test('sent again with its key is stored once', async () => {
    const event = await createEvent(events, owner);
    const variables = { id: event.id, file: file(await photograph(20, 20)), key: newId() };
    const first = await events.data<Uploaded>(owner, UPLOAD, variables);
    expect(await events.data(owner, UPLOAD, variables)).toEqual(first);
  });

  test('is shared with a duplicate of the event, and gone when the last that shows it is', async () => {
    const event = await createEvent(events, owner);
    const { uploadEventImage: image } = await events.data<Uploaded>(owner, UPLOAD, {
      id: event.id,
      file: file(await photograph(20, 20)),
    });
    const { duplicateEvent: copy } = await events.data<{
      duplicateEvent: { id: string; images: Array<{ id: string; url: string }> };
    }>(
      owner,
      'mutation($id: ID!, $at: DateTime!) { duplicateEvent(id: $id, startsAt: $at) { id images { id url } } }',
      { id: event.id, at: inDays(9) },
    );
    expect(copy.images.map(({ url }) => url)).toEqual([image.url]);
    await events.data(owner, 'mutation($id: ID!) { deleteEvent(id: $id) }', { id: event.id });
    expect((await fetch(image.url)).status).toBe(200);
    await events.data(owner, 'mutation($id: ID!) { deleteEventImage(id: $id) }', { id: copy.images[0]!.id });
    expect((await fetch(image.url)).status).toBe(404);
  });
});

describe('while object storage is slow', () => {
  let slow: Awaited<ReturnType<typeof slowStorage>>;
  let behind: EventsUnderTest;
  beforeAll(async () => {
    slow = await slowStorage();
    behind = await startEvents({ s3Endpoint: slow.endpoint });
    // Makes the bucket, so that what is held up below is the picture.
    const event = await createEvent(behind, owner);
    await behind.data(owner, UPLOAD, { id: event.id, file: file(await photograph(20, 20)) });
  });
  afterAll(async () => {
    await behind.close();
    await slow.close();
  });
  const UPDATE = 'mutation($id: ID!) { updateEvent(id: $id, version: 1, input: { title: "Meanwhile" }) { version } }';

  test('the event is changed meanwhile: no lock waits for the upload', async () => {
    const event = await createEvent(behind, owner);
    const arrived = slow.hold();
    const upload = behind.data<Uploaded>(owner, UPLOAD, { id: event.id, file: file(await photograph(20, 20)) });
    await arrived;
    expect(await behind.data(owner, UPDATE, { id: event.id })).toEqual({ updateEvent: { version: 2 } });
    slow.release();
    expect((await fetch((await upload).uploadEventImage.url)).status).toBe(200);
  });

  test('an event that is called off meanwhile gets no picture, and nothing of it stays behind', async () => {
    const event = await createEvent(behind, owner);
    const arrived = slow.hold();
    const upload = behind.refusal(owner, UPLOAD, { id: event.id, file: file(await photograph(20, 20)) });
    await arrived;
    await behind.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: event.id });
    slow.release();
    expect((await upload).code).toBe('EVENT_NOT_EDITABLE');
    expect(await behind.rows('select 1 from event_image where event_id = ?', [event.id])).toEqual([]);
    const about = slow.requests.filter(request => request.includes(event.id)).map(request => request.split(' ')[0]);
    expect(about).toEqual(['PUT', 'DELETE']);
  });
});

/** The run's object storage behind a proxy that can hold up what is sent to it. */
async function slowStorage() {
  const { hostname, port } = new URL(process.env.TEST_S3_ENDPOINT!);
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let gate: { arrived: () => void; open: Promise<void>; release: () => void } | undefined;
  const server = createServer(socket => {
    const upstream = connect(Number(port), hostname);
    sockets.add(socket).add(upstream);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const)
      one.on('error', () => other.destroy());
    upstream.pipe(socket);
    let before: Promise<void> = Promise.resolve();
    socket.on('data', (bytes: Buffer) => {
      const [line = ''] = bytes.toString('latin1').split('\r\n');
      if (/^[A-Z]+ \//.test(line)) requests.push(line);
      const held = gate;
      held?.arrived();
      // In the order in which they came, whatever was held up.
      before = before.then(() => held?.open).then(() => void upstream.write(bytes));
    });
    socket.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    requests,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Holds up what comes from now on; resolves when something has come. */
    hold(): Promise<void> {
      const [arrived, open] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      gate = { arrived: arrived.resolve, open: open.promise, release: open.resolve };
      return arrived.promise;
    },
    release(): void {
      gate?.release();
      gate = undefined;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
