import { setTimeout as sleep } from 'node:timers/promises';
import { totalCpu } from './processes.ts';

const LOOK = 1_000;
/** A second with less processor time than this above that of the others is a quiet one. */
const QUIET = 50;
const QUIET_SECONDS = 3;
const MOST_SECONDS = 180;

/** Processes whose processor time is told apart, by their name. */
export type Parts = Readonly<Record<string, readonly number[]>>;

/**
 * Milliseconds of processor time by part of what `work` does, and of everything that follows from it in the background
 * until all is quiet; less what the parts take while they have nothing to do.
 */
export async function costOf(parts: Parts, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const look = () => Object.fromEntries(Object.entries(parts).map(([name, roots]) => [name, totalCpu(...roots)]));
  const sum = (times: Readonly<Record<string, number>>) => Object.values(times).reduce((all, time) => all + time, 0);
  const begun = performance.now();
  const before = look();
  await work();
  let [latest, least, quiet] = [look(), Number.POSITIVE_INFINITY, 0];
  let idle = latest;
  for (let second = 0; quiet < QUIET_SECONDS; second += 1) {
    if (second === MOST_SECONDS) throw new Error(`still at work after ${MOST_SECONDS} s`);
    await sleep(LOOK);
    const now = look();
    const taken = sum(now) - sum(latest);
    least = Math.min(least, taken);
    if (taken > least + QUIET) quiet = 0;
    else if (quiet++ === 0) idle = latest;
    latest = now;
  }
  const took = (performance.now() - begun) / 1_000;
  const perSecond = (name: string) => (latest[name]! - idle[name]!) / QUIET_SECONDS;
  return Object.fromEntries(
    Object.keys(parts).map(name => [name, latest[name]! - before[name]! - perSecond(name) * took]),
  );
}
