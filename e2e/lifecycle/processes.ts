import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'vitest';

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process below this one, from /proc. */
export async function descendants(pid: number): Promise<ProcessInfo[]> {
  const all = (await Promise.all((await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(read))).filter(
    info => info !== undefined,
  );
  const below = new Set([pid]);
  for (let grown = true; grown; ) {
    const found = all.filter(info => below.has(info.parent) && !below.has(info.pid));
    for (const info of found) below.add(info.pid);
    grown = found.length > 0;
  }
  return all.filter(info => below.has(info.pid) && info.pid !== pid);
}

async function read(name: string): Promise<ProcessInfo | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${name}/stat`, 'utf8'),
      readFile(`/proc/${name}/cmdline`, 'utf8'),
    ]);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid: Number(name), parent, command: command.replaceAll('\0', ' ') };
  } catch {
    return undefined;
  }
}

export function isRunning({ pid }: ProcessInfo): boolean {
  try {
    // One that has ended and whose end nobody has taken note of yet runs no more.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** Resolves when none of them runs any more; fails if one still does after a time that suffices on a busy machine. */
export async function expectGone(processes: Iterable<ProcessInfo>): Promise<void> {
  const all = [...processes];
  await expect.poll(() => all.filter(isRunning), { timeout: 30_000, interval: 50 }).toEqual([]);
}

/** Ends a process, at once unless told otherwise; one that has ended by itself is as good. */
export function kill({ pid }: ProcessInfo, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
