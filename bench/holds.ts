/**
 * Holds per second on one ticket type, by 16 and by 256 buyers at once: at the events subgraph, and carts through the
 * gateway of `npm start`; beside a conditional update of one row and an insertion per commit, on the same server in the
 * same rounds. `npm run bench:holds`.
 */
import { rm } from 'node:fs/promises';
import { startServer } from '../e2e/harness/server.ts';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { startServices } from './gateway/services.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { CELL_HEADS, type Contender, cells, inTurns, roundOf } from './measure/turns.ts';
import { openBuyers } from './on-sale/buyers.ts';
import { startEventsService } from './on-sale/events-service.ts';
import { startHotRow } from './on-sale/hot-row.ts';
import { publishForSale } from './on-sale/publish.ts';

const ROUNDS = 5;
const SECONDS = 3;
const CROWDS = [16, 256];
const PLENTY = 1_000_000;

const stops = new Stops();
try {
  const { by, contenders } = await start();
  const [hotRow, ...results] = await inTurns(contenders, ROUNDS);
  const rows = [hotRow!, ...results].map((result, index) => [
    contenders[index]!.name,
    ...cells(result, hotRow!.perSecond),
  ]);
  console.log(machine());
  console.log(`medians of ${ROUNDS} rounds of ${SECONDS} s each; ratio to the hot row, which is by ${by}`);
  console.log(table(['what', ...CELL_HEADS], rows));
} finally {
  await stops.run();
}

async function start(): Promise<{ by: string; contenders: readonly Contender[] }> {
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
      return roundOf(() => events.hold(sale), { seconds: SECONDS, concurrency });
    },
  }));
  const throughGateway = CROWDS.map(concurrency => ({
    name: `carts through the gateway, ${concurrency} buyers`,
    async run() {
      const sale = await publishForSale(server.url, { quantity: PLENTY });
      const buyers = await openBuyers(server.url, concurrency);
      try {
        return await roundOf(worker => buyers[worker]!.createCart(sale), { seconds: SECONDS, concurrency });
      } finally {
        for (const buyer of buyers) buyer.close();
      }
    },
  }));
  return { by: hotRow.by, contenders: [hotRow.contender(SECONDS), ...atService, ...throughGateway] };
}
