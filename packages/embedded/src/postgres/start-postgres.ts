import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { claimDataDir } from '../data-dir-claim.ts';
import { EmbeddedError } from '../embedded-error.ts';
import { type Log, silent } from '../log.ts';
import { choosePort, rememberPort } from '../port.ts';
import { type Account, serverAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type ClusterHome, prepareHome, resolveClusterHome } from './cluster-home.ts';
import { hasCluster, initCluster } from './init-cluster.ts';
import { guardAgainstOrphan } from './orphan-guard.ts';
import { clearUnreapedFile, findPostmaster, launchPostmaster, stopPostmaster } from './postmaster.ts';

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

// Backends of a killed server hold its shared memory until they notice; that takes well under a second.
const SHARED_MEMORY_RETRIES = 20;

/**
 * Runs PostgreSQL on a data directory, or adopts the server that a killed process left running on it.
 * @throws EmbeddedError
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  const claim = await claimDataDir(dataDir);
  try {
    const running = await runOrAdopt({ ...options, dataDir });
    await rememberPort(dataDir, running.port);
    const removable = options.orphan === 'remove' ? [dataDir, running.home] : [];
    const guard = options.orphan && options.orphan !== 'keep' ? guardAgainstOrphan(running, removable) : undefined;
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await stopPostmaster(running.pid);
      guard?.kill('SIGKILL');
      await claim.release();
      for (const directory of removable) await rm(directory, { recursive: true, force: true });
    };
    return { url: running.url, pid: running.pid, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

interface Started {
  url: string;
  pid: number;
  port: number;
  cluster: string;
  home: string;
}

async function runOrAdopt(options: PostgresOptions): Promise<Started> {
  const { dataDir, durable = true, log = silent } = options;
  const account = serverAccount();
  const binaries = await findBinaries(account);
  const place = await resolveClusterHome(dataDir, account);
  const { cluster, home, abandoned } = place;
  if (abandoned) await discard(abandoned);
  await prepareHome(place, dataDir, account);
  const password = await keptPassword(dataDir);
  const orphan = await findPostmaster(cluster);
  if (orphan) {
    const url = superuserUrl(password, orphan.port);
    const suits = !options.port || options.port === orphan.port;
    if (suits && (await answers(url, durable))) {
      log(`PostgreSQL: adopted the running server (pid ${orphan.pid}, port ${orphan.port})`);
      return { url, pid: orphan.pid, port: orphan.port, cluster, home };
    }
    log(`PostgreSQL: stopping a server left behind (pid ${orphan.pid})`);
    await stopPostmaster(orphan.pid);
  }
  const port = await choosePort(options.port, dataDir, 'PostgreSQL');
  if (!(await hasCluster(cluster, binaries))) {
    log('PostgreSQL: making a new cluster');
    await initCluster({ ...place, password, account, binaries });
  }
  await clearUnreapedFile(cluster);
  const pid = await launch(place, port, durable, account, binaries);
  log(`PostgreSQL: ready on 127.0.0.1:${port} (pid ${pid})`);
  return { url: superuserUrl(password, port), pid, port, cluster, home };
}

async function discard(home: string): Promise<void> {
  const orphan = await findPostmaster(join(home, 'cluster'));
  if (orphan) await stopPostmaster(orphan.pid);
  await rm(home, { recursive: true, force: true });
}

async function launch(
  { cluster, home }: ClusterHome,
  port: number,
  durable: boolean,
  account: Account | undefined,
  { postgres }: Binaries,
): Promise<number> {
  const settings = { cluster, port, durable, logFile: join(home, 'postgres.log'), account, postgres };
  for (let attempt = 1; ; attempt++) {
    try {
      return (await launchPostmaster(settings)).pid!;
    } catch (error) {
      const held = error instanceof EmbeddedError && error.message.includes('shared memory block');
      if (!held || attempt === SHARED_MEMORY_RETRIES) throw error;
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
