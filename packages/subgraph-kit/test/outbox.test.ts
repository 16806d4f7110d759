import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type AnyDomainEvent, domainEvent, newId } from '@ticketbase/kernel';
import { createTestDatabase, silentLogger, type TestDatabase, testViewer } from '@ticketbase/testing';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyAll, applyOnce, OutboxRelay, recordEvents } from '../src/index.ts';
import { prune } from '../src/outbox/prune.ts';
import { NEXT_EVENTS } from '../src/outbox/relay.ts';

let db: TestDatabase;
let relays: OutboxRelay[];
const viewer = testViewer();
/** Events wait for transactions of all databases of the server, also those of tests beside this one. */
const eventually = <Result>(look: () => Result) => vi.waitFor(look, { timeout: 15_000 });
const made = (title: string) =>
  domainEvent('event.created', { eventId: newId(), title, slug: 's' }, { viewer, requestId: 'r' });

beforeEach(async () => {
  db = await createTestDatabase({ name: 'events', entities: [], migrations: [] });
  relays = [];
});
afterEach(async () => {
  await Promise.all(relays.map(relay => relay.stop()));
  await db.close();
});

function relay(deliver: (event: AnyDomainEvent) => Promise<void>, receivesSecrets = false) {
  const started = new OutboxRelay(db.database, [{ name: 'analytics', deliver, receivesSecrets }], silentLogger);
  started.start();
  relays.push(started);
  return started;
}
const record = (...events: ReturnType<typeof made>[]) =>
  db.database.fork(viewer).transactional(em => recordEvents(em, ...events));

test('control: an event that is recorded beside the transaction of its change tells of a change that never was', async () => {
  const titles: string[] = [];
  relay(async event => void titles.push((event.payload as { title: string }).title));
  await db.database
    .fork(viewer)
    .transactional(async () => {
      await record(made('undone'));
      throw new Error('rolled back');
    })
    .catch(() => {});
  await eventually(() => expect(titles).toEqual(['undone']));
});

test('an event of a transaction that rolls back is never delivered', async () => {
  const titles: string[] = [];
  relay(async event => void titles.push((event.payload as { title: string }).title));
  await db.database
    .fork(viewer)
    .transactional(async em => {
      await recordEvents(em, made('undone'));
      throw new Error('rolled back');
    })
    .catch(() => {});
  await record(made('done'));
  await eventually(() => expect(titles).toEqual(['done']));
});

test('an event of a transaction that commits late is delivered, though a later one was delivered before', async () => {
  const titles: string[] = [];
  relay(async event => void titles.push((event.payload as { title: string }).title));
  let commit = () => {};
  const held = new Promise<void>(resolve => {
    commit = resolve;
  });
  const slow = db.database.fork(viewer).transactional(async em => {
    await recordEvents(em, made('slow'));
    await held;
  });
  await sleep(50);
  await record(made('quick'));
  await sleep(400);
  commit();
  await slow;
  await eventually(() => expect([...titles].sort()).toEqual(['quick', 'slow']));
});

test('a delivery that fails is tried again, and the ones behind it wait their turn', async () => {
  const seen: string[] = [];
  let failures = 2;
  relay(async event => {
    const { title } = event.payload as { title: string };
    if (title === 'first' && failures-- > 0) throw new Error('not now');
    seen.push(title);
  });
  await record(made('first'), made('second'));
  await eventually(() => expect(seen).toEqual(['first', 'second']));
});

test('the cursor passes a batch at its end, and one that fails holds back itself and those behind it only', async () => {
  let isBroken = true;
  const seen: string[] = [];
  relay(async event => {
    const { title } = event.payload as { title: string };
    if (title === 'third' && isBroken) throw new Error('not now');
    seen.push(title);
  });
  const passed = async () => {
    const rows = await db.database.forkTenant(null).execute<{ title: string }[]>(
      `select o.event->'payload'->>'title' as title from outbox o, outbox_cursor c
        where (c.transaction_id, c.position) >= (o.transaction_id, o.position) order by o.position`,
    );
    return rows.map(row => row.title);
  };
  await record(...['first', 'second', 'third', 'fourth'].map(made));
  // Also where the process ends now, whoever goes on begins with the third.
  await eventually(async () => expect(await passed()).toEqual(['first', 'second']));
  isBroken = false;
  await eventually(async () => expect(await passed()).toHaveLength(4));
  expect(seen).toEqual(['first', 'second', 'third', 'fourth']);
});

test('two relays on one database do not deliver an event twice', async () => {
  const seen: string[] = [];
  relay(async event => void seen.push(event.id));
  relay(async event => void seen.push(event.id));
  await record(...Array.from({ length: 20 }, (_, i) => made(`event ${i}`)));
  await eventually(() => expect(seen.length).toBe(20));
  await sleep(500);
  expect(new Set(seen).size).toBe(20);
  expect(seen.length).toBe(20);
});

test('secret fields reach only the subscriber that asks for them', async () => {
  const payloads: object[] = [];
  relay(async event => void payloads.push(event.payload));
  const reset = domainEvent(
    'user.password_reset_requested',
    { userId: newId(), email: 'a@example.org', name: 'A', resetToken: 'open sesame' },
    { viewer, requestId: 'r' },
  );
  await db.database.fork(viewer).transactional(em => recordEvents(em, reset));
  await eventually(() => expect(payloads).toHaveLength(1));
  expect(JSON.stringify(payloads)).not.toContain('open sesame');
});

test('an event that is delivered many times at once is applied once', async () => {
  let applied = 0;
  const jobs = {
    'event.created': async () => {
      applied += 1;
    },
  };
  const event = made('once') as AnyDomainEvent;
  await Promise.all(Array.from({ length: 8 }, () => applyOnce(db.database, jobs, event)));
  expect(applied).toBe(1);
});

test('an event is applied again when the handler failed, because its note was rolled back with it', async () => {
  let calls = 0;
  const jobs = {
    'event.created': async () => {
      calls += 1;
      if (calls === 1) throw new Error('half way');
    },
  };
  const event = made('again') as AnyDomainEvent;
  await expect(applyOnce(db.database, jobs, event)).rejects.toThrow('half way');
  await applyOnce(db.database, jobs, event);
  expect(calls).toBe(2);
});

test('events that arrive together are delivered together, and one by one where that fails', async () => {
  const together: string[][] = [];
  const alone: string[] = [];
  const titleOf = ({ payload }: AnyDomainEvent) => (payload as { title: string }).title;
  let failures = 0;
  const subscriber = {
    name: 'analytics',
    deliver: async (event: AnyDomainEvent) => {
      if (titleOf(event) === 'second' && failures++ < 1) throw new Error('not now');
      alone.push(titleOf(event));
    },
    deliverAll: async (events: readonly AnyDomainEvent[]) => {
      together.push(events.map(titleOf));
      if (events.some(event => titleOf(event) === 'second')) throw new Error('not together');
    },
  };
  await record(...['first', 'second', 'third'].map(made));
  const started = new OutboxRelay(db.database, [subscriber], silentLogger);
  relays.push(started);
  started.start();
  await eventually(() => expect(alone).toEqual(['first', 'second', 'third']));
  await record(...['fourth', 'fifth'].map(made));
  await eventually(() => expect(together).toHaveLength(2));
  expect(together).toEqual([
    ['first', 'second', 'third'],
    ['fourth', 'fifth'],
  ]);
  expect(alone).toHaveLength(3);
});

test('of events that are applied together, none is where one fails, and each sees its own tenant', async () => {
  const seen: (string | null)[] = [];
  let isBroken = true;
  const jobs = {
    'event.created': async (event: { organizationId: string | null }, em: EntityManager) => {
      if (isBroken && seen.length === 1) throw new Error('half way');
      seen.push((em.getFilterParams('tenant') as { organizationId: string }).organizationId);
      expect(event.organizationId).toBe(seen.at(-1));
    },
  };
  const other = domainEvent(
    'event.created',
    { eventId: newId(), title: 'elsewhere', slug: 's' },
    { viewer: testViewer({ organizationId: newId() }), requestId: 'r' },
  );
  const events = [made('here'), other] as AnyDomainEvent[];
  await expect(applyAll(db.database, { jobs }, events)).rejects.toThrow('half way');
  isBroken = false;
  seen.length = 0;
  let finished = 0;
  const finish = async () => {
    finished += 1;
  };
  await applyAll(db.database, { jobs, finish }, events);
  await applyAll(db.database, { jobs, finish }, events);
  expect(seen).toEqual(events.map(({ organizationId }) => organizationId));
  expect(finished, 'nothing was left to do the second time').toBe(1);
});

test('an event leaves the outbox when all have got it, and not before', async () => {
  await record(made('for both'));
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    const kept = async () => (await client.query('select 1 from outbox')).rowCount;
    const passed = (subscriber: string) =>
      client.query(
        `insert into outbox_cursor (subscriber, transaction_id, position)
         select $1, transaction_id, position from outbox`,
        [subscriber],
      );
    await passed('analytics');
    await prune(client, ['analytics', 'notifications'], '0 seconds');
    expect(await kept(), 'notifications has not got it').toBe(1);
    await passed('notifications');
    await prune(client, ['analytics', 'notifications']);
    expect(await kept(), 'it is too fresh').toBe(1);
    await prune(client, ['analytics', 'notifications'], '0 seconds');
    expect(await kept()).toBe(0);
  } finally {
    await client.end();
  }
});

test('idempotency keys are kept for a month, and what could not be delivered for three', async () => {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    for (const days of [29, 31, 89, 91]) {
      await client.query(
        `insert into idempotency_key (owner, operation, key, input_hash, created_at)
         values ('o', 'buy', $1, '', now() - make_interval(days => $2))`,
        [String(days), days],
      );
      await client.query(
        `insert into outbox_dead_letter (subscriber, event_id, event, error, created_at)
         values ('analytics', gen_random_uuid(), $1, '', now() - make_interval(days => $2))`,
        [String(days), days],
      );
    }
    await prune(client, ['analytics']);
    const keys = await client.query<{ key: string }>('select key from idempotency_key');
    expect(keys.rows.map(({ key }) => key)).toEqual(['29']);
    const letters = await client.query<{ event: number }>('select event from outbox_dead_letter order by created_at');
    expect(letters.rows.map(({ event }) => event)).toEqual([89, 31, 29]);
  } finally {
    await client.end();
  }
});

test('a look at the outbox reads what is new, however much was delivered and is still kept', async () => {
  const em = db.database.forkTenant(null);
  await em.execute(`insert into outbox (event_id, event) select gen_random_uuid(), '{}' from generate_series(1, 3000)`);
  await em.execute(
    `insert into outbox_cursor (subscriber, transaction_id, position)
     select name, transaction_id, max(position) from outbox, (values ('analytics'), ('mails')) as s (name)
      group by name, transaction_id`,
  );
  await em.execute('insert into outbox (event_id, event) select gen_random_uuid(), $$[]$$ from generate_series(1, 2)');
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    const look = async () => {
      const { rows } = await client.query({ text: `explain (analyze, format json) ${NEXT_EVENTS}`, values: ['mails'] });
      expect(rows[0]['QUERY PLAN'][0].Plan['Actual Rows']).toBe(2);
      return JSON.stringify(rows[0]);
    };
    for (const statistics of ['none', 'taken']) {
      if (statistics === 'taken') await client.query('analyze outbox, outbox_cursor');
      const plan = await eventually(look);
      expect(plan, statistics).toContain('"Index Name":"outbox_order"');
      expect(plan.match(/"Rows Removed by [^"]*":[1-9]\d\d/g), statistics).toBeNull();
    }
  } finally {
    await client.end();
  }
});
