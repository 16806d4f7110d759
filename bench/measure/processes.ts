import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second for every process that a program may look at. */
const MILLISECONDS_PER_TICK = 10;

interface Process {
  readonly parent: number;
  /** User and system time of all its threads. */
  readonly ticks: number;
  /** That of its children that ended. */
  readonly ended: number;
}

/** Processor time by process at one moment. */
export type CpuTimes = ReadonlyMap<number, number>;

/** The processor time of these processes and all their descendants. */
export function cpuTimes(...roots: readonly number[]): CpuTimes {
  const all = readProcesses();
  return new Map(withDescendants(roots, all).map(pid => [pid, all.get(pid)!.ticks * MILLISECONDS_PER_TICK]));
}

/** Milliseconds of processor time between two moments; one that ended in between is left out. */
export function spent(before: CpuTimes, after: CpuTimes): number {
  return [...after].reduce((sum, [pid, time]) => sum + time - (before.get(pid) ?? 0), 0);
}

/** `root` and its descendants whose command lines hold `text`, the oldest first. */
export const descendants = (root: number, text = ''): number[] =>
  withDescendants([root], readProcesses())
    .filter(pid => commandLine(pid).includes(text))
    .sort((a, b) => a - b);

/** Kibibytes of memory that a process has for itself: shared libraries and code are not counted. */
export const privateKb = (pid: number): number =>
  Number(/^Private_Dirty:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);

/** Milliseconds of processor time that these processes and all their descendants have taken so far, also those that ended. */
export function totalCpu(...roots: readonly number[]): number {
  const all = readProcesses();
  const ticks = withDescendants(roots, all).reduce((sum, pid) => sum + all.get(pid)!.ticks + all.get(pid)!.ended, 0);
  return ticks * MILLISECONDS_PER_TICK;
}

/** The descendant of `root` whose command line holds `text`. Throws Error if there is not exactly one. */
export function descendant(root: number, text: string): number {
  const found = descendants(root, text);
  if (found.length !== 1) throw new Error(`${found.length} processes run ${text}`);
  return found[0]!;
}

function withDescendants(roots: readonly number[], all: ReadonlyMap<number, Process>): number[] {
  const known = roots.filter(pid => all.has(pid));
  // The set grows while it is walked: children are appended behind their parents.
  const found = new Set(known);
  for (const pid of found) {
    for (const [child, { parent }] of all) if (parent === pid) found.add(child);
  }
  return [...found];
}

function readProcesses(): Map<number, Process> {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return new Map(
    pids.flatMap(pid => {
      const stat = readOrNothing(`/proc/${pid}/stat`);
      // The name, in brackets, may hold anything; the numbers begin behind it with the third field.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields.length < 15) return [];
      const ticksOf = (first: number) => Number(fields[first]) + Number(fields[first + 1]);
      return [[Number(pid), { parent: Number(fields[1]), ticks: ticksOf(11), ended: ticksOf(13) }] as const];
    }),
  );
}

const commandLine = (pid: number) => readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');

/** A process may end while it is looked at. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
