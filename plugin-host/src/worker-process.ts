import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Confinement } from './confinement/confinement.ts';
import { YOUNG_HEAP } from './young-heap.ts';

/** How to start a worker. */
export interface WorkerProcessOptions {
  readonly confinement: Confinement;
  /** Isolates that the worker keeps, busy and idle. */
  readonly maxIsolates: number;
}

/** How long a worker may take until it answers for the first time. */
const FIRST_WORD_MS = 30_000;
/** How long what confines a worker may outlive it. */
const OUTER_END_MS = 1_000;
const PAGE_BYTES = 4_096;
const MEBIBYTE = 1024 * 1024;

/** Starts a worker: an empty environment, one channel to this process, confined as the options say. */
export function startWorkerProcess({ confinement, maxIsolates }: WorkerProcessOptions, stderr: 'inherit' | 'pipe') {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const script = fileURLToPath(new URL(`./worker${extension}`, import.meta.url));
  const folders = readableFolders();
  const flags = [
    // isolated-vm asks for --no-node-snapshot; the permission model takes files, processes and threads from a guest that got out.
    ...['--no-node-snapshot', '--permission', '--allow-addons'],
    ...folders.map(folder => `--allow-fs-read=${path.join(folder, '*')}`),
    // The loader of native modules asks this file which C library to load for.
    '--allow-fs-read=/etc/alpine-release',
    '--disable-warning=SecurityWarning',
    YOUNG_HEAP,
    ...sourceFlags(),
  ];
  const worker = { file: process.execPath, args: [...flags, script, JSON.stringify({ maxIsolates })] };
  const { file, args } = confinement.wrap(worker, folders);
  const { filter } = confinement;
  const child = spawn(file, args, {
    env: {},
    // A session of its own: an interrupt from the terminal is for the host, which ends its workers in order.
    detached: true,
    stdio: ['ignore', 'ignore', stderr, 'ipc', filter ? 'pipe' : 'ignore'],
  });
  if (filter) (child.stdio[4] as Writable).on('error', () => {}).end(filter);
  return child;
}

/** Starts a worker and waits until it answers. Throws Error with the reason when it does not. */
export async function tryWorkerProcess(options: WorkerProcessOptions): Promise<ChildProcess> {
  const child = startWorkerProcess(options, 'pipe');
  let words = '';
  const listen = (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2_000);
  };
  child.stderr!.on('data', listen);
  const waiting = new AbortController();
  const late = setTimeout(() => killWorkerProcess(child), FIRST_WORD_MS);
  try {
    await Promise.race([
      once(child, 'message', { signal: waiting.signal }),
      once(child, 'close', { signal: waiting.signal }).then(([code]) => {
        throw new Error(`it ended with ${code}: ${words.trim()}`);
      }),
    ]);
    child.stderr!.off('data', listen).pipe(process.stderr);
    return child;
  } catch (error) {
    killWorkerProcess(child);
    throw error;
  } finally {
    waiting.abort();
    clearTimeout(late);
  }
}

/**
 * Ends a worker at once. Of what confines it, the innermost process is killed: the outer ones end with it and take note of
 * its end, whereas an inner one that is still being set up would wait for ever for an outer one that is gone.
 */
export function killWorkerProcess(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const inner = familyOf(child.pid).slice(1).at(-1);
  if (inner === undefined || !kill(inner)) {
    child.kill('SIGKILL');
    return;
  }
  setTimeout(() => child.kill('SIGKILL'), OUTER_END_MS).unref();
}

/** False if the process has ended already. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

/** Mebibytes that a worker really uses, as the kernel counts them, so that no worker can hide them; undefined if it is gone. */
export function residentMb({ pid }: ChildProcess): number | undefined {
  // Its confinement's own processes stand between: the worker is the largest of the family.
  const sizes = familyOf(pid).map(each => Number(readProc(`${each}/statm`)?.split(' ')[1] ?? 0));
  const pages = Math.max(...sizes, 0);
  return pages > 0 ? (pages * PAGE_BYTES) / MEBIBYTE : undefined;
}

function familyOf(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  const children = readProc(`${pid}/task/${pid}/children`)?.trim().split(' ').filter(Boolean) ?? [];
  return [pid, ...children.flatMap(child => familyOf(Number(child)))];
}

function readProc(file: string): string | undefined {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** What a worker may read: this package and the folder its dependencies are installed in, so neither data nor `/proc`. */
function readableFolders(): string[] {
  const ours = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const dependency = createRequire(import.meta.url).resolve('isolated-vm');
  const modules = dependency.slice(0, dependency.lastIndexOf(`node_modules${path.sep}`) + 'node_modules'.length);
  return [ours, modules];
}

/** What Node needs to run TypeScript sources of the workspace; nothing when this is the built package. */
const sourceFlags = (): string[] => (import.meta.url.endsWith('.ts') ? ['--conditions=source'] : []);
