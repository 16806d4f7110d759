import { execFile } from 'node:child_process';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedError } from '../embedded-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { makeOwned, removeCluster } from './cluster-home.ts';
import { programEnvironment } from './postmaster.ts';

const run = promisify(execFile);

export interface NewCluster {
  cluster: string;
  home: string;
  password: string;
  account: Account | undefined;
  binaries: Binaries;
}

/** True if the directory holds a cluster these programs can run. */
export async function hasCluster(cluster: string, binaries: Binaries): Promise<boolean> {
  const major = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (!major) return false;
  if (binaries.version.split('.')[0] === major) return true;
  throw new EmbeddedError(
    'EMBEDDED_START_FAILED',
    `${cluster} was written by PostgreSQL ${major}, this is ${binaries.version}: move it away, or dump and restore it`,
  );
}

/** Makes a cluster under another name and moves it into place, so that a broken-off start leaves no half of one. */
export async function initCluster({ cluster, home, password, account, binaries }: NewCluster): Promise<void> {
  const partial = `${cluster}.new`;
  const passwordFile = join(home, 'initdb-password');
  await removeCluster(partial);
  await removeCluster(cluster);
  await makeOwned(partial, account);
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) await chown(passwordFile, account.uid, account.gid);
    await run(binaries.initdb, initArguments(partial, passwordFile), {
      cwd: partial,
      env: programEnvironment,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
  } catch (cause) {
    throw new EmbeddedError('EMBEDDED_START_FAILED', `initdb failed: ${(cause as Error).message}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(partial, cluster);
}

// The built-in C.UTF-8 sorts and folds case alike on every machine, whatever locales it has installed.
const initArguments = (cluster: string, passwordFile: string) => [
  `--pgdata=${cluster}`,
  '--username=postgres',
  '--auth=scram-sha-256',
  `--pwfile=${passwordFile}`,
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-sync',
  '--no-instructions',
];
