import { createServer } from 'node:net';
import { MongoClient } from 'mongodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startInParent } from '../../test/parent-process.ts';
import { temporaryDirectory } from '../../test/temporary-directory.ts';
import { listenOn, stopListening } from '../listen.ts';
import { isAlive, waitForExit } from '../process-identity.ts';
import { type MongoOptions, startMongo } from './start-mongo.ts';

async function start(options: MongoOptions) {
  const server = await startMongo(options);
  onTestFinished(() => server.stop());
  return server;
}

async function connect(url: string) {
  const client = await new MongoClient(url, { serverSelectionTimeoutMS: 2_000 }).connect();
  onTestFinished(() => client.close());
  return client.db('test').collection<{ _id: number }>('log');
}

describe('startMongo', () => {
  test('keeps documents, indexes and the port over a restart', async () => {
    const dataDir = await temporaryDirectory();
    const first = await start({ dataDir });
    const log = await connect(first.url);
    await log.createIndex({ slug: 1 }, { unique: true, sparse: true });
    await log.insertOne({ _id: 1 });
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start({ dataDir });
    expect(second.url).toBe(first.url);
    const again = await connect(second.url);
    expect(await again.find().toArray()).toEqual([{ _id: 1 }]);
    expect((await again.indexes()).map(({ name }) => name)).toEqual(['_id_', 'slug_1']);
  });

  test('loses no acknowledged document when it is killed in the middle of a stream of inserts', async () => {
    const dataDir = await temporaryDirectory();
    const parent = await startInParent('mongo', { dataDir });
    const log = await connect(parent.url);
    await log.createIndex({ n: 1 }, { unique: true });
    const acknowledged: number[] = [];
    const write = async (offset: number) => {
      for (let n = offset; ; n += 4) {
        await log.insertOne({ _id: n, n } as { _id: number });
        acknowledged.push(n);
        if (acknowledged.length === 300) process.kill(parent.pid, 'SIGKILL');
      }
    };
    await Promise.allSettled([0, 1, 2, 3].map(write));
    await parent.kill();
    const server = await start({ dataDir });
    const recovered = await connect(server.url);
    const byId = new Set((await recovered.find().toArray()).map(({ _id }) => _id));
    const byIndex = new Set((await recovered.find({ n: { $gte: 0 } } as object).toArray()).map(({ _id }) => _id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
    expect(acknowledged.filter(id => !byId.has(id))).toEqual([]);
    expect(byIndex).toEqual(byId);
  });

  test('ends by itself when its parent is killed', async () => {
    const dataDir = await temporaryDirectory();
    const parent = await startInParent('mongo', { dataDir });
    await parent.kill();
    expect(await waitForExit(parent.pid, 10_000)).toBe(true);
  });

  test('stops a server that was left on its data directory', async () => {
    const dataDir = await temporaryDirectory();
    const parent = await startInParent('mongo', { dataDir });
    await (await connect(parent.url)).insertOne({ _id: 1 });
    // Stopped, it cannot notice that its parent is gone.
    process.kill(parent.pid, 'SIGSTOP');
    await parent.kill();
    expect(isAlive(parent.pid)).toBe(true);
    const log = (line: string) => {
      if (line.includes('stopping a server left behind')) process.kill(parent.pid, 'SIGCONT');
    };
    const server = await start({ dataDir, log });
    expect(isAlive(parent.pid)).toBe(false);
    expect(await (await connect(server.url)).find().toArray()).toEqual([{ _id: 1 }]);
  });

  test('does not end by the Ctrl-C of a terminal, which its parent handles', async () => {
    const server = await start({ dataDir: await temporaryDirectory() });
    process.kill(server.pid, 'SIGINT');
    expect(await (await connect(server.url)).countDocuments()).toBe(0);
  });

  test('says that a port is taken, and refuses a data directory in use', async () => {
    const other = createServer();
    await listenOn(other, 0, 'test');
    onTestFinished(() => stopListening(other));
    const { port } = other.address() as { port: number };
    await expect(start({ dataDir: await temporaryDirectory(), port })).rejects.toMatchObject({
      code: 'EMBEDDED_PORT_TAKEN',
    });
    const dataDir = await temporaryDirectory();
    await start({ dataDir });
    await expect(start({ dataDir })).rejects.toMatchObject({ code: 'EMBEDDED_DATA_IN_USE' });
  });
});
