/**
 * Two workloads over four subgraphs whose data are in memory: our gateway over HTTP and with the subgraphs in its process,
 * a plain @apollo/gateway, and Hive Gateway with its planner in Rust. `npm run bench:gateway:memory`.
 */
import { deepStrictEqual } from 'node:assert';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { installHive } from './gateway/memory/peers.ts';
import { type Process, post, serve, startProcess } from './gateway/memory/process.ts';
import { HEAVY, PAGE } from './gateway/memory/workloads.ts';
import { median } from './measure/compare.ts';
import { load, quantile } from './measure/load.ts';
import { cpuTimes, spent } from './measure/processes.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';

const ROUNDS = 3;
const CONCURRENCY = 4;
/** Processor time per request falls, to a third of the first hundreds', until so many of each were answered: the engine compiles in steps. */
const WORKLOADS = {
  page: { query: PAGE, warmUp: 5_000, requests: 2_000 },
  heavy: { query: HEAVY, warmUp: 1_500, requests: 400 },
};

interface Candidate {
  readonly name: string;
  readonly url: URL;
  readonly pool: Pool;
  readonly gateway: number;
  readonly all: readonly number[];
}

type Round = readonly [p50: number, p99: number, perSecond: number, gatewayCpu: number, allCpu: number];

const stops = new Stops();
try {
  const candidates = await start();
  console.log(machine());
  for (const [name, { query, warmUp, requests }] of Object.entries(WORKLOADS)) {
    const body = JSON.stringify({ query });
    await mustAgree(candidates, body);
    const rounds = new Map<Candidate, Round[]>(candidates.map(candidate => [candidate, []]));
    for (const candidate of candidates) await measure(candidate, body, warmUp);
    for (let number = 0; number < ROUNDS; number += 1)
      for (const candidate of candidates) rounds.get(candidate)!.push(await measure(candidate, body, requests));
    print(name, requests, rounds);
  }
} finally {
  await stops.run();
}

async function start(): Promise<Candidate[]> {
  const plainSubgraphs = await serve(stops, 'plain-subgraphs');
  const signedSubgraphs = await serve(stops, 'signed-subgraphs');
  const plain = await serve(stops, 'plain-gateway', { urls: plainSubgraphs.said });
  const remote = await serve(stops, 'our-gateway', { urls: signedSubgraphs.said });
  const inProcess = await serve(stops, 'our-gateway-in-process');
  const hive = await startHive(plainSubgraphs);
  return [
    candidate('plain @apollo/gateway', plain, plainSubgraphs),
    ...(hive ? [candidate('Hive Gateway, planner in Rust', hive, plainSubgraphs)] : []),
    candidate('ours, subgraphs over signed HTTP', remote, signedSubgraphs),
    candidate('ours, subgraphs in its process', inProcess),
  ];
}

function candidate(name: string, gateway: Process, subgraphs?: Process): Candidate {
  const url = new URL(gateway.said.url!);
  const pool = new Pool(url.origin, { connections: CONCURRENCY });
  stops.add(() => pool.close());
  const all = subgraphs ? [gateway.pid, subgraphs.pid] : [gateway.pid];
  return { name, url, pool, gateway: gateway.pid, all };
}

async function startHive(subgraphs: Process): Promise<Process | undefined> {
  const script = installHive();
  if (!script) return undefined;
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'supergraph.graphql');
  const { said } = await serve(stops, 'supergraph', { urls: subgraphs.said });
  await writeFile(file, said.sdl!);
  return startProcess(stops, [script, file]);
}

function ask({ pool, url }: Candidate, body: string): Promise<string> {
  return post(pool, url, body);
}

/** A gateway that answers something else, or less, is not a faster one. */
async function mustAgree(candidates: readonly Candidate[], body: string): Promise<void> {
  const answers = await Promise.all(candidates.map(each => ask(each, body)));
  for (const answer of answers) deepStrictEqual(JSON.parse(answer).data, JSON.parse(answers[0]!).data);
}

async function measure(candidate: Candidate, body: string, requests: number): Promise<Round> {
  // What the last round left behind, such as garbage to collect, is not this one's.
  await sleep(200);
  // Connections that idled while others were measured may be cut off, and Apollo's own fetch does not ask again.
  await Promise.allSettled(Array.from({ length: 2 * CONCURRENCY }, () => ask(candidate, body)));
  const { gateway, all } = candidate;
  const before = cpuTimes(...all);
  const { latencies, requestsPerSecond } = await load(() => ask(candidate, body), {
    requests,
    concurrency: CONCURRENCY,
  });
  const after = cpuTimes(...all);
  const own = spent(before, new Map([[gateway, after.get(gateway)!]]));
  return [
    ...[quantile(latencies, 0.5), quantile(latencies, 0.99), requestsPerSecond],
    ...[own / requests, spent(before, after) / requests],
  ] as unknown as Round;
}

function print(workload: string, requests: number, rounds: ReadonlyMap<Candidate, readonly Round[]>): void {
  const results = [...rounds].map(([{ name }, each]) => {
    const of = (index: number) => median(each.map(round => round[index]!));
    return { name, values: [0, 1, 2, 3, 4].map(of) };
  });
  const base = results[0]!.values;
  const times = (value: number, index: number) =>
    index < 3 ? value.toFixed(1) : `${value.toFixed(2)} (${(base[index]! / value).toFixed(1)} × less)`;
  console.log(`\n${workload}: medians of ${ROUNDS} rounds of ${requests} requests, ${CONCURRENCY} at a time`);
  const head = [
    'gateway',
    'p50 ms',
    'p99 ms',
    'requests/s',
    'CPU ms/request, gateway',
    'CPU ms/request, with subgraphs',
  ];
  console.log(
    table(
      head,
      results.map(({ name, values }) => [name, ...values.map(times)]),
    ),
  );
}
