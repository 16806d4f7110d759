import { type AnyDomainEvent, newId } from '@ticketbase/kernel';
import { silentLogger } from '@ticketbase/testing';
import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ProjectionStep, Projector } from '../src/projection/projector.ts';
import { AnalyticsDatabase } from '../src/store/analytics-database.ts';
import { confirmed, databaseName, happened, mongoUrl, orderPayload } from './subgraph-under-test.ts';

const name = databaseName();
let client: MongoClient;
let db: Db;
const opened: AnalyticsDatabase[] = [];

const open = async () => {
  const database = new AnalyticsDatabase({ url: mongoUrl(), database: name });
  await database.open();
  opened.push(database);
  return database;
};

beforeAll(async () => {
  client = new MongoClient(mongoUrl());
  db = client.db(name);
});
afterAll(async () => {
  await Promise.all(opened.map(database => database.close()));
  await db.dropDatabase();
  await client.close();
});

/** Orders, gross and noted events of an organization in both kinds of rollups, and its log's rows. */
async function figures(organizationId: string) {
  const sum = async (collection: string) => {
    const rows = await db.collection(collection).find({ organizationId, kind: 'ORDER' }).toArray();
    return {
      orders: rows.reduce((all, row) => all + row.orders, 0),
      gross: rows.reduce((all, row) => all + row.gross, 0),
      refunded: rows.reduce((all, row) => all + row.refunded, 0),
      pending: rows.flatMap(row => row.pending),
    };
  };
  return {
    fine: await sum('sales_quarter_hourly'),
    daily: await sum('sales_daily'),
    log: await db.collection('activities').countDocuments({ organizationId }),
  };
}

const counted = (orders: number, refunded = 0) => ({ orders, gross: orders * 5_000, refunded, pending: [] });

/** The lease of a process that died ends by itself; the test does not wait for it. */
const endLeases = () =>
  db.collection('domain_events').updateMany({ projectedAt: null }, { $set: { leasedUntil: new Date(0) } });

/** Applies events in a process that dies after the step: it reaches the database no more, so it tidies nothing up. */
async function dieAfter(step: ProjectionStep, ...events: AnyDomainEvent[]): Promise<void> {
  const database = await open();
  const projector = new Projector(database, silentLogger, reached => {
    if (reached !== step) return;
    Object.defineProperty(database, 'domainEvents', { get: die });
    die();
  });
  await expect(projector.applyAll(events)).rejects.toThrow('died');
}

function die(): never {
  throw new Error('died');
}

test('an event that is delivered twice counts once', async () => {
  const projector = new Projector(await open(), silentLogger);
  const organizationId = newId();
  const event = confirmed(organizationId);
  await projector.apply(event);
  await projector.apply(event);
  expect(await figures(organizationId)).toEqual({ fine: counted(1), daily: counted(1), log: 1 });
  // Without the id under which it is known, the same happening counts again.
  await projector.apply({ ...event, id: newId() } as AnyDomainEvent);
  expect((await figures(organizationId)).daily).toEqual(counted(2));
});

for (const step of ['stored', 'activity', 'quarterHours', 'days', 'marked'] as const) {
  test(`a projector that dies after “${step}” leaves an event that counts once when it is delivered again`, async () => {
    const organizationId = newId();
    const before = new Projector(await open(), silentLogger);
    await before.apply(confirmed(organizationId));
    const event = confirmed(organizationId);
    await dieAfter(step, event);
    await endLeases();
    const after = new Projector(await open(), silentLogger);
    // Others in the same rollups, before the one that was interrupted is taken up.
    await after.apply(confirmed(organizationId));
    await after.apply(event);
    await after.apply(event);
    const { fine, daily, log } = await figures(organizationId);
    expect({ ...fine, pending: [] }).toEqual(counted(3));
    expect({ ...daily, pending: [] }).toEqual(counted(3));
    expect(log).toBe(3);
  });
}

test('without the note of its id in the rollup, the event would count twice after the crash', async () => {
  const organizationId = newId();
  const event = confirmed(organizationId);
  await dieAfter('quarterHours', event);
  await endLeases();
  await db.collection('sales_quarter_hourly').updateMany({ organizationId }, { $set: { pending: [] } });
  await new Projector(await open(), silentLogger).apply(event);
  const { fine, daily } = await figures(organizationId);
  expect(fine.orders).toBe(2);
  expect(daily.orders).toBe(1);
});

test('what a dead projector left is recovered without being delivered again', async () => {
  const organizationId = newId();
  await dieAfter('activity', confirmed(organizationId));
  await endLeases();
  const projector = new Projector(await open(), silentLogger);
  expect(await projector.recover()).toBe(1);
  expect(await projector.recover()).toBe(0);
  expect(await figures(organizationId)).toEqual({ fine: counted(1), daily: counted(1), log: 1 });
});

test('an event that cannot be applied does not hold up the recovery of others', async () => {
  const organizationId = newId();
  const [broken, fine] = [confirmed(organizationId), confirmed(organizationId)];
  await dieAfter('stored', broken);
  await dieAfter('stored', fine);
  await endLeases();
  const projector = new Projector(await open(), silentLogger, (_, { id }) => {
    if (id === broken.id) throw new Error('a fault');
  });
  expect(await projector.recover()).toBe(1);
  expect((await figures(organizationId)).daily).toEqual(counted(1));
  await new Projector(await open(), silentLogger).apply(broken);
  expect((await figures(organizationId)).daily).toEqual(counted(2));
});

test('an event that one projector has in hand is refused to others, until it gives up or its lease ends', async () => {
  const organizationId = newId();
  const event = confirmed(organizationId);
  const other = new Projector(await open(), silentLogger);
  await dieAfter('activity', event);
  await expect(other.apply(event)).rejects.toThrow('is being applied by another projector');
  await endLeases();
  await other.apply(event);
  expect(await figures(organizationId)).toEqual({ fine: counted(1), daily: counted(1), log: 1 });

  const failing = confirmed(organizationId);
  const faulty = new Projector(await open(), silentLogger, step => {
    if (step === 'quarterHours') throw new Error('a fault');
  });
  await expect(faulty.apply(failing)).rejects.toThrow('a fault');
  await other.apply(failing);
  expect(await figures(organizationId)).toEqual({ fine: counted(2), daily: counted(2), log: 2 });
});

test('many projectors at once count each event once', async () => {
  const organizationId = newId();
  const projectors = await Promise.all([open(), open(), open()]).then(all =>
    all.map(each => new Projector(each, silentLogger)),
  );
  const events = Array.from({ length: 12 }, () => confirmed(organizationId));
  await Promise.all(
    projectors.flatMap(projector =>
      events.map(event =>
        projector
          .apply(event)
          .catch(() => projector.apply(event))
          .catch(() => {}),
      ),
    ),
  );
  for (const event of events) await projectors[0]!.apply(event);
  expect(await figures(organizationId)).toEqual({ fine: counted(12), daily: counted(12), log: 12 });
});

test('refunds count when they happen, at the order they belong to', async () => {
  const organizationId = newId();
  const projector = new Projector(await open(), silentLogger);
  const payload = orderPayload();
  await projector.apply(happened('order.confirmed', organizationId, { ...payload, tickets: [] }));
  const refund = { amount: 2_000, currency: 'EUR' };
  await projector.apply(happened('order.refunded', organizationId, { ...payload, refund, reason: null }));
  expect((await figures(organizationId)).daily).toEqual(counted(1, 2_000));
});

test('add-ons of an order are no tickets, but lines with figures of their own', async () => {
  const organizationId = newId();
  const projector = new Projector(await open(), silentLogger);
  const payload = orderPayload({ quantity: 2 });
  const addOn = { ticketTypeId: newId(), name: 'Shirt', quantity: 3, total: payload.total, admits: false };
  const items = [...payload.items, addOn];
  await projector.apply(happened('order.confirmed', organizationId, { ...payload, items, tickets: [] }));
  const kept = await db.collection('sales_daily').find({ organizationId }).toArray();
  const tickets = (kind: string, ticketTypeId: string | null) =>
    kept.find(rollup => rollup.kind === kind && rollup.ticketTypeId === ticketTypeId)?.tickets;
  expect([tickets('ORDER', null), tickets('LINE', addOn.ticketTypeId)]).toEqual([2, 3]);
});

test('no secret and no buyer’s address is kept in the log, and no secret anywhere', async () => {
  const organizationId = newId();
  const projector = new Projector(await open(), silentLogger);
  await projector.apply(
    happened('order.placed', organizationId, { ...orderPayload(), instructions: 'Pay', paymentReference: 'REF-1' }),
  );
  await projector.apply(
    happened('member.invited', organizationId, {
      invitationId: newId(),
      email: 'new@example.org',
      role: 'SUPPORT',
      organizationName: 'Harbour Concerts',
      invitationToken: 'a-token-that-opens-a-door',
    }),
  );
  const log = JSON.stringify(await db.collection('activities').find({ organizationId }).toArray());
  const raw = JSON.stringify(await db.collection('domain_events').find({ organizationId }).toArray());
  expect(log).toContain('REF-1');
  expect(log).not.toContain('example.org');
  expect(log + raw).not.toContain('a-token-that-opens-a-door');
});

test('events that are delivered together count once each, in whichever company they come again', async () => {
  const projector = new Projector(await open(), silentLogger);
  const organizationId = newId();
  const [known, first, second, third] = [1, 2, 3, 4].map(() => confirmed(organizationId));
  await projector.apply(known!);
  const elsewhere = newId();
  await projector.applyAll([first!, known!, confirmed(elsewhere), second!]);
  await projector.applyAll([second!, third!, first!]);
  expect(await figures(organizationId)).toEqual({ fine: counted(4), daily: counted(4), log: 4 });
  expect(await figures(elsewhere)).toEqual({ fine: counted(1), daily: counted(1), log: 1 });
});

for (const step of ['stored', 'activity', 'quarterHours', 'days', 'marked'] as const) {
  test(`of events delivered together, none is lost and none counts twice where the projector dies after “${step}”`, async () => {
    const organizationId = newId();
    const events = [1, 2, 3].map(() => confirmed(organizationId));
    await dieAfter(step, ...events);
    await endLeases();
    const after = new Projector(await open(), silentLogger);
    // In other company than before: one of them alone, then all with one that is new.
    await after.apply(events[1]!);
    await after.applyAll([...events, confirmed(organizationId)]);
    const { fine, daily, log } = await figures(organizationId);
    expect({ ...fine, pending: [] }).toEqual(counted(4));
    expect({ ...daily, pending: [] }).toEqual(counted(4));
    expect(log).toBe(4);
  });
}
