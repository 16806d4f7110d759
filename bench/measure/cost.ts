import { setTimeout as sleep } from 'node:timers/promises';
import { totalCpu } from './processes.ts';

const LOOK = 250;
const IDLE = 3_000;
const MOST = 300_000;

/** Processes whose processor time is told apart, by their name. */
export type Parts = Readonly<Record<string, readonly number[]>>;

/**
 * Milliseconds of processor time by part of what `work` does, and of everything that follows from it in the background
 * until `isSettled`; less what the parts take while they have nothing to do, which is looked at first.
 */
export async function costOf(
  parts: Parts,
  isSettled: () => Promise<boolean>,
  work: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const look = () => Object.fromEntries(Object.entries(parts).map(([name, roots]) => [name, totalCpu(...roots)]));
  await settle(isSettled);
  const idle = look();
  await sleep(IDLE);
  const [before, begun] = [look(), performance.now()];
  await work();
  await settle(isSettled);
  const [after, took] = [look(), performance.now() - begun];
  const cost = (name: string) => after[name]! - before[name]! - ((before[name]! - idle[name]!) * took) / IDLE;
  return Object.fromEntries(Object.keys(parts).map(name => [name, cost(name)]));
}

async function settle(isSettled: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + MOST;
  while (!(await isSettled())) {
    if (performance.now() > until) throw new Error(`still at work after ${MOST} ms`);
    await sleep(LOOK);
  }
}
