import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedError } from '../embedded-error.ts';
import { isPostmasterOf, isWorkedIn, isZombie, stopProcess } from '../process-identity.ts';
import type { Account } from './account.ts';

// Crash recovery replays what was written since the last checkpoint, at most some minutes of work.
const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 10;
// Backends end as soon as they notice that their server is gone.
const BACKENDS_TIMEOUT_MS = 30_000;

/** What `postmaster.pid` says. */
export interface PostmasterFile {
  pid: number;
  port: number;
  ready: boolean;
}

export interface ServerSettings {
  cluster: string;
  port: number;
  durable: boolean;
  logFile: string;
  account: Account | undefined;
  postgres: string;
}

/** Reads the file a running server keeps in its data directory; undefined if there is none (or a torn one). */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/** The server of this data directory that still runs, if one does. A stale file, or one whose pid is a stranger's, is none. */
export async function findPostmaster(cluster: string): Promise<PostmasterFile | undefined> {
  const found = await readPostmasterFile(cluster);
  return found && isPostmasterOf(found.pid, cluster) ? found : undefined;
}

/**
 * Removes the file of a killed server that nobody has reaped (its parent was killed too, and not every container's first
 * process reaps): PostgreSQL would take it for running for ever. The file guards shared memory, so it stays until the
 * last of that server's processes is gone.
 */
export async function clearUnreapedFile(cluster: string): Promise<void> {
  const found = await readPostmasterFile(cluster);
  if (!found || !isZombie(found.pid)) return;
  const directory = await realpath(cluster);
  const deadline = Date.now() + BACKENDS_TIMEOUT_MS;
  while (isWorkedIn(directory) && Date.now() < deadline) await delay(POLL_MS);
  if (!isWorkedIn(directory)) await rm(join(cluster, 'postmaster.pid'), { force: true });
}

/** Fast shutdown (open transactions are rolled back), then an immediate one, then none to ask. */
export const stopPostmaster = (pid: number) =>
  stopProcess(pid, [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]);

/** The environment of PostgreSQL's programs: nothing of ours, so no PG* variable of the caller's shell has an effect. */
export const programEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Starts the server and waits until it takes connections. It leads its own session, so that a terminal's Ctrl-C reaches
 * it only through us, after its clients are done.
 */
export async function launchPostmaster(settings: ServerSettings): Promise<ChildProcess> {
  const output = openSync(settings.logFile, 'w', 0o600);
  const child = spawn(settings.postgres, serverArguments(settings), {
    cwd: settings.cluster,
    env: programEnvironment,
    detached: true,
    stdio: ['ignore', output, output],
    ...(settings.account && { uid: settings.account.uid, gid: settings.account.gid }),
  });
  closeSync(output);
  await untilReady(child, settings);
  child.unref();
  return child;
}

function serverArguments({ cluster, port, durable }: ServerSettings): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    max_wal_senders: 0,
    wal_level: 'minimal',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', cluster, ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function untilReady(child: ChildProcess, { cluster, logFile, port }: ServerSettings): Promise<void> {
  let ended: string | undefined;
  child.once('error', error => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!ended && Date.now() < deadline) {
    const file = await readPostmasterFile(cluster);
    if (file?.ready && file.pid === child.pid) return;
    await delay(POLL_MS);
  }
  if (!ended) child.kill('SIGQUIT');
  const log = await readFile(logFile, 'utf8').catch(() => '');
  if (log.includes('could not bind')) {
    throw new EmbeddedError('EMBEDDED_PORT_TAKEN', `PostgreSQL: port ${port} is taken by another program`);
  }
  throw new EmbeddedError(
    'EMBEDDED_START_FAILED',
    `PostgreSQL did not start (${ended ?? 'no answer in time'}):\n${log.split('\n').slice(-12).join('\n')}`,
  );
}
