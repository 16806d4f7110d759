import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { claimDataDir } from '../data-dir-claim.ts';
import { EmbeddedError } from '../embedded-error.ts';
import { type Log, silent } from '../log.ts';
import { onPort, requireFree } from '../port.ts';
import { type Account, serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { type ClusterHome, prepareHome, resolveClusterHome } from './cluster-home.ts';
import { hasCluster, initCluster } from './init-cluster.ts';
import { guardAgainstOrphan } from './orphan-guard.ts';
import {
  clearUnreapedFile,
  findPostmaster,
  launchPostmaster,
  type ServerSettings,
  stopPostmaster,
} from './postmaster.ts';

export interface PostgresOptions {
  /** Keeps the cluster, its password and its log; made if missing. */
  dataDir: string;
  /** 0 or undefined: the port of the last start if it is free, else any free one. */
  port?: number;
  /** False: no fsync, so a crash of the machine (not of the process) may lose or break data. Default true. */
  durable?: boolean;
  /**
   * What becomes of the server if this process dies without stop(): kept for the next start to adopt (the default),
   * stopped, or, for throwaway servers of tests, stopped and its data directory removed, which stop() then does too.
   */
  orphan?: 'keep' | 'stop' | 'remove';
  log?: Log;
}

export interface RunningPostgres {
  /** URL of the superuser on the database `postgres`, on 127.0.0.1. Holds the password: never log it. */
  url: string;
  pid: number;
  /** Fast shutdown; resolves when the server is gone. May be called again. */
  stop(): Promise<void>;
}

// Processes of a killed server hold its shared memory until they notice: at once, unless they wait for a slow disk.
const SHARED_MEMORY_TIMEOUT_MS = 30_000;

/**
 * Runs PostgreSQL on a data directory, or adopts the server that a killed process left running on it.
 * @throws EmbeddedError
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  const claim = await claimDataDir(dataDir);
  const release: (() => unknown)[] = [claim.release];
  const releaseAll = async () => {
    for (const step of release) await step();
  };
  try {
    const account = serverAccount();
    const place = await placeCluster(dataDir, account);
    if (options.orphan === 'stop' || options.orphan === 'remove') {
      const removable = options.orphan === 'remove' ? [dataDir, place.home] : [];
      const guard = guardAgainstOrphan(place.cluster, removable);
      release.unshift(() => guard.kill('SIGKILL'));
      release.push(...removable.map(directory => () => rm(directory, { recursive: true, force: true })));
    }
    const { url, pid } = await runOrAdopt({ ...options, dataDir }, place, account);
    let stopping: Promise<void> | undefined;
    const stop = () => stopPostmaster(pid).then(releaseAll);
    return { url, pid, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await releaseAll();
    throw error;
  }
}

/**
 * URL of the superuser on the server that another process runs on this data directory; undefined if none does. It stays
 * that process's: nothing is claimed or adopted. Holds the password: never log it.
 */
export async function findRunningPostgres(dataDir: string): Promise<string | undefined> {
  const { cluster } = await resolveClusterHome(resolve(dataDir), serverAccount());
  const running = await findPostmaster(cluster);
  const password = (await readFile(join(dataDir, 'password'), 'utf8').catch(() => '')).trim();
  return running && password ? superuserUrl(password, running.port) : undefined;
}

async function placeCluster(dataDir: string, account: Account | undefined): Promise<ClusterHome> {
  const place = await resolveClusterHome(dataDir, account);
  if (place.abandoned) await discard(place.abandoned);
  await prepareHome(place, dataDir, account);
  return place;
}

async function runOrAdopt(
  options: PostgresOptions,
  place: ClusterHome,
  account: Account | undefined,
): Promise<{ url: string; pid: number }> {
  const { dataDir, durable = true, log = silent } = options;
  const { cluster } = place;
  const binaries = await findBinaries(account);
  const password = await keptPassword(dataDir);
  const orphan = await findPostmaster(cluster);
  if (orphan) {
    const url = superuserUrl(password, orphan.port);
    const suits = !options.port || options.port === orphan.port;
    if (suits && (await answers(url, durable))) {
      log(`PostgreSQL: adopted the running server (pid ${orphan.pid}, port ${orphan.port})`);
      return { url, pid: orphan.pid };
    }
    log(`PostgreSQL: stopping a server left behind (pid ${orphan.pid})`);
    await stopPostmaster(orphan.pid);
  }
  if (options.port) await requireFree(options.port, 'PostgreSQL');
  if (!(await hasCluster(cluster, binaries))) {
    log('PostgreSQL: making a new cluster');
    await initCluster({ ...place, password, account, binaries });
  }
  await clearUnreapedFile(cluster);
  const settings = {
    cluster,
    durable,
    logFile: join(place.home, 'postgres.log'),
    account,
    postgres: binaries.postgres,
  };
  const { port, started: pid } = await onPort({ wanted: options.port, dataDir, service: 'PostgreSQL' }, port =>
    launch({ ...settings, port }),
  );
  log(`PostgreSQL: ready on 127.0.0.1:${port} (pid ${pid})`);
  return { url: superuserUrl(password, port), pid };
}

async function discard(home: string): Promise<void> {
  const orphan = await findPostmaster(join(home, 'cluster'));
  if (orphan) await stopPostmaster(orphan.pid);
  await rm(home, { recursive: true, force: true });
}

async function launch(settings: ServerSettings): Promise<number> {
  for (const deadline = Date.now() + SHARED_MEMORY_TIMEOUT_MS; ; ) {
    try {
      return (await launchPostmaster(settings)).pid!;
    } catch (error) {
      const held = error instanceof EmbeddedError && error.message.includes('shared memory block');
      if (!held || Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}

const superuserUrl = (password: string, port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

async function keptPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'password');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept) return kept;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

async function answers(url: string, durable: boolean): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 3_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ fsync: string }>('SHOW fsync');
    return rows[0]?.fsync === (durable ? 'on' : 'off');
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
