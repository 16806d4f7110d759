import { createHash } from 'node:crypto';
import { existsSync, lstatSync } from 'node:fs';
import { chown, lstat, mkdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedError } from '../embedded-error.ts';
import { type Account, canReach } from './account.ts';

/** Where the server's own files lie. */
export interface ClusterHome {
  /** PostgreSQL's data directory. */
  cluster: string;
  /** A directory beside it that the server's account may reach. */
  home: string;
  /** A home that belonged to this data directory before it was removed: to be removed too. */
  abandoned?: string;
}

/** The machine's directory for files that everyone may reach and that outlive a restart where there is one. */
export const sharedTemporaryDirectory = () => (existsSync('/var/tmp') ? '/var/tmp' : tmpdir());

/**
 * Where the cluster of a data directory lies: inside it, or, if the server's account cannot get there (a checkout below
 * /root), in a private directory under /var/tmp to which `dataDir/cluster` is a symbolic link.
 */
export async function resolveClusterHome(dataDir: string, account: Account | undefined): Promise<ClusterHome> {
  const link = join(dataDir, 'cluster');
  const inside = { cluster: link, home: dataDir };
  if (!account) return inside;
  const key = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 20);
  const home = join(sharedTemporaryDirectory(), `ticketbase-${key}`);
  const linked = isLink(link);
  const abandoned = !linked && (await isOwned(home, account)) ? home : undefined;
  return !linked && canReach(account, dataDir)
    ? { ...inside, abandoned }
    : { cluster: join(home, 'cluster'), home, abandoned };
}

/** Makes the home of a cluster that lies outside its data directory, and the link to it. */
export async function prepareHome({ cluster, home }: ClusterHome, dataDir: string, account?: Account): Promise<void> {
  if (home === dataDir || !account) return;
  const link = join(dataDir, 'cluster');
  await makePrivate(home, account);
  if (!isLink(link)) await symlink(cluster, link);
}

/** Makes a directory of the account's own. */
export async function makeOwned(directory: string, account: Account | undefined): Promise<void> {
  await mkdir(directory, { mode: 0o700 });
  if (account) await chown(directory, account.uid, account.gid);
}

/** Removes a cluster directory and what a broken-off initdb left. */
export const removeCluster = (cluster: string) => rm(cluster, { recursive: true, force: true });

// The name can be guessed and the directory above is open to all: trust only what we made.
async function isOwned(directory: string, account: Account): Promise<boolean> {
  const found = await lstat(directory).catch(() => undefined);
  return !!found?.isDirectory() && found.uid === account.uid && !(found.mode & 0o077);
}

async function makePrivate(home: string, account: Account): Promise<void> {
  try {
    await makeOwned(home, account);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (await isOwned(home, account)) return;
    throw new EmbeddedError('EMBEDDED_START_FAILED', `${home} belongs to another user: remove it and start again`);
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
