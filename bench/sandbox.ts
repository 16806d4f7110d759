/**
 * What the sandbox costs: an action through the plugin host's worker beside the same function called plainly and a child
 * process per call, the same on one core, cold starts, memory per installed plugin, a worker that is killed, and a neighbour that does harm.
 * `npm run bench:sandbox`.
 */
import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { median } from './measure/compare.ts';
import { quantile } from './measure/load.ts';
import { oneByOne } from './measure/one-by-one.ts';
import { descendants, privateKb } from './measure/processes.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { plainSeats } from './sandbox/plugin-bundle.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';

const ROUNDS = 5;
const SECONDS = 1;
/** Between calls that find everything at rest. */
const PAUSE_MS = 5;
const COLD_STARTS = 50;
const INSTALLED = 200;
const KILLS = 10;
const NEIGHBOUR_SECONDS = 5;
const PARAMS = { count: 4, name: 'Ada' };
const child = promisify(execFile);

const stops = new Stops();
try {
  console.log(machine());
  await calls();
  await callsOnOneCore();
  await coldStarts();
  await memory();
  await kills();
  await neighbours();
} finally {
  await stops.run();
}

async function started(options?: Parameters<typeof startSandbox>[0]): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  stops.add(() => sandbox.stop());
  return sandbox;
}

type Way = readonly [name: string, pauseMs: number, work: () => Promise<unknown>];

async function calls(): Promise<void> {
  const sandbox = await started();
  const script = `const params = ${JSON.stringify(PARAMS)}; console.log(JSON.stringify({ seats: params.count * 2 }))`;
  await compare('calls', [
    ['a plain function', 0, async () => plainSeats(PARAMS)],
    ...actions(sandbox, 0),
    ...actions(sandbox, PAUSE_MS),
    ['a child process per call', 0, () => child(process.execPath, ['-e', script])],
  ]);
  await sandbox.stop();
}

/** What the way from process to process costs where none of them has to wake another core. */
async function callsOnOneCore(): Promise<void> {
  const cores = /^Cpus_allowed_list:\s+(.*)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  const hold = (to: string) => child('taskset', ['-a', '-p', '-c', to, `${process.pid}`]);
  await hold(/^\d+/.exec(cores)?.[0] ?? '0');
  try {
    const sandbox = await started({ workers: 1 });
    await compare('calls, all processes on one core', [...actions(sandbox, 0), ...actions(sandbox, PAUSE_MS)]);
    await sandbox.stop();
  } finally {
    await hold(cores);
  }
}

function actions(sandbox: Sandbox, pauseMs: number): Way[] {
  // Who asks again finds the context of their last call.
  const ada = { caller: 'ada' };
  return [
    ['an action', pauseMs, () => sandbox.call('seats', PARAMS, ada)],
    ['an action with 1 host call', pauseMs, () => sandbox.call('stored', { calls: 1 }, ada)],
    ['an action with 11 host calls', pauseMs, () => sandbox.call('stored', { calls: 11 }, ada)],
    ['an action for a stranger each time', pauseMs, () => sandbox.call('seats', PARAMS)],
  ];
}

async function compare(title: string, ways: readonly Way[]): Promise<void> {
  const rounds = ways.map(() => [] as Array<{ p50: number; p99: number; perSecond: number }>);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, [, pauseMs, work]] of ways.entries()) {
      const measured = await oneByOne(work, { seconds: SECONDS, pauseMs });
      if (round > 0) rounds[index]!.push(measured);
    }
  }
  const of = (index: number, key: 'p50' | 'p99' | 'perSecond') => median(rounds[index]!.map(each => each[key]));
  const micro = (milliseconds: number) => (milliseconds * 1_000).toFixed(milliseconds < 0.01 ? 1 : 0);
  console.log(
    `\n${title}: medians of ${ROUNDS} rounds of ${SECONDS} s each, one call after the other, ${PAUSE_MS} ms apart where it says so`,
  );
  const rows = ways.map(([name, pauseMs], index) => [
    `${name}${pauseMs > 0 ? ', now and then' : ''}`,
    ...[micro(of(index, 'p50')), micro(of(index, 'p99')), pauseMs > 0 ? '' : of(index, 'perSecond').toFixed(0)],
  ]);
  console.log(table(['call', 'p50 µs', 'p99 µs', 'per second'], rows));
  const further = (pause: boolean) => {
    const [one, eleven] = ['1 host call', '11 host calls'].map(text =>
      ways.findIndex(([name, pauseMs]) => name.endsWith(text) && pauseMs > 0 === pause),
    );
    return micro((of(eleven!, 'p50') - of(one!, 'p50')) / 10);
  };
  console.log(`each further host call: ${further(false)} µs at p50, now and then ${further(true)} µs`);
}

async function coldStarts(): Promise<void> {
  const sandbox = await started({ workers: 1, maxIsolates: COLD_STARTS + 10 });
  const times: number[] = [];
  for (let index = 0; index <= COLD_STARTS; index += 1) {
    const before = performance.now();
    await sandbox.call('seats', PARAMS, { organizationId: `tenant ${index}` });
    if (index > 0) times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  console.log(
    `\nfirst call of a tenant, 60 KB plugin: p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`,
  );
  await sandbox.stop();
}

async function memory(): Promise<void> {
  const sandbox = await started({ workers: 1, maxIsolates: INSTALLED + 10 });
  const used = () => descendants(sandbox.pid).reduce((sum, pid) => sum + privateKb(pid), 0);
  const install = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, index) =>
        sandbox.call('seats', PARAMS, { pluginId: `plugin ${from + index}` }),
      ),
    );
  await install(0, 20);
  await spareStarted(sandbox);
  const before = used();
  for (let from = 20; from < INSTALLED; from += 10) await install(from, from + 10);
  const each = (used() - before) / (INSTALLED - 20);
  console.log(
    `\n${INSTALLED} plugins of 60 KB, each called once: ${Math.round(each)} KiB each, ${Math.floor(2 ** 20 / each)} per GiB`,
  );
  await sandbox.stop();
}

async function kills(): Promise<void> {
  const sandbox = await started({ workers: 1 });
  const times: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sandbox.call('seats', PARAMS);
    await spareStarted(sandbox);
    const before = performance.now();
    process.kill(workersOf(sandbox)[0]!, 'SIGKILL');
    while (!(await sandbox.run('seats', PARAMS)).ok);
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  console.log(
    `\nafter kill -9 of a worker, the next answer: p50 ${quantile(times, 0.5).toFixed(0)} ms, at most ${times.at(-1)!.toFixed(0)} ms of ${KILLS}`,
  );
  await sandbox.stop();
}

/** Waits for the spare worker, which starts a while after the host, or after it has taken another's place. */
async function spareStarted(sandbox: Sandbox): Promise<void> {
  while (workersOf(sandbox).length < 2) await sleep(50);
  await sleep(1_500);
}

/** The processes in which isolates live, the one that takes calls first. Those that confine them carry their command lines, too. */
function workersOf({ pid }: Sandbox): number[] {
  return descendants(pid, '--no-node-snapshot').filter(each => each !== pid && isNode(each));
}

function isNode(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith('/node');
  } catch {
    return false;
  }
}

async function neighbours(): Promise<void> {
  const sandbox = await started({ workers: 1 });
  const rows: string[][] = [];
  const neighbours: ReadonlyArray<readonly [string, string | undefined]> = [
    ['nobody', undefined],
    ['loops until its processor time is over', 'spin'],
    ['fills its memory', 'hoard'],
  ];
  for (const [name, action] of neighbours) {
    let failed = 0;
    const until = performance.now() + NEIGHBOUR_SECONDS * 1_000;
    const harm = async () => {
      while (action && performance.now() < until) await sandbox.run(action, {}, { organizationId: 'neighbour' });
    };
    const call = async () => {
      const { ok } = await sandbox.run('seats', PARAMS);
      if (!ok) failed += 1;
    };
    const [{ p50, worst, count }] = await Promise.all([
      oneByOne(call, { seconds: NEIGHBOUR_SECONDS, pauseMs: PAUSE_MS }),
      ...[harm(), harm()],
    ]);
    rows.push([name, `${count}`, `${failed}`, p50.toFixed(1), worst.toFixed(0)]);
  }
  console.log(
    `\ncalls of one tenant for ${NEIGHBOUR_SECONDS} s, beside a neighbour with two calls at once in the same worker`,
  );
  console.log(table(['the neighbour', 'calls', 'errors', 'p50 ms', 'worst ms'], rows));
  await sandbox.stop();
}
