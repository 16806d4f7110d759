import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { forkParent, startInParent } from '../../test/parent-process.ts';
import { temporaryDirectory } from '../../test/temporary-directory.ts';
import { listenOn, stopListening } from '../listen.ts';
import { isAlive, isZombie, waitForExit } from '../process-identity.ts';
import { createDatabase, dropDatabase } from './database.ts';
import { type PostgresOptions, type RunningPostgres, startPostgres } from './start-postgres.ts';

async function start(options: PostgresOptions) {
  const server = await startPostgres({ durable: false, orphan: 'remove', ...options });
  onTestFinished(() => server.stop());
  return server;
}

// Making a cluster is the slow part of a start, and the same each time: most tests begin with a copy of one.
let template: string;
let shared: RunningPostgres;
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'ticketbase-embedded-'));
  await chmod(template, 0o755);
  await (await startPostgres({ dataDir: join(template, 'data'), durable: false, orphan: 'stop' })).stop();
  await copyTemplate(join(template, 'shared'));
  shared = await startPostgres({ dataDir: join(template, 'shared'), durable: false, orphan: 'remove' });
});
afterAll(async () => {
  await shared.stop();
  await rm(template, { recursive: true, force: true });
});

const copyTemplate = (directory: string) => promisify(execFile)('cp', ['-a', join(template, 'data'), directory]);

async function preparedDirectory(): Promise<string> {
  const directory = join(await temporaryDirectory(), 'data');
  await copyTemplate(directory);
  return directory;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const setting = async (url: string, name: string) => Object.values((await query(url, `SHOW ${name}`))[0]!)[0];

describe('startPostgres', () => {
  test('gives a superuser of a UTF-8 cluster that listens on loopback only and asks for its password', async () => {
    const { url } = shared;
    expect(await query(url, 'SELECT usesuper FROM pg_user WHERE usename = current_user')).toEqual([{ usesuper: true }]);
    expect(await setting(url, 'server_encoding')).toBe('UTF8');
    expect(await setting(url, 'listen_addresses')).toBe('127.0.0.1');
    expect(await setting(url, 'max_connections')).toBe('200');
    expect((await stat(join(template, 'shared', 'password'))).mode & 0o777).toBe(0o600);
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('keeps data, port and password over a restart, with fsync unless told otherwise', async () => {
    const dataDir = await temporaryDirectory();
    const first = await start({ dataDir, durable: true, orphan: 'stop' });
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    expect(await setting(first.url, 'fsync')).toBe('on');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start({ dataDir });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(await setting(second.url, 'fsync')).toBe('off');
  });

  test('adopts the server that a killed parent left running', async () => {
    const dataDir = await preparedDirectory();
    const parent = await startInParent('postgres', { dataDir });
    await query(parent.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    await parent.kill();
    const adopted = await start({ dataDir, durable: true });
    expect(adopted).toMatchObject({ pid: parent.pid, url: parent.url });
    expect(await query(adopted.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await adopted.stop();
    expect(isAlive(parent.pid)).toBe(false);
  });

  test('replaces a server left running that is not as asked for, keeping its data', async () => {
    const dataDir = await preparedDirectory();
    const parent = await startInParent('postgres', { dataDir, durable: false });
    await query(parent.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    await parent.kill();
    const server = await start({ dataDir, durable: true });
    expect(server.pid).not.toBe(parent.pid);
    expect(isAlive(parent.pid)).toBe(false);
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  test('replaces a server left running that does not answer', async () => {
    const dataDir = await preparedDirectory();
    const parent = await startInParent('postgres', { dataDir, durable: true });
    await parent.kill();
    process.kill(parent.pid, 'SIGSTOP');
    // A stopped process takes the signal to end only when it goes on, and if it went on before it would answer.
    const log = (line: string) => {
      if (line.includes('stopping a server left behind')) process.kill(parent.pid, 'SIGCONT');
    };
    const server = await start({ dataDir, durable: true, log });
    expect(server.pid).not.toBe(parent.pid);
    expect(await query(server.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('keeps every committed row when the server and its parent are killed in the middle of writing', async () => {
    const dataDir = await preparedDirectory();
    const parent = await startInParent('postgres', { dataDir });
    const client = new pg.Client({ connectionString: parent.url });
    client.on('error', () => {});
    await client.connect();
    await client.query('CREATE TABLE log (n int PRIMARY KEY)');
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await client.query('INSERT INTO log VALUES ($1)', [acknowledged + 1]);
        acknowledged++;
        if (acknowledged === 200) process.kill(parent.pid, 'SIGKILL');
      }
    })();
    await expect(writing).rejects.toThrow();
    await parent.kill();
    expect(existsSync(join(await realpath(join(dataDir, 'cluster')), 'postmaster.pid'))).toBe(true);
    const server = await start({ dataDir, durable: true });
    const rows = (await query(server.url, 'SELECT n FROM log ORDER BY n')) as { n: number }[];
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    expect(rows.map(({ n }) => n).slice(0, acknowledged)).toEqual(
      Array.from({ length: acknowledged }, (_, i) => i + 1),
    );
  });

  test('is not misled by a pid file that names a stranger', async () => {
    const dataDir = await preparedDirectory();
    const first = await start({ dataDir, orphan: 'stop' });
    const cluster = await realpath(join(dataDir, 'cluster'));
    const pidFile = await readFile(join(cluster, 'postmaster.pid'), 'utf8');
    await first.stop();
    await writeFile(join(cluster, 'postmaster.pid'), pidFile.replace(String(first.pid), String(process.pid)));
    const second = await start({ dataDir });
    expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test.runIf(process.platform === 'linux')('is not held up by a killed server that nobody has reaped', async () => {
    const dataDir = await preparedDirectory();
    const parent = await startInParent('postgres', { dataDir, durable: false });
    parent.pause();
    process.kill(parent.pid, 'SIGKILL');
    await expect.poll(() => isZombie(parent.pid)).toBe(true);
    await rm(join(dataDir, 'owner.json'));
    const server = await start({ dataDir });
    expect(isZombie(parent.pid)).toBe(true);
    expect(await query(server.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('makes the cluster anew when making it was broken off', async () => {
    const dataDir = await temporaryDirectory();
    await mkdir(join(dataDir, 'cluster.new'));
    await writeFile(join(dataDir, 'cluster.new', 'PG_VERSION'), '18\n');
    const { url } = await start({ dataDir });
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('stops the server when the parent is killed, if asked to', async () => {
    const dataDir = await preparedDirectory();
    const parent = await startInParent('postgres', { dataDir, durable: false, orphan: 'stop' });
    await parent.kill();
    expect(await waitForExit(parent.pid, 10_000)).toBe(true);
  });

  test('stops the server and removes its data when the parent is killed, if asked to', async () => {
    const dataDir = await preparedDirectory();
    const parent = await startInParent('postgres', { dataDir, durable: false, orphan: 'remove' });
    const cluster = await realpath(join(dataDir, 'cluster'));
    await parent.kill();
    expect(await waitForExit(parent.pid, 10_000)).toBe(true);
    await expect.poll(() => existsSync(dataDir) || existsSync(cluster), { timeout: 10_000 }).toBe(false);
  });

  test('leaves nothing when the parent is killed while the cluster is being made', async () => {
    const dataDir = join(await temporaryDirectory(), 'data');
    const parent = forkParent('postgres', { dataDir, durable: false, orphan: 'remove' });
    await expect.poll(() => existsSync(join(dataDir, 'cluster.new')), { interval: 5, timeout: 10_000 }).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => existsSync(dataDir), { timeout: 15_000 }).toBe(false);
  });

  test('says that a port is taken', async () => {
    const other = createServer();
    await listenOn(other, 0, 'test');
    onTestFinished(() => stopListening(other));
    const { port } = other.address() as { port: number };
    const dataDir = await temporaryDirectory();
    await expect(start({ dataDir, port })).rejects.toMatchObject({
      code: 'EMBEDDED_PORT_TAKEN',
      message: `PostgreSQL: port ${port} is taken by another program`,
    });
  });

  test('refuses a data directory that a living process holds, and leaves its server alone', async () => {
    const { url } = shared;
    await expect(start({ dataDir: join(template, 'shared') })).rejects.toMatchObject({ code: 'EMBEDDED_DATA_IN_USE' });
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('refuses a cluster of another major version without touching it', async () => {
    const dataDir = await temporaryDirectory();
    await mkdir(join(dataDir, 'cluster'), { mode: 0o755 });
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '12\n');
    await expect(start({ dataDir, orphan: 'stop' })).rejects.toMatchObject({
      code: 'EMBEDDED_START_FAILED',
      message: expect.stringContaining('written by PostgreSQL 12'),
    });
    expect(readdirSync(join(dataDir, 'cluster'))).toEqual(['PG_VERSION']);
  });

  test('ends open transactions and connections when it stops', async () => {
    const server = await start({ dataDir: await preparedDirectory() });
    const client = new pg.Client({ connectionString: server.url });
    const lost = new Promise(resolve => client.on('error', resolve));
    await client.connect();
    await client.query('BEGIN');
    await server.stop();
    await lost;
    expect(isAlive(server.pid)).toBe(false);
    await server.stop();
  });

  test.runIf(process.getuid?.() === 0)(
    'keeps the cluster of an unreachable directory elsewhere, as another user',
    async () => {
      const dataDir = await temporaryDirectory();
      await chmod(dataDir, 0o700);
      const server = await start({ dataDir, orphan: 'stop' });
      expect((await lstat(join(dataDir, 'cluster'))).isSymbolicLink()).toBe(true);
      const cluster = await realpath(join(dataDir, 'cluster'));
      expect((await stat(cluster)).uid).not.toBe(0);
      await query(server.url, 'CREATE TABLE gone AS SELECT 1 AS n');
      await server.stop();

      // Whoever removes the data directory wants to begin anew, wherever the cluster lies.
      await rm(dataDir, { recursive: true });
      const fresh = await start({ dataDir });
      await expect(query(fresh.url, 'SELECT n FROM gone')).rejects.toMatchObject({ code: '42P01' });
      await fresh.stop();
      expect(existsSync(cluster)).toBe(false);
    },
  );
});

describe('createDatabase', () => {
  test('copies a template, and dropDatabase ends the connections to the copy', async () => {
    const { url } = shared;
    const seeded = await createDatabase(url, 'template of "tests"');
    await query(seeded, 'CREATE TABLE seeded AS SELECT 7 AS n');
    const copy = await createDatabase(url, 'copy', { template: 'template of "tests"' });
    expect(await query(copy, 'SELECT n FROM seeded')).toEqual([{ n: 7 }]);
    const client = new pg.Client({ connectionString: copy });
    const ended = new Promise(resolve => client.on('error', resolve));
    await client.connect();
    await dropDatabase(url, 'copy');
    await ended;
    await expect(query(copy, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
  });
});
