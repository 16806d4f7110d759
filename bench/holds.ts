/**
 * Holds per second on one ticket type, by 16 and by 256 buyers at once: at the events subgraph, and carts through the
 * gateway of `npm start`; beside a conditional update of one row and an insertion per commit, on the same server in the
 * same rounds. `npm run bench:holds`.
 */
import { rm } from 'node:fs/promises';
import { startServer } from '../e2e/harness/server.ts';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { startServices } from './gateway/services.ts';
import { median } from './measure/compare.ts';
import { quantile } from './measure/load.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { timedLoad } from './measure/timed-load.ts';
import { openBuyers } from './on-sale/buyers.ts';
import { startEventsService } from './on-sale/events-service.ts';
import { startHotRow } from './on-sale/hot-row.ts';
import { publishForSale } from './on-sale/publish.ts';

const ROUNDS = 5;
const SECONDS = 3;
const CROWDS = [16, 256];
const PLENTY = 1_000_000;

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

interface Candidate {
  readonly name: string;
  run(): Promise<Round>;
}

const stops = new Stops();
try {
  const { by, candidates } = await start();
  const rounds = new Map<Candidate, Round[]>(candidates.map(candidate => [candidate, []]));
  for (let number = 0; number <= ROUNDS; number += 1) {
    for (const candidate of candidates) {
      const round = await candidate.run();
      // The first warms up.
      if (number > 0) rounds.get(candidate)!.push(round);
    }
  }
  print(by, rounds);
} finally {
  await stops.run();
}

async function start(): Promise<{ by: string; candidates: readonly Candidate[] }> {
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const services = await startServices(folder);
  stops.add(() => services.stop());
  const hotRow = await startHotRow(services.env.POSTGRES_URL!, folder);
  const events = await startEventsService(services.env);
  stops.add(() => events.stop());
  const server = await startServer({ env: { ...services.env, TRUST_PROXY: '1' } });
  stops.add(() => server.stop());

  const atService = CROWDS.map(concurrency => ({
    name: `holds at the events subgraph, ${concurrency} buyers`,
    async run() {
      const sale = await events.publish(PLENTY);
      return timed(() => events.hold(sale), concurrency);
    },
  }));
  const throughGateway = CROWDS.map(concurrency => ({
    name: `carts through the gateway, ${concurrency} buyers`,
    async run() {
      const sale = await publishForSale(server.url, { quantity: PLENTY });
      const buyers = await openBuyers(server.url, concurrency);
      try {
        return await timed(worker => buyers[worker]!.createCart(sale), concurrency);
      } finally {
        for (const buyer of buyers) buyer.close();
      }
    },
  }));
  const reference = {
    name: 'hot row, 16 connections',
    run: async () => ({ perSecond: await hotRow.measure(SECONDS), p50: Number.NaN, p99: Number.NaN }),
  };
  return { by: hotRow.by, candidates: [reference, ...atService, ...throughGateway] };
}

async function timed(work: (worker: number) => Promise<unknown>, concurrency: number): Promise<Round> {
  const { perSecond, latencies } = await timedLoad(work, { seconds: SECONDS, concurrency });
  return { perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}

function print(by: string, rounds: ReadonlyMap<Candidate, readonly Round[]>): void {
  const [base] = rounds.values();
  const hotRow = median(base!.map(round => round.perSecond));
  const rows = [...rounds].map(([{ name }, each]) => {
    const of = (key: keyof Round) => median(each.map(round => round[key]));
    const milliseconds = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(1));
    const ratio = `${(of('perSecond') / hotRow).toFixed(2)} ×`;
    return [name, of('perSecond').toFixed(0), ratio, milliseconds(of('p50')), milliseconds(of('p99'))];
  });
  console.log(machine());
  console.log(`medians of ${ROUNDS} rounds of ${SECONDS} s each; × of the hot row, by ${by}`);
  console.log(table(['what', 'per second', 'ratio', 'p50 ms', 'p99 ms'], rows));
}
