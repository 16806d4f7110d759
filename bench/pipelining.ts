/**
 * What pipelining would do to queries on their way to a subgraph: the same queries, of which one in twenty takes long, over
 * connections that have one in hand each, and over fewer that have several. `npm run bench:pipelining`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { median } from './measure/compare.ts';
import { load, quantile } from './measure/load.ts';
import { cpuTimes, spent } from './measure/processes.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';

const ROUNDS = 5;
const LOAD = { requests: 4_000, concurrency: 32 };
const ONE_IN = 20;
const LONG = 40;
const BODY = JSON.stringify({ query: `{ event { ${'title '.repeat(40)}} }` });
const CANDIDATES = [
  { connections: 64, pipelining: 1 },
  { connections: 16, pipelining: 2 },
  { connections: 8, pipelining: 4 },
  { connections: 4, pipelining: 8 },
];

if (process.argv[2] === 'serve') serve();
else await measureAll();

/** Answers at once, but for one in twenty. */
function serve(): void {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      asked += 1;
      if (asked % ONE_IN === 0) setTimeout(() => response.end(BODY), LONG);
      else response.end(BODY);
    });
  }).listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
}

async function measureAll(): Promise<void> {
  const stops = new Stops();
  try {
    const child = fork(import.meta.filename, ['serve']);
    stops.add(async () => void child.kill());
    const [port] = (await once(child, 'message')) as [number];
    const rounds = CANDIDATES.map(() => [] as number[][]);
    console.log(machine());
    for (let number = 0; number <= ROUNDS; number += 1) {
      for (const [index, options] of CANDIDATES.entries()) {
        const pool = new Pool(`http://127.0.0.1:${port}`, options);
        const before = cpuTimes(process.pid, child.pid!);
        const { latencies, requestsPerSecond } = await load(() => ask(pool), LOAD);
        const cpu = spent(before, cpuTimes(process.pid, child.pid!)) / LOAD.requests;
        await pool.close();
        // The first warms up.
        if (number > 0)
          rounds[index]!.push([quantile(latencies, 0.5), quantile(latencies, 0.9), requestsPerSecond, cpu]);
      }
    }
    const rows = CANDIDATES.map(({ connections, pipelining }, index) => [
      ...[String(connections), String(pipelining)],
      ...[0, 1, 2, 3].map(at => median(rounds[index]!.map(round => round[at]!)).toFixed(at === 3 ? 3 : 1)),
    ]);
    console.log(
      `medians of ${ROUNDS} rounds of ${LOAD.requests} queries, ${LOAD.concurrency} at a time, one in ${ONE_IN} takes ${LONG} ms`,
    );
    console.log(
      table(['connections', 'in hand on each', 'p50 ms', 'p90 ms', 'queries/s', 'CPU ms/query, both ends'], rows),
    );
  } finally {
    await stops.run();
  }
}

async function ask(pool: Pool): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  // Only what may be asked twice is sent before the answer to the one before has come.
  const response = await pool.request({
    path: '/',
    method: 'POST',
    headers,
    body: BODY,
    idempotent: true,
    blocking: false,
  });
  await response.body.dump();
}
