import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProviderPoint } from './processes/card-provider.ts';
import { BRISK, EXPIRING, Hall, QUIET } from './processes/hall.ts';
import { Vanished } from './processes/patient-client.ts';
import { type Ending, PURCHASES, type Purchase } from './processes/purchases.ts';

/** Seconds after a restart in which everything that was left has been taken up. */
const RECOVERED_WITHIN = 30;
/** What follows from a purchase later: the delivery of its domain events. */
const DELIVERY = /outbox_cursor|inbox|hook_delivery|^(notifications|users):/;
/** Milliseconds in which every look for what has expired comes by several times. */
const IDLE = 2_000;

/** Milliseconds in which a purchase comes to the place where it is stopped, on a busy machine. */
const STOPS_WITHIN = 30_000;

/** One place to die: the nth commit with a label, or a request at the provider. */
interface Place {
  readonly at: 'commit' | 'provider';
  readonly label: string;
  readonly occurrence: number;
  readonly phase: 'before' | 'after';
}
type Run = Awaited<ReturnType<Purchase['run']>>;

/** A purchase that was stopped at a place. */
interface Stopped {
  readonly purchase: Purchase;
  readonly place: Place;
  readonly ready: unknown;
  readonly outcome: Promise<Run | Vanished>;
}

const nameOf = ({ purchase, place }: Pick<Stopped, 'purchase' | 'place'>) =>
  `${purchase.name}, killed ${place.phase} ${place.at} ${place.occurrence + 1} of “${place.label}”`;

/** Every commit that a purchase consists of, in order, as it shows itself when nothing goes wrong. */
async function commitsOf(hall: Hall, purchase: Purchase, beside: ReadonlySet<string>): Promise<Place[]> {
  const ready = await purchase.prepare(hall);
  const points = await hall.gate.record(() => purchase.run({ buyer: hall.client(), owner: hall.owner() }, ready));
  const seen = new Map<string, number>();
  return points
    .filter(({ label }) => !DELIVERY.test(label) && !beside.has(label))
    .map(({ label }) => {
      const occurrence = seen.get(label) ?? 0;
      seen.set(label, occurrence + 1);
      return { at: 'commit', label, occurrence, phase: 'after' };
    });
}

const AT_PROVIDER: Readonly<Record<string, readonly ProviderPoint[]>> = {
  'an order paid by card': ['charges before', 'charges after', 'status before', 'status after'],
  'a refund of one ticket of two': ['refunds before', 'refunds after'],
  'a payment that comes too late': ['refunds before', 'refunds after'],
};

const atProvider = (purchase: Purchase): Place[] =>
  (AT_PROVIDER[purchase.name] ?? []).map(point => {
    const [label, phase] = point.split(' ') as [string, 'before' | 'after'];
    return { at: 'provider', label, occurrence: 0, phase };
  });

/** Both subgraphs and the provider say what the purchase comes to. */
async function expectEnding(hall: Hall, stopped: Stopped, orderId: string): Promise<void> {
  const { ending } = stopped.purchase;
  await expect.poll(() => endingOf(hall, orderId), { timeout: 20_000, message: nameOf(stopped) }).toEqual(ending);
  const charged = sum(hall.provider.chargedFor(orderId));
  if (charged === 0) return;
  expect(charged, nameOf(stopped)).toBe(ending.paid);
  expect(sum(hall.provider.refundedFor(orderId)), nameOf(stopped)).toBe(ending.refunded);
}

/** Starts a purchase and resolves when it stands at the place; fails if it gets past it. */
async function stopAt(hall: Hall, prepared: Prepared, vanishes: boolean): Promise<Stopped> {
  const { purchase, place, ready } = prepared;
  const caught =
    place.at === 'commit'
      ? hall.gate.catchCommit(place.label, place.occurrence, place.phase)
      : hall.provider.catchNext(`${place.label} ${place.phase}` as ProviderPoint);
  const people = { buyer: hall.client({ vanishes }), owner: hall.owner({ vanishes }) };
  const outcome = purchase.run(people, ready).catch((error: unknown) => {
    if (error instanceof Vanished) return error;
    throw error;
  });
  const stopped = { ...prepared, outcome };
  const passed = outcome.then(() => {
    throw new Error(`${nameOf(stopped)}: it went on to its end without coming there`);
  });
  const late = sleep(STOPS_WITHIN, undefined, { ref: false }).then(() => {
    throw new Error(`${nameOf(stopped)}: it did not come there within ${STOPS_WITHIN} ms`);
  });
  // The race may be over by then.
  late.catch(() => {});
  passed.catch(() => {});
  await Promise.race([caught, passed, late]);
  return stopped;
}

/** What is there of an order in the end, in both subgraphs and at the provider. */
async function endingOf(hall: Hall, orderId: string): Promise<Ending> {
  const [row] = await hall.sql(
    `select o.status,
            (select count(*)::int from events.ticket k where k.order_id = o.id and k.status in ('VALID', 'USED')) as tickets,
            (select coalesce(sum(amount), 0)::int from payments.ledger_transaction t where t.order_id = o.id and kind = 'PAYMENT') as paid,
            (select coalesce(sum(amount), 0)::int from payments.ledger_transaction t where t.order_id = o.id and kind = 'REFUND') as refunded
       from payments.orders o where o.id = $1`,
    [orderId],
  );
  return row;
}

const eventOf = (ready: unknown) => (ready as { event: { id: string } }).event.id;
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** No order of the event was charged twice, or given back more than once for one refund, and no cart has two orders. */
async function expectNothingTwice(hall: Hall, stopped: Stopped): Promise<void> {
  const orders = await hall.sql<{ id: string; total: number; cart: string; status: string }>(
    'select id, total, cart_id as cart, status from payments.orders where event_id = $1',
    [eventOf(stopped.ready)],
  );
  for (const { id, total } of orders) {
    const charged = hall.provider.chargedFor(id);
    expect(charged.length, nameOf(stopped)).toBeLessThanOrEqual(1);
    expect(sum(hall.provider.refundedFor(id)), nameOf(stopped)).toBeLessThanOrEqual(sum(charged));
    const news = await hall.sql<{ name: string; times: number }>(
      `select event ->> 'name' as name, count(*)::int as times from payments.outbox
        where event -> 'payload' ->> 'orderId' = $1 and event ->> 'name' <> 'order.refunded' group by 1 having count(*) > 1`,
      [id],
    );
    expect(news, nameOf(stopped)).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(0);
  }
  expect(new Set(orders.map(order => order.cart)).size, nameOf(stopped)).toBe(orders.length);
}

/** Groups that are stopped together: each stopped request keeps a connection to itself until the kill. */
const GROUPS = [
  ['free orders and orders paid by card', PURCHASES.slice(0, 2)],
  ['orders paid by hand, and cancellations', [PURCHASES[2]!, PURCHASES[5]!, PURCHASES[6]!]],
  ['refunds and late payments', [...PURCHASES.slice(3, 5), ...PURCHASES.slice(7)]],
] as const;

/** A purchase that is ready to be stopped at a place. */
type Prepared = Omit<Stopped, 'outcome'>;

const INSERTS_CART = /^payments: .*insert cart\b/;
/**
 * What is written for all that ask together, group by group: where one is stopped, no other gets past in the same server.
 * The later in a purchase, the earlier here.
 */
const GROUPED = [/^plugins: insert plugin_log\b/, /^payments: insert order_number\b/, INSERTS_CART];
const groupOf = ({ label }: Place) => GROUPED.findIndex(each => each.test(label));

/** All places of all purchases, each with a purchase prepared for it, in as few kills as there is room for. */
async function prepareKills(hall: Hall, purchases: readonly Purchase[], vanishes: boolean): Promise<Prepared[][]> {
  await hall.restart(EXPIRING);
  const beside = new Set((await hall.gate.record(() => sleep(IDLE))).map(({ label }) => label));
  const kills: Prepared[][] = [];
  const room = (kill: readonly Prepared[], place: Place) =>
    groupOf(place) < 0 || !kill.some(other => groupOf(other.place) === groupOf(place));
  const tried = new Map<number, Purchase>();
  for (const purchase of purchases) {
    const all = await commitsOf(hall, purchase, beside);
    // How a cart comes to be is the same in every purchase: it is tried in the first.
    const begun = purchase === PURCHASES[0] ? all : all.slice(all.findIndex(each => INSERTS_CART.test(each.label)) + 1);
    // So is what is written in groups: it is tried in the first that has it.
    for (const group of begun.map(groupOf)) if (!tried.has(group)) tried.set(group, purchase);
    const commits = begun.filter(place => groupOf(place) < 0 || tried.get(groupOf(place)) === purchase);
    expect(commits.length, purchase.name).toBeGreaterThanOrEqual(3);
    const before = commits.map((place): Place => ({ ...place, phase: 'before' }));
    // Without a client, what was rolled back is what was not begun: the same as after the commit before it.
    const places = vanishes ? commits : [...before, ...commits];
    for (const place of [...places, ...atProvider(purchase)]) {
      const prepared = { purchase, place, ready: await purchase.prepare(hall) };
      const kill = kills.find(each => room(each, place));
      if (kill) kill.push(prepared);
      else kills.push([prepared]);
    }
  }
  return kills;
}

/** Stops every prepared purchase at its place, all in one server, each at an event of its own; then kills the server. */
async function killAtAll(hall: Hall, prepared: readonly Prepared[], vanishes: boolean): Promise<Stopped[]> {
  await hall.restart(QUIET);
  hall.holdRetries();
  // Late what waits in the provider: a plugin that gets no answer ends by itself. Last what nobody gets past.
  const rank = ({ place }: Prepared) => (groupOf(place) >= 0 ? 2 + groupOf(place) : place.at === 'provider' ? 1 : 0);
  const inOrder = prepared.toSorted((a, b) => rank(a) - rank(b));
  const stopped: Stopped[] = [];
  for (const each of inOrder) stopped.push(await stopAt(hall, each, vanishes));
  await hall.kill();
  console.log(stopped.map(nameOf).join('\n'));
  return stopped;
}

/** Starts the server again; in a while all books agree, nothing is held for nobody, and nothing is left half done. */
async function recover(hall: Hall): Promise<void> {
  await hall.start(BRISK);
  const startedAt = Date.now();
  hall.letRetry();
  const leftOver = async () => [await hall.disagreements(), await hall.unfinished()];
  await expect.poll(leftOver, { timeout: RECOVERED_WITHIN * 1_000, interval: 500 }).toEqual([[], []]);
  console.log(`the books agreed ${((Date.now() - startedAt) / 1_000).toFixed(1)} s after the restart`);
}

let hall: Hall;
beforeAll(async () => {
  hall = await Hall.open(EXPIRING);
});
afterAll(() => hall?.close());

describe.each(GROUPS)(
  '%s: a server killed before and after every commit, and in the middle of every payment',
  { timeout: 400_000 },
  (_, purchases) => {
    test('a client that asks again with its keys ends where it would have without the kill, charged once', async () => {
      for (const prepared of await prepareKills(hall, purchases, false)) {
        const stopped = await killAtAll(hall, prepared, false);
        await recover(hall);
        for (const each of stopped) {
          const { orderId, answers } = (await each.outcome) as Run;
          await expectNothingTwice(hall, each);
          await expectEnding(hall, each, orderId);
          const again = await each.purchase.run({ buyer: hall.client(), owner: hall.owner() }, each.ready);
          expect(again.answers, `${nameOf(each)}: asked once more`).toEqual(answers);
        }
      }
      expect(await hall.disagreements()).toEqual([]);
    });

    test('when the client is never heard of again, nothing is charged twice, kept, or held for nobody', async () => {
      for (const prepared of await prepareKills(hall, purchases, true)) {
        const stopped = await killAtAll(hall, prepared, true);
        await recover(hall);
        for (const each of stopped) {
          await each.outcome;
          await expectNothingTwice(hall, each);
        }
      }
    });
  },
);
