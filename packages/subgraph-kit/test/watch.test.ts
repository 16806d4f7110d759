import { type AnyDomainEvent, domainEvent, httpEndpoint, newId } from '@ticketbase/kernel';
import { createTestDatabase, silentLogger, type TestDatabase, testViewer } from '@ticketbase/testing';
import pg from 'pg';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Database, OutboxWatch, recordEvents, Subgraph, serveSubgraph } from '../src/index.ts';

let db: TestDatabase;
const viewer = testViewer();
/** Events wait for transactions of all databases of the server, also those of tests beside this one. */
const eventually = <Result>(look: () => Result) => vi.waitFor(look, { timeout: 15_000 });
const made = (title: string) =>
  domainEvent('event.created', { eventId: newId(), title, slug: 's' }, { viewer, requestId: 'r' });

beforeEach(async () => {
  db = await createTestDatabase({ name: 'events', entities: [], migrations: [] });
});
afterEach(() => db.close());

const record = (...titles: string[]) =>
  db.database.fork(viewer).transactional(em => recordEvents(em, ...titles.map(made)));

const titleOf = (event: AnyDomainEvent) => (event.payload as { title: string }).title;

/** Keeps what a watcher is told; it is listening when this resolves. */
async function follow(watch: (signal: AbortSignal) => AsyncIterable<AnyDomainEvent>) {
  const ended = new AbortController();
  const titles: string[] = [];
  const done = (async () => {
    for await (const event of watch(ended.signal)) titles.push(titleOf(event));
  })();
  done.catch(() => {});
  onTestFinished(async () => {
    ended.abort();
    await done.catch(() => {});
  });
  await eventually(async () => {
    await record('is anyone there?');
    expect(titles).not.toEqual([]);
  });
  const told = () => titles.filter(title => title !== 'is anyone there?');
  return { told, done, end: () => ended.abort() };
}

test('watchers are told of what is committed from now on, in order, whoever commits it', async () => {
  await record('before');
  const watch = new OutboxWatch(db.database, silentLogger);
  const [one, two] = await Promise.all([follow(s => watch.watch(s)), follow(s => watch.watch(s))]);
  await record('a', 'b');
  const other = await Database.connect({ url: db.url, schema: 'events', entities: [], migrations: [] });
  onTestFinished(() => other.close());
  await other.fork(viewer).transactional(em => recordEvents(em, made('of another process')));
  for (const { told } of [one, two]) await eventually(() => expect(told()).toEqual(['a', 'b', 'of another process']));
});

test('what was committed before is no news, also while a transaction that began earlier goes on', async () => {
  const earlier = new pg.Client({ connectionString: db.url });
  await earlier.connect();
  await earlier.query('begin');
  await earlier.query('select pg_current_xact_id()');
  await record('before');
  const looks = vi.spyOn(db.database.driver, 'query');
  onTestFinished(() => looks.mockRestore());
  const watch = new OutboxWatch(db.database, silentLogger);
  const ended = new AbortController();
  const told: string[] = [];
  const done = (async () => {
    for await (const event of watch.watch(ended.signal)) told.push(titleOf(event));
  })();
  // The first thing it asks is where the outbox ends.
  await eventually(() => expect(looks.mock.calls.length).toBeGreaterThan(1));
  await record('after');
  await earlier.query('commit');
  await earlier.end();
  await eventually(() => expect(told).toContain('after'));
  ended.abort();
  await done;
  expect(told).toEqual(['after']);
});

test('a transaction that commits late is told of, though a later one was told of before', async () => {
  const watch = new OutboxWatch(db.database, silentLogger);
  const { told } = await follow(signal => watch.watch(signal));
  const late = new pg.Client({ connectionString: db.url });
  await late.connect();
  await late.query('begin');
  const event = made('late');
  await late.query('insert into outbox (event_id, event) values ($1, $2)', [event.id, JSON.stringify(event)]);
  await record('early');
  await late.query('commit');
  await late.end();
  await eventually(() => expect(told()).toEqual(['late', 'early']));
});

test('secrets are told to no watcher', async () => {
  const watch = new OutboxWatch(db.database, silentLogger);
  const ended = new AbortController();
  const events: AnyDomainEvent[] = [];
  const done = (async () => {
    for await (const event of watch.watch(ended.signal)) events.push(event);
  })();
  const payload = { userId: newId(), email: 'a@example.org', name: 'A', resetToken: 'the secret' };
  const reset = domainEvent('user.password_reset_requested', payload, { viewer, requestId: 'r' });
  await eventually(async () => {
    await db.database.fork(viewer).transactional(em => recordEvents(em, { ...reset, id: newId() }));
    expect(events).not.toEqual([]);
  });
  expect(JSON.stringify(events)).not.toContain('the secret');
  ended.abort();
  await done;
});

test('the outbox is looked at only while somebody watches', async () => {
  const watch = new OutboxWatch(db.database, silentLogger);
  const query = vi.spyOn(db.database.driver, 'query');
  const { end, done } = await follow(signal => watch.watch(signal));
  end();
  await done;
  await eventually(async () => {
    query.mockClear();
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(query).not.toHaveBeenCalled();
  });
});

test('a watcher learns that its database has gone', async () => {
  const watch = new OutboxWatch(db.database, silentLogger);
  const { done } = await follow(signal => watch.watch(signal));
  vi.spyOn(db.database.driver, 'query').mockRejectedValue(new Error('terminating connection'));
  await expect(done).rejects.toThrow();
});

test('behind HTTP a subgraph is watched by those who sign, and they learn of its end', async () => {
  const watch = new OutboxWatch(db.database, silentLogger);
  const schema = {
    name: 'events',
    sdl: '',
    schema: undefined as never,
    access: new Map(),
    fieldScopes: new Map(),
  } as const;
  const subgraph = new Subgraph({
    ...{ schema, logger: silentLogger, createServices: () => ({}), watch: signal => watch.watch(signal) },
  });
  const secret = 'a secret of at least 32 characters';
  const findKey = async () => undefined;
  const server = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret, findKey });
  const endpoint = (by: string) => httpEndpoint({ name: 'events', url: server.url, secret: by, caller: 'gateway' });
  const stranger = endpoint('another secret of the same length').watch!(new AbortController().signal);
  await expect(stranger[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  const { told, done } = await follow(endpoint(secret).watch!);
  await record('over there');
  await eventually(() => expect(told()).toEqual(['over there']));
  const since = performance.now();
  await server.close();
  await expect(done).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(performance.now() - since, 'milliseconds to stop').toBeLessThan(2_000);
});
