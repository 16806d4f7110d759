import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProviderPoint } from './processes/card-provider.ts';
import { BRISK, EXPIRING, Hall, QUIET } from './processes/hall.ts';
import { Vanished } from './processes/patient-client.ts';
import { type Ending, PURCHASES, type Purchase } from './processes/purchases.ts';

/** Seconds after a restart in which everything that was left has been taken up … */
const RECOVERED_WITHIN = 30;
/** … on a machine on which a server starts within so many. Where others are at work, all takes as many times longer. */
const STARTS_WITHIN = 4;
/** What follows from a purchase later: the delivery of its domain events, and that they are forgotten. */
const DELIVERY = /outbox_cursor|inbox|hook_delivery|delete outbox|^(notifications|users):/;
/** Milliseconds in which a purchase comes to the place where it is stopped, on a busy machine. */
const STOPS_WITHIN = 30_000;
/** Kills after which a place where nothing was stopped is none. */
const MOST_TRIES = 4;

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
  /** True once it has got past the place where it was to stay. */
  hasEnded(): boolean;
}

const nameOf = ({ purchase, place }: Pick<Stopped, 'purchase' | 'place'>) =>
  `${purchase.name}, killed ${place.phase} ${place.at} ${place.occurrence + 1} of “${place.label}”`;

/** Every commit that a purchase consists of, in order: what it shows both times that it is made in a server at rest. */
async function commitsOf(hall: Hall, purchase: Purchase, ready: readonly [unknown, unknown]): Promise<Place[]> {
  const [first, second] = [await labelsOf(hall, purchase, ready[0]), await labelsOf(hall, purchase, ready[1])];
  const left = [...second];
  const seen = new Map<string, number>();
  return first.flatMap((label): Place[] => {
    const again = left.indexOf(label);
    if (again < 0) return [];
    left.splice(again, 1);
    const occurrence = seen.get(label) ?? 0;
    seen.set(label, occurrence + 1);
    return [{ at: 'commit', label, occurrence, phase: 'after' }];
  });
}

async function labelsOf(hall: Hall, purchase: Purchase, ready: unknown): Promise<string[]> {
  const points = await hall.gate.record(() => purchase.run({ buyer: hall.client(), owner: hall.owner() }, ready));
  return points.map(({ label }) => label).filter(label => !DELIVERY.test(label));
}

const AT_PROVIDER: Readonly<Record<string, readonly ProviderPoint[]>> = {
  'an order paid by card': ['charges before', 'charges after', 'status before', 'status after'],
  'a refund of one ticket of two': ['refunds before', 'refunds after'],
  'a payment that comes too late': ['refunds before', 'refunds after'],
  'an exchange for a dearer ticket, paid by card': ['charges before', 'charges after', 'status before', 'status after'],
  'an exchange for a cheaper ticket, the difference refunded': ['refunds before', 'refunds after'],
};

const atProvider = (purchase: Purchase): Place[] =>
  (AT_PROVIDER[purchase.name] ?? []).map(point => {
    const [label, phase] = point.split(' ') as [string, 'before' | 'after'];
    return { at: 'provider', label, occurrence: 0, phase };
  });

/** Both subgraphs and the provider say what the purchase comes to. */
async function expectEnding(hall: Hall, stopped: Stopped, orderId: string): Promise<void> {
  const { ending } = stopped.purchase;
  const expected = { changes: [], ...ending };
  await expect.poll(() => endingOf(hall, orderId), { timeout: 60_000, message: nameOf(stopped) }).toEqual(expected);
  const payments = [orderId, ...(await changesOf(hall, orderId))];
  const charged = sum(payments.flatMap(id => hall.provider.chargedFor(id)));
  if (charged === 0) return;
  expect(charged, nameOf(stopped)).toBe(ending.paid);
  expect(sum(payments.flatMap(id => hall.provider.refundedFor(id))), nameOf(stopped)).toBe(ending.refunded);
}

/** Starts a purchase and resolves when it stands at the place; with undefined if it gets past it. */
async function stopAt(hall: Hall, prepared: Prepared, vanishes: boolean): Promise<Stopped | undefined> {
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
  let ended = false;
  const passed = outcome.then(() => {
    ended = true;
  });
  const late = sleep(STOPS_WITHIN, undefined, { ref: false });
  const there = await Promise.race([caught.then(() => true), passed, late]);
  if (there) return { ...prepared, outcome, hasEnded: () => ended };
  hall.disarm();
  return undefined;
}

/** What is there of an order in the end, in both subgraphs and at the provider. */
async function endingOf(hall: Hall, orderId: string): Promise<Ending> {
  const [row] = await hall.sql(
    `select o.status,
            (select count(*)::int from events.ticket k where k.order_id = o.id and k.status in ('VALID', 'USED')) as tickets,
            (select coalesce(sum(amount), 0)::int from payments.ledger_transaction t where t.order_id = o.id and kind = 'PAYMENT') as paid,
            (select coalesce(sum(amount), 0)::int from payments.ledger_transaction t where t.order_id = o.id and kind = 'REFUND') as refunded,
            array(select c.status from payments.order_change c where c.order_id = o.id order by number) as changes
       from payments.orders o where o.id = $1`,
    [orderId],
  );
  return row;
}

/** Exchanges of an order's tickets, which are paid each by itself. */
const changesOf = async (hall: Hall, orderId: string) =>
  (await hall.sql<{ id: string }>('select id from payments.order_change where order_id = $1', [orderId])).map(
    ({ id }) => id,
  );

const eventOf = (ready: unknown) => (ready as { event: { id: string } }).event.id;
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** No order of the event was charged twice, or given back more than once for one refund, and no cart has two orders. */
async function expectNothingTwice(hall: Hall, stopped: Stopped): Promise<void> {
  const orders = await hall.sql<{ id: string; total: number; cart: string; status: string }>(
    'select id, total, cart_id as cart, status from payments.orders where event_id = $1',
    [eventOf(stopped.ready)],
  );
  for (const { id, total } of orders) {
    for (const payment of [id, ...(await changesOf(hall, id))]) {
      const charged = hall.provider.chargedFor(payment);
      expect(charged.length, nameOf(stopped)).toBeLessThanOrEqual(1);
      expect(sum(hall.provider.refundedFor(payment)), nameOf(stopped)).toBeLessThanOrEqual(sum(charged));
    }
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
  ['orders paid by hand, and cancellations', [PURCHASES[2]!, PURCHASES[5]!, PURCHASES[6]!, PURCHASES[11]!]],
  ['refunds and late payments', [...PURCHASES.slice(3, 5), ...PURCHASES.slice(7, 9)]],
  ['exchanges of tickets', PURCHASES.slice(9, 11)],
] as const;

/** A purchase that is ready to be stopped at a place. */
type Prepared = Omit<Stopped, 'outcome' | 'hasEnded'>;

const INSERTS_CART = /^payments: .*insert cart\b/;
/**
 * What is written for all that ask together, group by group: where one is stopped, no other gets past in the same server.
 * The later in a purchase, the earlier here.
 */
const GROUPED = [
  /^events: .*insert ticket\b/,
  /^plugins: insert plugin_log\b/,
  /^payments: insert order_number\b/,
  INSERTS_CART,
];
const groupOf = ({ label }: Place) => GROUPED.findIndex(each => each.test(label));

type Target = Pick<Prepared, 'purchase' | 'place'>;

/** Of what is written in groups, that which has its places. */
const tried = new Set<string>();
function isToBeTried(place: Place): boolean {
  if (groupOf(place) < 0) return true;
  if (tried.has(place.label)) return false;
  tried.add(place.label);
  return true;
}

/** All places of all purchases. */
async function placesOf(hall: Hall, purchases: readonly Purchase[]): Promise<Target[]> {
  await hall.restart(EXPIRING);
  await hall.signIn();
  const ready = new Map<Purchase, [unknown, unknown]>();
  for (const each of purchases) ready.set(each, [await each.prepare(hall), await each.prepare(hall)]);
  await hall.restart(QUIET);
  const places: Target[] = [];
  for (const purchase of purchases) {
    const all = await commitsOf(hall, purchase, ready.get(purchase)!);
    // How a cart comes to be is the same in every purchase: it is tried in the first.
    const begun = purchase === PURCHASES[0] ? all : all.slice(all.findIndex(each => INSERTS_CART.test(each.label)) + 1);
    expect(begun.length, purchase.name).toBeGreaterThanOrEqual(3);
    // So is what is written in groups: it is tried where it comes first.
    const commits = begun.filter(isToBeTried);
    const before = commits.map((place): Place => ({ ...place, phase: 'before' }));
    places.push(...[...before, ...commits, ...atProvider(purchase)].map(place => ({ purchase, place })));
  }
  return places;
}

/** A purchase prepared for each place, in as few kills as there is room for. */
async function prepareKills(hall: Hall, targets: readonly Target[]): Promise<Prepared[][]> {
  await hall.restart(EXPIRING);
  await hall.signIn();
  const kills: Prepared[][] = [];
  const room = (kill: readonly Prepared[], place: Place) =>
    groupOf(place) < 0 || !kill.some(other => groupOf(other.place) === groupOf(place));
  for (const target of targets) {
    const prepared = { ...target, ready: await target.purchase.prepare(hall) };
    const kill = kills.find(each => room(each, target.place));
    if (kill) kill.push(prepared);
    else kills.push([prepared]);
  }
  return kills;
}

/**
 * Stops every prepared purchase at its place, all in one server, each at an event of its own; then kills the server.
 * Returns those that stood where they were to stand: what a server does besides may be caught in place of one.
 */
async function killAtAll(hall: Hall, prepared: readonly Prepared[], vanishes: boolean): Promise<Stopped[]> {
  await hall.restart(QUIET);
  hall.holdRetries();
  // Late what waits in the provider: a plugin that gets no answer ends by itself. Last what nobody gets past.
  const rank = ({ place }: Prepared) => (groupOf(place) >= 0 ? 2 + groupOf(place) : place.at === 'provider' ? 1 : 0);
  const inOrder = prepared.toSorted((a, b) => rank(a) - rank(b));
  const caught: Stopped[] = [];
  for (const each of inOrder) {
    const stopped = await stopAt(hall, each, vanishes);
    if (stopped) caught.push(stopped);
  }
  const stopped = caught.filter(each => !each.hasEnded());
  await hall.kill();
  console.log(stopped.map(nameOf).join('\n'));
  return stopped;
}

/** Kills the server at every one of these places, and says after each kill what was stopped by it. */
async function killEverywhere(
  hall: Hall,
  targets: readonly Target[],
  vanishes: boolean,
  afterwards: (stopped: readonly Stopped[]) => Promise<void>,
): Promise<void> {
  let left = targets;
  for (let tries = 0; left.length > 0; tries += 1) {
    expect(tries < MOST_TRIES ? [] : left.map(nameOf), 'never stopped there').toEqual([]);
    const reached = new Set<Place>();
    for (const prepared of await prepareKills(hall, left)) {
      const stopped = await killAtAll(hall, prepared, vanishes);
      for (const { place } of stopped) reached.add(place);
      await recover(hall);
      await afterwards(stopped);
    }
    left = left.filter(({ place }) => !reached.has(place));
  }
}

/** Starts the server again; in a while all books agree, nothing is held for nobody, and nothing is left half done. */
async function recover(hall: Hall): Promise<void> {
  const begunAt = Date.now();
  await hall.start(BRISK);
  const startedAt = Date.now();
  const pace = Math.max(1, (startedAt - begunAt) / (STARTS_WITHIN * 1_000));
  hall.letRetry();
  const leftOver = async () => [await hall.disagreements(), await hall.unfinished()];
  await expect.poll(leftOver, { timeout: RECOVERED_WITHIN * pace * 1_000, interval: 500 }).toEqual([[], []]);
  console.log(`the books agreed ${((Date.now() - startedAt) / 1_000).toFixed(1)} s after the restart`);
}

let hall: Hall;
beforeAll(async () => {
  hall = await Hall.open(EXPIRING);
});
afterAll(() => hall?.close());

describe.each(GROUPS)(
  '%s: a server killed before and after every commit, and in the middle of every payment',
  { timeout: 900_000 },
  (_, purchases) => {
    let places: Target[];
    beforeAll(async () => {
      places = await placesOf(hall, purchases);
    }, 300_000);

    test('a client that asks again with its keys ends where it would have without the kill, charged once', async () => {
      await killEverywhere(hall, places, false, async stopped => {
        for (const each of stopped) {
          const { orderId, answers } = (await each.outcome) as Run;
          await expectNothingTwice(hall, each);
          await expectEnding(hall, each, orderId);
          const again = await each.purchase.run({ buyer: hall.client(), owner: hall.owner() }, each.ready);
          expect(again.answers, `${nameOf(each)}: asked once more`).toEqual(answers);
        }
      });
      expect(await hall.disagreements()).toEqual([]);
    });

    test('when the client is never heard of again, nothing is charged twice, kept, or held for nobody', async () => {
      // What was rolled back is what was not begun: the same as after the commit before it.
      const distinct = places.filter(({ place }) => place.at === 'provider' || place.phase === 'after');
      await killEverywhere(hall, distinct, true, async stopped => {
        for (const each of stopped) {
          await each.outcome;
          await expectNothingTwice(hall, each);
        }
      });
    });
  },
);
