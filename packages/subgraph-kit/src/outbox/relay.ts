import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyDomainEvent, type Logger, parseDomainEvent, withoutSecrets } from '@ticketbase/kernel';
import pg from 'pg';
import type { Database } from '../database/database.ts';
import { prune } from './prune.ts';

/** Someone who is told of a subgraph's domain events: at least once, in order of commit. */
export interface Subscriber {
  /** Names the cursor; stable over restarts. */
  readonly name: string;
  /** True for the one that sends secrets such as reset links to their owner; all others get events without. */
  readonly receivesSecrets?: boolean;
  /** Resolves when the event is applied for good; a rejection makes the relay try again. */
  deliver(event: AnyDomainEvent): Promise<void>;
  /**
   * As `deliver`, for several at once, in their order. A rejection says nothing about any of them: the relay delivers
   * them again, one by one.
   */
  deliverAll?(events: readonly AnyDomainEvent[]): Promise<void>;
}

const BATCH = 100;
const IDLE = 250;
/**
 * Between two looks at the outbox at least, so that they do not grow with the commits of a busy subgraph, and what happens
 * meanwhile is delivered together.
 */
const APART = 250;
const RETRY_FIRST = 200;
const RETRY_MOST = 30_000;
/** After so many attempts an event is put aside, so that it does not hold up those behind it for ever. */
const ATTEMPTS = 12;

const PRUNE_EVERY = 10 * 60_000;

/**
 * What a subscriber ($1) is to be told next. The cursor is compared as a value that is read first: joined, it would bound no
 * index, and each look would read all that was delivered and is still kept.
 */
export const NEXT_EVENTS = `
  select o.transaction_id::text, o.position::text, o.event
    from outbox o
   where (o.transaction_id, o.position) > (
           (select transaction_id from outbox_cursor where subscriber = $1),
           (select position from outbox_cursor where subscriber = $1))
     and o.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
   order by o.transaction_id, o.position
   limit ${BATCH}`;

interface Row {
  transaction_id: string;
  position: string;
  event: unknown;
}

/**
 * Delivers a subgraph's outbox to its subscribers. One relay per database is active at a time (advisory lock); the
 * others wait to take over.
 *
 * Order: rows are read by (transaction, position) and only below the oldest running transaction, so that a
 * transaction that commits late cannot slip in behind a cursor that has passed it.
 */
export class OutboxRelay {
  private readonly database: Database;
  private readonly subscribers: readonly Subscriber[];
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private readonly pauses = new Set<() => void>();
  private running: Promise<void> | undefined;
  private wakes = 0;

  constructor(database: Database, subscribers: readonly Subscriber[], logger: Logger) {
    this.database = database;
    this.subscribers = subscribers;
    this.logger = logger;
    database.onCommit(() => this.wake());
  }

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.lead();
      } catch (error) {
        if (!this.stopping.signal.aborted) this.logger.error({ err: error }, 'outbox relay lost its database');
      }
      await this.pause(1_000);
    }
  }

  /** Waits for the lock, then relays until stopped or disconnected. Each subscriber has a connection of its own. */
  private async lead(): Promise<void> {
    const lockHolder = await this.connect();
    const clients: pg.Client[] = [lockHolder];
    try {
      const lock = await lockHolder.query<{ held: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
        [`outbox:${this.database.schema}`],
      );
      if (!lock.rows[0]?.held) return;
      const lost = new Promise<never>((_, reject) => lockHolder.once('error', reject));
      const relays = this.subscribers.map(async subscriber => {
        const client = await this.connect();
        clients.push(client);
        await this.relay(client, subscriber);
      });
      await Promise.race([Promise.all([...relays, this.keepHouse(lockHolder)]), lost]);
    } finally {
      await Promise.allSettled(clients.map(client => client.end()));
    }
  }

  private async keepHouse(client: pg.Client): Promise<void> {
    const names = this.subscribers.map(({ name }) => name);
    const { signal } = this.stopping;
    while (!signal.aborted) {
      if (names.length > 0) await prune(client, names);
      await sleep(PRUNE_EVERY, undefined, { signal }).catch(() => {});
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.database.url });
    // A lost connection shows in the query that meets it.
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  private async relay(client: pg.Client, subscriber: Subscriber): Promise<void> {
    // Cursors need not be on the disk when they are moved: one that falls back has events delivered again, as any may be.
    await client.query('set synchronous_commit = off');
    await client.query('insert into outbox_cursor (subscriber) values ($1) on conflict do nothing', [subscriber.name]);
    while (!this.stopping.signal.aborted) {
      const { wakes } = this;
      const begun = performance.now();
      const { rows } = await client.query<Row>(NEXT_EVENTS, [subscriber.name]);
      await this.deliverAll(client, subscriber, rows);
      if (rows.length === BATCH) continue;
      if (wakes === this.wakes) await this.pause(IDLE);
      const rest = begun + APART - performance.now();
      if (rest > 0) await sleep(rest, undefined, { signal: this.stopping.signal }).catch(() => {});
    }
  }

  /** Moves the cursor once, past the last one that was delivered; or as soon as there is one that cannot be. */
  private async deliverAll(client: pg.Client, subscriber: Subscriber, rows: readonly Row[]): Promise<void> {
    if (await this.deliverTogether(subscriber, rows)) return this.advance(client, subscriber, rows.at(-1)!);
    let last: Row | undefined;
    for (const row of rows) {
      if (this.stopping.signal.aborted) break;
      if (await this.deliver(client, subscriber, row, last)) last = row;
    }
    if (last) await this.advance(client, subscriber, last);
  }

  /** False if the rows are to be delivered one by one, which tells the one that cannot be from the others. */
  private async deliverTogether(subscriber: Subscriber, rows: readonly Row[]): Promise<boolean> {
    if (rows.length < 2 || !subscriber.deliverAll || this.stopping.signal.aborted) return false;
    try {
      await subscriber.deliverAll(rows.map(row => readFor(subscriber, row)));
      return true;
    } catch (error) {
      const { name } = subscriber;
      this.logger.warn({ err: error, subscriber: name, events: rows.length }, 'domain events not delivered together');
      return false;
    }
  }

  /** True when the row is done with; false when stopped before that. */
  private async deliver(client: pg.Client, subscriber: Subscriber, row: Row, last: Row | undefined): Promise<boolean> {
    for (let attempt = 1; !this.stopping.signal.aborted; attempt += 1) {
      try {
        await subscriber.deliver(readFor(subscriber, row));
        return true;
      } catch (error) {
        if (attempt === 1 && last) await this.advance(client, subscriber, last);
        const eventId = (row.event as { id?: string }).id;
        this.logger.warn({ err: error, subscriber: subscriber.name, eventId, attempt }, 'domain event not delivered');
        if (attempt >= ATTEMPTS) {
          await this.bury(client, subscriber, row, error);
          return true;
        }
        await sleep(Math.min(RETRY_FIRST * 2 ** (attempt - 1), RETRY_MOST), undefined, {
          signal: this.stopping.signal,
        }).catch(() => {});
      }
    }
    return false;
  }

  private async advance(client: pg.Client, subscriber: Subscriber, row: Row): Promise<void> {
    await client.query(
      `update outbox_cursor set transaction_id = $2::xid8, position = $3, updated_at = now()
        where subscriber = $1 and (transaction_id, position) < ($2::xid8, $3)`,
      [subscriber.name, row.transaction_id, row.position],
    );
  }

  private async bury(client: pg.Client, subscriber: Subscriber, row: Row, error: unknown): Promise<void> {
    this.logger.error({ err: error, subscriber: subscriber.name }, 'domain event put aside as undeliverable');
    await client.query(
      `insert into outbox_dead_letter (subscriber, event_id, event, error)
       values ($1, ($2::jsonb->>'id')::uuid, $2::jsonb, $3) on conflict do nothing`,
      [subscriber.name, JSON.stringify(readable(row.event)), error instanceof Error ? error.message : String(error)],
    );
    await this.advance(client, subscriber, row);
  }

  private async pause(milliseconds: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await new Promise<void>(resolve => {
      const end = () => {
        clearTimeout(timer);
        this.pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.pauses.add(end);
    });
  }

  /** Ends every pause that is under way. */
  private wake(): void {
    this.wakes += 1;
    for (const end of [...this.pauses]) end();
  }
}

/** The event as its subscriber may see it. Throws for one that cannot be read. */
function readFor({ receivesSecrets }: Subscriber, row: Row): AnyDomainEvent {
  const event = parseDomainEvent(row.event);
  return receivesSecrets ? event : withoutSecrets(event);
}

/** What a dead letter keeps: the event without its secrets, or, of one that cannot be read, what it is called. */
function readable(event: unknown): object {
  try {
    return withoutSecrets(parseDomainEvent(event));
  } catch {
    const { id, name } = event as { id?: unknown; name?: unknown };
    return { id, name };
  }
}
