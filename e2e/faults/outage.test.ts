import { rm } from 'node:fs/promises';
import { type RunningPostgres, startPostgres } from '@ticketbase/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { temporaryDataDir } from '../../scripts/temporary-data-dir.ts';
import { descendants, kill } from '../lifecycle/processes.ts';
import { BRISK, Hall } from './processes/hall.ts';
import { Refusal } from './processes/patient-client.ts';
import { PURCHASES, type Purchase } from './processes/purchases.ts';

const purchase = (name: string): Purchase => PURCHASES.find(each => each.name === name)!;
const statusOf = async (hall: Hall, ids: readonly string[]) =>
  new Map(
    (
      await hall.sql<{ id: string; status: string; tickets: number }>(
        `select o.id, o.status, (select count(*)::int from events.ticket k where k.order_id = o.id and k.status = 'VALID') as tickets
           from payments.orders o where o.id = any($1)`,
        [ids],
      )
    ).map(row => [row.id, row]),
  );

describe('PostgreSQL that goes away while people buy', () => {
  const BUYERS = 6;
  let dataDir: string;
  let port: number;
  let postgres: RunningPostgres;
  let hall: Hall;

  beforeAll(async () => {
    dataDir = await temporaryDataDir('ticketbase-outage-');
    port = await freePort();
    postgres = await startPostgres({ dataDir, port, orphan: 'stop' });
    hall = await Hall.open(BRISK, postgres.url);
    await hall.restart(BRISK);
  });
  afterAll(async () => {
    await hall?.close();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Buys one after the other until told to stop; notes the ids of what the server acknowledged. */
  async function buyOn(purchases: readonly Purchase[], acknowledged: string[], until: AbortSignal): Promise<void> {
    const people = { buyer: hall.client(), owner: hall.owner() };
    for (let turn = 0; !until.aborted; turn += 1) {
      const each = purchases[turn % purchases.length]!;
      // Published before the outage would do too; the organizer's own request may fail in it, which loses nothing.
      const ready = await each.prepare(hall).catch(() => undefined);
      if (ready) acknowledged.push((await each.run(people, ready)).orderId);
    }
  }

  test.each([
    ['is restarted', 'SIGINT'],
    ['crashes', 'SIGKILL'],
  ] as const)('when it %s, nothing acknowledged is lost, and the server goes on by itself', async (_, signal) => {
    const { pid } = hall.server;
    const end = new AbortController();
    const acknowledged: string[] = [];
    const kinds = [purchase('a free order'), purchase('an order paid by card'), purchase('an order paid by hand')];
    const buying = Promise.all(Array.from({ length: BUYERS }, () => buyOn(kinds, acknowledged, end.signal)));
    /** Resolves when the sale is going, at whatever pace the machine allows; rejects if a buyer was turned away. */
    const goesOn = async () => {
      const before = acknowledged.length;
      const more = expect.poll(() => acknowledged.length - before, { timeout: 150_000, interval: 100 });
      await Promise.race([more.toBeGreaterThan(2 * BUYERS), buying]);
    };
    try {
      for (let outage = 0; outage < 2; outage += 1) {
        await goesOn();
        process.kill(postgres.pid, signal);
        await postgres.stop();
        postgres = await startPostgres({ dataDir, port, orphan: 'stop' });
      }
      await goesOn();
    } finally {
      end.abort();
    }
    await buying;
    const stored = await statusOf(hall, acknowledged);
    for (const id of acknowledged) {
      expect(stored.get(id), id).toMatchObject({ status: 'CONFIRMED', tickets: 2 });
      expect(hall.provider.chargedFor(id).length).toBeLessThanOrEqual(1);
    }
    expect(hall.server.pid).toBe(pid);
    // Connections that the outage broke may be found broken only now.
    const ready = async () => (await fetch(`${hall.url}/health/ready`)).status;
    await expect.poll(ready, { timeout: 60_000, interval: 200 }).toBe(200);
    await expect.poll(() => hall.disagreements(), { timeout: 90_000, interval: 1_000 }).toEqual([]);
    console.log(`${acknowledged.length} purchases over two outages by ${signal}`);
  });
});

describe('the plugin host that dies while a payment plugin runs', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await Hall.open(BRISK);
  });
  afterAll(() => hall?.close());

  async function killPluginHost(): Promise<void> {
    const hosts = (await descendants(hall.server.pid)).filter(({ command }) => command.includes('plugin-host'));
    expect(hosts.length).toBeGreaterThan(0);
    // Its workers may have followed it by the time that it is their turn.
    for (const host of hosts) kill(host);
  }

  test.each([
    ['an order paid by card', 'charges before'],
    ['an order paid by card', 'charges after'],
    ['an order paid by card', 'status before'],
    ['a refund of everything', 'refunds before'],
    ['a refund of everything', 'refunds after'],
  ] as const)(
    '%s, host killed at %s: it is done once, or refused by a code and charged to nobody',
    async (name, point) => {
      const each = purchase(name);
      const ready = (await each.prepare(hall)) as { event: { id: string } };
      const caught = hall.provider.catchNext(point);
      const running = each.run({ buyer: hall.client(), owner: hall.owner() }, ready);
      running.catch(() => {});
      await caught;
      await killPluginHost();
      const result = await running.catch((error: unknown) => {
        if (error instanceof Refusal) return error;
        throw error;
      });
      await expect.poll(() => hall.disagreements(), { timeout: 90_000, interval: 1_000 }).toEqual([]);
      const orders = await hall.sql<{ id: string; status: string; total: number }>(
        'select id, status, total from payments.orders where event_id = $1',
        [ready.event.id],
      );
      expect(orders).toHaveLength(1);
      const [order] = orders;
      const charged = hall.provider.chargedFor(order!.id);
      expect(charged.length).toBeLessThanOrEqual(1);
      const answered = result instanceof Refusal ? result.code : 'done';
      console.log(name, point, answered, order!.status, charged);
      expect(answered).toMatch(/^(done|PAYMENT_NOT_STARTED)$/);
      // What was charged for is not given up: it is awaited, sold or given back.
      if (charged.length > 0) expect(order!.status).not.toBe('CANCELLED');
    },
  );
});
