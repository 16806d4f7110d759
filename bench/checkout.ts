/**
 * Whole purchases per second through the gateway of `npm start`, by 16 buyers at once: a cart, a checkout that runs the
 * payment plugin's action in its sandbox, the confirmation by the organizer, and the tickets in its answer. Beside a
 * conditional update of one row and an insertion per commit, on the same server in the same rounds; and what a purchase
 * costs each process, with the mails and figures that follow from it. `npm run bench:checkout`.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../e2e/harness/server.ts';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { startServices } from './gateway/services.ts';
import { costOf, type Parts } from './measure/cost.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { CELL_HEADS, type Contender, cells, inTurns, roundOf } from './measure/turns.ts';
import { Aftermath } from './on-sale/aftermath.ts';
import { type Buyer, openBuyers } from './on-sale/buyers.ts';
import type { OnSale } from './on-sale/events-service.ts';
import { startHotRow } from './on-sale/hot-row.ts';
import { publishForSale, registerOrganizer } from './on-sale/publish.ts';
import { installOfflinePayments } from './plugins/offline-payments.ts';

const ROUNDS = 5;
const SECONDS = 4;
const BUYERS = 16;
const PLENTY = 1_000_000;
const UNLIMITED = '1000000';
/** Another process of the saga may be at an order that its buyer asks for. */
const MOST_TIMES = 20;

const CHECKOUT = `mutation Checkout($input: CheckoutInput!) {
  checkout(input: $input) { orderToken order { id status paymentReference total { amount } } } }`;
const CONFIRM = `mutation Confirm($id: ID!, $key: String!) {
  recordManualPayment(orderId: $id, idempotencyKey: $key) { status tickets { id code } } }`;

const stops = new Stops();
try {
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const services = await startServices(folder);
  stops.add(() => services.stop());
  const hotRow = await startHotRow(services.env.POSTGRES_URL!, folder);
  const limits = { PLUGIN_ACTIONS_PER_MINUTE: UNLIMITED, PLUGIN_GUEST_ACTIONS_PER_MINUTE: UNLIMITED };
  const server = await startServer({ env: { ...services.env, ...limits, TRUST_PROXY: '1' } });
  stops.add(() => server.stop());
  const token = await registerOrganizer(server.url);
  await installOfflinePayments(server.url, token);

  const purchases = [paid(server.url, token), free(server.url, token)];
  const contenders = [hotRow.contender(SECONDS), ...purchases];
  const results = await inTurns(contenders, ROUNDS);
  const base = results[0]!.perSecond;
  console.log(machine());
  console.log(`medians of ${ROUNDS} rounds of ${SECONDS} s each; ratio to the hot row, which is by ${hotRow.by}`);
  console.log(
    table(
      ['what', ...CELL_HEADS],
      results.map((result, index) => [contenders[index]!.name, ...cells(result, base)]),
    ),
  );
  const aftermath = await Aftermath.watch(services.env.POSTGRES_URL!);
  stops.add(() => aftermath.stop());
  const [postgres, mongo] = services.pids;
  const parts = { server: [server.pid], PostgreSQL: [postgres!], 'analytics’ store': [mongo!] };
  console.log(`milliseconds of processor time per purchase, with all that follows, of one round of ${SECONDS} s`);
  console.log(table(['what', 'purchases', ...Object.keys(parts), 'all'], await costs(parts, aftermath, purchases)));
} finally {
  await stops.run();
}

/** Rows of a table: how many purchases a round came to, and what one of them cost each part. */
async function costs(parts: Parts, aftermath: Aftermath, purchases: readonly Purchases[]): Promise<string[][]> {
  const rows: string[][] = [];
  for (const each of purchases) {
    const soldBefore = each.sold();
    const cost = Object.values(
      await costOf(
        parts,
        () => aftermath.isSettled(),
        () => each.run(),
      ),
    );
    const sold = each.sold() - soldBefore;
    const all = cost.reduce((sum, time) => sum + time, 0);
    rows.push([each.name, `${sold}`, ...[...cost, all].map(time => (time / sold).toFixed(1))]);
  }
  return rows;
}

/** Purchases of one kind, and how many there were. */
interface Purchases extends Contender {
  sold(): number;
}

function paid(url: string, token: string): Purchases {
  let sold = 0;
  return {
    name: `purchases, paid and confirmed by hand, ${BUYERS} buyers`,
    sold: () => sold,
    run: () =>
      byBuyers(url, token, 2_500, async (buyer, sale) => {
        const order = await checkout(buyer, sale, 'offline-payments:bank-transfer');
        if (order.status !== 'PENDING' || !order.paymentReference) throw new Error(JSON.stringify(order));
        const key = randomUUID();
        const confirm = () => buyer.ask<Confirmed>(CONFIRM, { id: order.id, key }, token);
        const { recordManualPayment } = await insist(confirm);
        if (recordManualPayment.tickets.length !== 1) throw new Error(JSON.stringify(recordManualPayment));
        sold += 1;
      }),
  };
}

function free(url: string, token: string): Purchases {
  let sold = 0;
  return {
    name: `purchases, free of charge, ${BUYERS} buyers`,
    sold: () => sold,
    run: () =>
      byBuyers(url, token, 0, async (buyer, sale) => {
        const order = await checkout(buyer, sale, null);
        if (order.status !== 'CONFIRMED') throw new Error(JSON.stringify(order));
        sold += 1;
      }),
  };
}

async function byBuyers(
  url: string,
  token: string,
  price: number,
  purchase: (buyer: Buyer, sale: OnSale) => Promise<void>,
) {
  const sale = await publishForSale(url, { quantity: PLENTY, price, token });
  const buyers = await openBuyers(url, BUYERS);
  try {
    const concurrency = BUYERS;
    return await roundOf(worker => purchase(buyers[worker]!, sale), { seconds: SECONDS, concurrency });
  } finally {
    for (const buyer of buyers) buyer.close();
  }
}

interface Order {
  readonly id: string;
  readonly status: string;
  readonly paymentReference: string | null;
}
interface Confirmed {
  readonly recordManualPayment: { readonly tickets: readonly unknown[] };
}

async function checkout(buyer: Buyer, sale: OnSale, paymentMethod: string | null): Promise<Order> {
  const cartToken = await buyer.createCart(sale);
  const input = {
    ...{ cartToken, paymentMethod, idempotencyKey: randomUUID() },
    buyer: { name: 'Bench Buyer', email: 'buyer@bench.example' },
  };
  const ask = () => buyer.ask<{ checkout: { order: Order } }>(CHECKOUT, { input });
  return (await insist(ask)).checkout.order;
}

/** Asks again, with the same key, where the answer says to do so. */
async function insist<Data>(ask: () => Promise<Data>): Promise<Data> {
  for (let times = 1; ; times += 1) {
    try {
      return await ask();
    } catch (error) {
      if (times === MOST_TIMES || !String(error).includes('"ORDER_BUSY"')) throw error;
      await sleep(100);
    }
  }
}
