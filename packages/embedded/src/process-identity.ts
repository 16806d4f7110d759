import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const onLinux = process.platform === 'linux';
const POLL_MS = 15;

/** True while the process runs; a zombie that nobody has reaped counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !onLinux || statFields(pid)?.[0] !== 'Z';
}

/** True for a process that has ended but that its parent has not reaped: other programs take it for running. */
export const isZombie = (pid: number): boolean => onLinux && statFields(pid)?.[0] === 'Z';

/** True if some process has this as its working directory. Known on Linux only. */
export function isWorkedIn(directory: string): boolean {
  if (!onLinux) return false;
  return readdirSync('/proc').some(name => /^[0-9]+$/.test(name) && workingDirectory(name) === directory);
}

function workingDirectory(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** A value that differs between two processes that had the same pid one after the other. */
export function birthOf(pid: number): string | undefined {
  return onLinux ? statFields(pid)?.[19] : ps(pid, 'lstart=');
}

/** The arguments the process was started with, joined by spaces. */
export function commandOf(pid: number): string | undefined {
  if (!onLinux) return ps(pid, 'command=');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return undefined;
  }
}

/** True if the pid is a PostgreSQL server of exactly this data directory, not a stranger that got the pid later. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid) ?? '';
  if (!onLinux) return command.includes('postgres') && command.includes(cluster);
  try {
    return (
      basename(command.split(' ')[0] ?? '').startsWith('postgres') &&
      readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    );
  } catch {
    return false;
  }
}

/** Waits until the process is gone; false if it is still there after the time. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** Sends each signal in turn, giving the process the time beside it to leave before the next one. */
export async function stopProcess(pid: number, steps: readonly (readonly [NodeJS.Signals, number])[]): Promise<void> {
  for (const [signal, timeoutMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitForExit(pid, timeoutMs)) return;
  }
}

/** /proc/<pid>/stat from the state on: the name before it may itself hold spaces and parentheses. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ps(pid: number, format: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', format, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
