import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Makes a folder for a socket that this user alone can enter. It is named after this process, so that folders of
 * processes that were killed before they could tidy up are found and removed on the way. Those are empty, since a host
 * removes its socket when its parent ends; any other is left alone.
 */
export function makeSocketFolder(parent: string = tmpdir()): string {
  for (const name of readdirSync(parent)) {
    const owner = /^plugin-host-(\d+)-\w{6}$/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    try {
      rmdirSync(path.join(parent, name));
    } catch {
      // Not empty, somebody else's, or removed by another start meanwhile.
    }
  }
  return mkdtempSync(path.join(parent, `plugin-host-${process.pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
