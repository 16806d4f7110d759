/**
 * How long `npm start` takes until `/health/ready` answers, dependencies installed: cold (nothing built, no data) and
 * warm (everything built, data of an earlier start). `npm run bench:start`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../scripts/free-port.ts';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { median } from './measure/compare.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';

const root = resolve(import.meta.dirname, '..');
const COLD_STARTS = 3;
const WARM_STARTS = 5;
const READY_WITHIN = 180_000;
const LOOK_EVERY = 20;

interface Start {
  /** Seconds until `/health/ready` answered. */
  readonly ready: number;
  /** Seconds of them that went into building. */
  readonly building: number;
}

const stops = new Stops();
const cold: Start[] = [];
const warm: Start[] = [];
try {
  await measure();
  print();
} finally {
  await stops.run();
}

async function measure(): Promise<void> {
  for (let i = 0; i < COLD_STARTS; i += 1) {
    // turbo's own variable: builds everything, whatever its cache holds.
    await withDataDir(async dataDir => cold.push(await start(dataDir, { TURBO_FORCE: 'true' })));
  }
  await withDataDir(async dataDir => {
    await start(dataDir);
    for (let i = 0; i < WARM_STARTS; i += 1) warm.push(await start(dataDir));
  });
}

function print(): void {
  const seconds = (value: number) => `${value.toFixed(1)} s`;
  const row = (name: string, starts: readonly Start[]) => {
    const ready = starts.map(each => each.ready);
    const range = `${seconds(Math.min(...ready))} to ${seconds(Math.max(...ready))}`;
    return [
      name,
      `${starts.length}`,
      seconds(median(ready)),
      range,
      seconds(median(starts.map(each => each.building))),
    ];
  };
  console.log(machine());
  console.log(
    table(
      ['start', 'starts', 'ready after (median)', 'range', 'of which building (median)'],
      [row('cold', cold), row('warm', warm)],
    ),
  );
}

async function withDataDir(work: (dataDir: string) => Promise<unknown>): Promise<void> {
  const dataDir = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(dataDir, { recursive: true, force: true }));
  await work(dataDir);
}

/** Starts, waits until the demo data are in as well, and stops. */
async function start(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Start> {
  const port = await freePort();
  const before = performance.now();
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'development', PORT: String(port), DATA_DIR: dataDir, ...env },
  });
  const exited = once(child, 'exit');
  const output = gather(child);
  // Again and again is harmless: a child that has exited takes no signal.
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  stops.add(stop);
  try {
    await until(child, output, () => isReady(port));
    const ready = (performance.now() - before) / 1_000;
    await until(child, output, async () => output().includes('TicketBase is ready'));
    return { ready, building: Number(/done in ([\d.]+) s/.exec(output())?.[1]) };
  } finally {
    await stop();
  }
}

async function until(child: ChildProcess, output: () => string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + READY_WITHIN;
  while (!(await condition())) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`It did not start:\n${output()}`);
    await sleep(LOOK_EVERY);
  }
}

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok ?? false;
}

function gather(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', data => {
      text += data;
    });
  }
  return () => text;
}
