import { text } from 'node:stream/consumers';
import { Client } from 'minio';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../../test/temporary-directory.ts';
import { startObjectStorage } from './start-object-storage.ts';

const keys = { accessKey: 'organizer', secretKey: 'a-secret-of-this-test' };

async function start(dataDir: string) {
  const storage = await startObjectStorage({ dataDir, ...keys });
  onTestFinished(() => storage.stop());
  return storage;
}

function clientOf(endpoint: string, overrides: Partial<typeof keys> = {}) {
  const { hostname, port } = new URL(endpoint);
  return new Client({ endPoint: hostname, port: Number(port), useSSL: false, pathStyle: true, ...keys, ...overrides });
}

describe('object storage', () => {
  test('keeps an object with its type and metadata over a restart, on the same port', async () => {
    const dataDir = await temporaryDirectory();
    const first = await start(dataDir);
    const client = clientOf(first.endpoint);
    await client.makeBucket('images');
    await client.putObject('images', 'events/1/hero.png', Buffer.from('picture'), 7, { 'Content-Type': 'image/png' });
    await first.stop();

    const second = await start(dataDir);
    expect(second.endpoint).toBe(first.endpoint);
    const again = clientOf(second.endpoint);
    expect(await again.statObject('images', 'events/1/hero.png')).toMatchObject({
      size: 7,
      metaData: { 'content-type': 'image/png' },
    });
    expect(await text(await again.getObject('images', 'events/1/hero.png'))).toBe('picture');
  });

  test('lists by prefix and deletes', async () => {
    const client = clientOf((await start(await temporaryDirectory())).endpoint);
    await client.makeBucket('bundles');
    for (const name of ['a/1', 'a/2', 'b/1']) await client.putObject('bundles', name, Buffer.from(name), 3);
    await client.removeObject('bundles', 'a/2');
    const found = (await client.listObjectsV2('bundles', 'a/', true).toArray()) as { name: string }[];
    expect(found.map(({ name }) => name)).toEqual(['a/1']);
    await expect(client.statObject('bundles', 'a/2')).rejects.toMatchObject({ code: 'NotFound' });
  });

  test('serves presigned links, and refuses one that was changed or has expired', async () => {
    const client = clientOf((await start(await temporaryDirectory())).endpoint);
    await client.makeBucket('images');
    const upload = await client.presignedPutObject('images', 'x', 60);
    expect((await fetch(upload, { method: 'PUT', body: 'by link' })).status).toBe(200);
    const link = await client.presignedGetObject('images', 'x', 60);
    expect(await (await fetch(link)).text()).toBe('by link');
    expect((await fetch(link.replace('/x?', '/y?'))).status).toBe(403);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    const expired = await client.presignedUrl('GET', 'images', 'x', 60, {}, anHourAgo);
    expect((await fetch(expired)).status).toBe(403);
  });

  test('refuses a wrong secret, an unknown key, the key pair the library comes with, and no signature', async () => {
    const { endpoint } = await start(await temporaryDirectory());
    await clientOf(endpoint).makeBucket('images');
    await clientOf(endpoint).putObject('images', 'x', Buffer.from('x'), 1);
    await expect(clientOf(endpoint, { secretKey: 'wrong' }).statObject('images', 'x')).rejects.toThrow();
    await expect(clientOf(endpoint, { accessKey: 'nobody' }).statObject('images', 'x')).rejects.toThrow();
    const known = { accessKey: 'S3RVER', secretKey: 'S3RVER' };
    await expect(clientOf(endpoint, known).statObject('images', 'x')).rejects.toThrow();
    expect((await fetch(`${endpoint}/images/x`)).status).toBe(403);
  });

  test('says that a port is taken', async () => {
    const { endpoint } = await start(await temporaryDirectory());
    const port = Number(new URL(endpoint).port);
    await expect(startObjectStorage({ dataDir: await temporaryDirectory(), port, ...keys })).rejects.toMatchObject({
      code: 'EMBEDDED_PORT_TAKEN',
      message: `Object storage: port ${port} is taken by another program`,
    });
  });

  test('refuses a data directory that is in use', async () => {
    const dataDir = await temporaryDirectory();
    await start(dataDir);
    await expect(startObjectStorage({ dataDir, ...keys })).rejects.toMatchObject({ code: 'EMBEDDED_DATA_IN_USE' });
  });
});
