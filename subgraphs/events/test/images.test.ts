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
