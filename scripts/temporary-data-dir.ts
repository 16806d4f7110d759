import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A temporary data directory that other accounts may enter: root's embedded PostgreSQL runs as another one, and would
 * otherwise keep its cluster elsewhere, where removing the directory leaves it behind. What is secret in it has its own mode.
 */
export async function temporaryDataDir(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, 0o755);
  return folder;
}
