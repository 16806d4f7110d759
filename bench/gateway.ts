/**
 * One query over four subgraphs through three gateways on the same data: that of `npm start`, that of
 * `npm run start:distributed`, and a plain @apollo/gateway on the subgraphs of the latter. `npm run bench:gateway`.
 */
import { deepStrictEqual } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SUBGRAPHS } from '@ticketbase/kernel';
import { startServer } from '../e2e/harness/server.ts';
import { freePort } from '../scripts/free-port.ts';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { ask } from './gateway/api.ts';
import { ORDERS_QUERY } from './gateway/orders-query.ts';
import { seed } from './gateway/seed.ts';
import { startServices } from './gateway/services.ts';
import { median } from './measure/compare.ts';
import { load, quantile } from './measure/load.ts';
import { cpuTimes, descendant, spent } from './measure/processes.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';

const ROUNDS = 5;
const LOAD = { requests: 150, concurrency: 4 };

interface Candidate {
  readonly name: string;
  readonly url: string;
  /** The process that is the gateway. */
  readonly gateway: number;
  /** Processes that with their descendants answer the query. */
  readonly all: readonly number[];
}

interface Round {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
  /** Milliseconds of processor time per request. */
  readonly gatewayCpu: number;
  readonly allCpu: number;
}

const stops = new Stops();
try {
  const { candidates, token } = await start();
  await mustAgree(candidates, token);
  const rounds = new Map<Candidate, Round[]>(candidates.map(candidate => [candidate, []]));
  for (let number = 0; number <= ROUNDS; number += 1) {
    for (const candidate of candidates) {
      const round = await measure(candidate, token);
      // The first warms up.
      if (number > 0) rounds.get(candidate)!.push(round);
    }
  }
  print(rounds);
} finally {
  await stops.run();
}

async function start(): Promise<{ candidates: readonly Candidate[]; token: string }> {
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const services = await startServices(folder);
  stops.add(() => services.stop());

  const inProcess = await startServer({ env: services.env });
  stops.add(() => inProcess.stop());
  const base = await freePorts(SUBGRAPHS.length);
  const distributed = await startServer({
    distributed: true,
    env: { ...services.env, SUBGRAPH_PORT_BASE: String(base) },
  });
  stops.add(() => distributed.stop());
  const reference = await startReference(base, services.env.SUBGRAPH_SECRET);

  const token = await seed(inProcess.url);
  return {
    token,
    candidates: [
      {
        name: 'npm start, all in one process',
        url: inProcess.url,
        gateway: inProcess.pid,
        all: [inProcess.pid, ...services.pids],
      },
      {
        name: 'distributed',
        url: distributed.url,
        gateway: descendant(distributed.pid, 'gateway/dist/main.js'),
        all: [distributed.pid, ...services.pids],
      },
      {
        name: '@apollo/gateway on the same subgraphs',
        url: reference.url,
        gateway: reference.pid,
        all: [reference.pid, distributed.pid, ...services.pids],
      },
    ],
  };
}

async function startReference(base: number, secret: string): Promise<{ url: string; pid: number }> {
  const port = await freePort();
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'gateway/reference-gateway.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      APOLLO_TELEMETRY_DISABLED: 'true',
      PORT: String(port),
      SUBGRAPH_PORT_BASE: String(base),
      SUBGRAPH_SECRET: secret,
    },
  });
  const exited = once(child, 'exit');
  stops.add(async () => {
    child.kill();
    await exited;
  });
  await Promise.race([once(child.stdout!, 'data'), exited.then(() => Promise.reject(new Error('It did not start.')))]);
  return { url: `http://127.0.0.1:${port}`, pid: child.pid! };
}

/** The first of so many ports in a row that nothing listens on. */
async function freePorts(count: number): Promise<number> {
  for (;;) {
    const base = await freePort();
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(base + index)));
    if (free.every(Boolean)) return base;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** A gateway that answers something else, or less, is not a faster one. */
async function mustAgree(candidates: readonly Candidate[], token: string): Promise<void> {
  const answers = await Promise.all(candidates.map(({ url }) => ask(url, token, ORDERS_QUERY)));
  for (const answer of answers) deepStrictEqual(answer, answers[0]);
  console.log(`all answer the same ${JSON.stringify(answers[0]).length} characters of data`);
}

async function measure({ url, gateway, all }: Candidate, token: string): Promise<Round> {
  // What the last round left behind, such as garbage to collect, is not this one's.
  await sleep(300);
  const before = [cpuTimes(gateway), cpuTimes(...all)] as const;
  const { latencies, requestsPerSecond } = await load(() => ask(url, token, ORDERS_QUERY), LOAD);
  const after = [cpuTimes(gateway), cpuTimes(...all)] as const;
  const own = new Map([[gateway, after[0].get(gateway)!]]);
  return {
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    perSecond: requestsPerSecond,
    gatewayCpu: spent(before[0], own) / LOAD.requests,
    allCpu: spent(before[1], after[1]) / LOAD.requests,
  };
}

function print(rounds: ReadonlyMap<Candidate, readonly Round[]>): void {
  const results = [...rounds].map(([{ name }, each]) => {
    const of = (key: keyof Round) => median(each.map(round => round[key]));
    return { name, values: [of('p50'), of('p99'), of('perSecond'), of('gatewayCpu'), of('allCpu')] };
  });
  const base = results.at(-1)!.values;
  const cell = (value: number, index: number) => `${value.toFixed(1)} (${(value / base[index]!).toFixed(2)} ×)`;
  console.log(machine());
  console.log(
    `medians of ${ROUNDS} rounds of ${LOAD.requests} requests, ${LOAD.concurrency} at a time; × of the last row`,
  );
  console.log(
    table(
      ['gateway', 'p50 ms', 'p99 ms', 'requests/s', 'CPU ms/request, gateway', 'CPU ms/request, all processes'],
      results.map(({ name, values }) => [name, ...values.map(cell)]),
    ),
  );
}
