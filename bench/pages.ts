/**
 * What three pages ask, as they ship, of the real subgraphs on PostgreSQL and the MongoDB-compatible server: the shop's
 * list of events, an event in the shop, and the sales of the dashboard; in one process and distributed. `npm run bench:pages`.
 */
import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../e2e/harness/server.ts';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { ask } from './gateway/api.ts';
import { seed } from './gateway/seed.ts';
import { startServices } from './gateway/services.ts';
import { median } from './measure/compare.ts';
import { load, quantile } from './measure/load.ts';
import { cpuTimes, descendant, spent } from './measure/processes.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';

const ROUNDS = 5;
const LOAD = { requests: 150, concurrency: 4 };
const YEAR = 365 * 86_400_000;

interface Page {
  readonly name: string;
  readonly query: string;
  readonly variables: object;
}

interface Candidate {
  readonly name: string;
  readonly url: string;
  /** The process that is the gateway; undefined where it is one with the subgraphs. */
  readonly gateway?: number;
  /** Processes that with their descendants are the server. */
  readonly server: number;
}

type Round = readonly [
  p50: number,
  p99: number,
  perSecond: number,
  gateway: number,
  subgraphs: number,
  databases: number,
];

const stops = new Stops();
try {
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const services = await startServices(folder);
  stops.add(() => services.stop());
  const inProcess = await startServer({ env: services.env });
  stops.add(() => inProcess.stop());
  const token = await seed(inProcess.url);
  const distributed = await startServer({ distributed: true, env: services.env });
  stops.add(() => distributed.stop());
  const candidates: Candidate[] = [
    { name: 'npm start, all in one process', url: inProcess.url, server: inProcess.pid },
    {
      ...{ name: 'distributed', url: distributed.url, server: distributed.pid },
      gateway: descendant(distributed.pid, 'gateway/dist/main.js'),
    },
  ];
  console.log(machine());
  for (const page of await pages(inProcess.url, token)) {
    const rounds = new Map<Candidate, Round[]>(candidates.map(candidate => [candidate, []]));
    for (let number = 0; number <= ROUNDS; number += 1) {
      for (const candidate of candidates) {
        const round = await measure(candidate, page, token, services.pids);
        // The first warms up.
        if (number > 0) rounds.get(candidate)!.push(round);
      }
    }
    print(page, rounds);
  }
} finally {
  await stops.run();
}

async function pages(url: string, token: string): Promise<Page[]> {
  const manifest = await readFile(resolve(import.meta.dirname, '../schema/persisted-operations.json'), 'utf8');
  const texts = JSON.parse(manifest) as Record<string, string>;
  const { publicEvents } = await ask<{
    publicEvents: { edges: [{ node: { slug: string; organization: { slug: string } } }] };
  }>(url, token, '{ publicEvents(first: 1) { edges { node { slug organization { slug } } } } }');
  const { slug, organization } = publicEvents.edges[0].node;
  const range = { from: new Date(Date.now() - YEAR), to: new Date(Date.now() + YEAR), timeZone: 'Europe/Berlin' };
  return [
    { name: 'the list of events in the shop', query: texts.EventsOnSale!, variables: { first: 20 } },
    {
      name: 'an event in the shop',
      query: texts.EventInShop!,
      variables: { organization: organization.slug, slug },
    },
    { name: 'the sales of the dashboard', query: texts.DashboardSales!, variables: { range, granularity: 'MONTH' } },
  ];
}

async function measure(
  { url, gateway, server }: Candidate,
  { query, variables }: Page,
  token: string,
  databases: readonly number[],
): Promise<Round> {
  // What the last round left behind, such as garbage to collect, is not this one's.
  await sleep(300);
  const times = () => [cpuTimes(server), cpuTimes(...databases)] as const;
  const before = times();
  const { latencies, requestsPerSecond } = await load(() => ask(url, token, query, variables), LOAD);
  const after = times();
  const all = spent(before[0], after[0]);
  const own = gateway === undefined ? all : spent(before[0], new Map([[gateway, after[0].get(gateway)!]]));
  const each = [own, all - own, spent(before[1], after[1])].map(time => time / LOAD.requests);
  return [quantile(latencies, 0.5), quantile(latencies, 0.99), requestsPerSecond, ...each] as unknown as Round;
}

function print({ name }: Page, rounds: ReadonlyMap<Candidate, readonly Round[]>): void {
  console.log(`\n${name}: medians of ${ROUNDS} rounds of ${LOAD.requests} requests, ${LOAD.concurrency} at a time`);
  const head = ['server', 'p50 ms', 'p99 ms', 'requests/s', 'gateway', 'subgraphs, other processes', 'databases'];
  const rows = [...rounds].map(([candidate, each]) => [
    candidate.name,
    ...[0, 1, 2, 3, 4, 5].map(index => median(each.map(round => round[index]!)).toFixed(index < 3 ? 1 : 2)),
  ]);
  console.log(table(head, rows));
}
