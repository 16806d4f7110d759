import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongo, startObjectStorage, startPostgres } from '@ticketbase/embedded';

/**
 * Starts the servers that tests share, once per run of vitest. Each test makes a database of its own on them. A server
 * whose URL is in the environment already is used as it is.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketbase-test-'));
  const stops = await Promise.all([postgres(folder), mongo(folder), objectStorage(folder)]);
  return async () => {
    await Promise.all(stops.map(stop => stop?.()));
    await rm(folder, { recursive: true, force: true });
  };
}

async function postgres(folder: string) {
  if (process.env.TEST_POSTGRES_URL) return undefined;
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false, orphan: 'remove' });
  process.env.TEST_POSTGRES_URL = server.url;
  return () => server.stop();
}

async function mongo(folder: string) {
  if (process.env.TEST_MONGODB_URL) return undefined;
  const server = await startMongo({ dataDir: join(folder, 'mongo') });
  process.env.TEST_MONGODB_URL = server.url;
  return () => server.stop();
}

async function objectStorage(folder: string) {
  if (process.env.TEST_S3_ENDPOINT) return undefined;
  const [accessKey, secretKey] = ['test-access-key', 'test-secret-key'];
  const server = await startObjectStorage({ dataDir: join(folder, 's3'), accessKey, secretKey });
  process.env.TEST_S3_ENDPOINT = server.endpoint;
  process.env.TEST_S3_ACCESS_KEY = accessKey;
  process.env.TEST_S3_SECRET_KEY = secretKey;
  return () => server.stop();
}
