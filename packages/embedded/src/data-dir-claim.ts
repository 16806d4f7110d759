import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';
import { birthOf, isAlive } from './process-identity.ts';

/** Says that this process, and no other, runs the service of a data directory. */
export interface DataDirClaim {
  release(): Promise<void>;
}

interface Owner {
  pid: number;
  birth: string | undefined;
}

/**
 * Takes the data directory for this process, making it if need be. A claim left by a process that died is taken over.
 * @throws EmbeddedError EMBEDDED_DATA_IN_USE if a living process holds it
 */
export async function claimDataDir(dataDir: string): Promise<DataDirClaim> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'owner.json');
  const owner: Owner = { pid: process.pid, birth: birthOf(process.pid) };
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      await writeFile(file, JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readOwner(file);
    if (holder && isAlive(holder.pid) && birthOf(holder.pid) === holder.birth) {
      throw new EmbeddedError('EMBEDDED_DATA_IN_USE', `${dataDir} is in use by process ${holder.pid}`);
    }
    await rm(file, { force: true });
  }
  throw new EmbeddedError('EMBEDDED_DATA_IN_USE', `${dataDir} is being started by another process`);
}

async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}
