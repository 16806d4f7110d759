import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';
import { startMongo } from '../src/mongo/start-mongo.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests write documents of every shape, with ids of every type.
export type Anything = any;

export interface MongoHarness {
  client: MongoClient;
  url: string;
  /** A collection no other test has. */
  collection(): Collection<Anything>;
  /** Runs a command as it is written, and gives the answer or throws the server's error. */
  command(command: Document): Promise<Document>;
}

/** One server for the tests of a file. */
export function useMongo(options: { sweepMs?: number } = {}): MongoHarness {
  const harness = {} as MongoHarness;
  let directory: string;
  let stop: () => Promise<void>;
  let count = 0;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ticketbase-embedded-'));
    const server = await startMongo({ dataDir: directory, ...options });
    stop = server.stop;
    harness.url = server.url;
    harness.client = await new MongoClient(server.url).connect();
    harness.collection = () => harness.client.db('test').collection(`c${++count}`);
    harness.command = command => harness.client.db('test').command(command);
  });
  afterAll(async () => {
    await harness.client?.close();
    await stop?.();
    await rm(directory, { recursive: true, force: true });
  });
  return harness;
}
