import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyDomainEvent, type Logger, parseDomainEvent, withoutSecrets } from '@ticketbase/kernel';
import type { Database } from '../database/database.ts';

/** Milliseconds between two looks at the outbox, while somebody watches; a commit of this process is seen sooner. */
const INTERVAL = 200;
/** Between two looks at least, however many commits there are. */
const APART = 50;
const BATCH = 500;
/** Events that wait for one watcher; whoever falls further behind than that is not told the rest. */
const MOST_WAITING = 10_000;

interface Row {
  transaction_id: string;
  position: string;
  event: unknown;
}

interface Cursor {
  readonly transaction: string;
  readonly position: string;
}

const NOW = {
  name: 'outbox_watch_now',
  text: `select snapshot::text as seen, pg_snapshot_xmin(snapshot)::text as transaction
           from pg_current_snapshot() as snapshot`,
};
/** What a long transaction holds back is told when it ends, unless it was committed before the first look. */
const NEXT = {
  name: 'outbox_watch_next',
  text: `select transaction_id::text, position::text, event from outbox
          where (transaction_id, position) > ($1::xid8, $2::bigint)
            and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            and not pg_visible_in_snapshot(transaction_id, $3::pg_snapshot)
          order by transaction_id, position limit ${BATCH}`,
};

/**
 * Tells watchers of a subgraph's domain events as they are committed, in this process or in any other on the same
 * database, in order of commit and without secrets. Unlike the relay it keeps nothing: who does not watch misses what
 * happens. It looks at the outbox only while somebody watches; NOTIFY would have every commit of the hot path queue for
 * one lock of the whole server.
 */
export class OutboxWatch {
  private readonly database: Database;
  private readonly logger: Logger;
  private readonly watchers = new Set<Watcher>();
  private looking = false;
  private wake = () => {};

  constructor(database: Database, logger: Logger) {
    this.database = database;
    this.logger = logger;
    database.onCommit(() => this.wake());
  }

  /** What happens from now on, until the signal fires. Rejects if the watcher falls behind or the database fails. */
  async *watch(signal: AbortSignal): AsyncGenerator<AnyDomainEvent> {
    const watcher = new Watcher();
    const end = () => watcher.end();
    signal.addEventListener('abort', end, { once: true });
    this.watchers.add(watcher);
    if (signal.aborted) end();
    if (!this.looking) void this.look();
    try {
      yield* watcher.events();
    } finally {
      signal.removeEventListener('abort', end);
      this.watchers.delete(watcher);
      if (this.watchers.size === 0) this.wake();
    }
  }

  private async look(): Promise<void> {
    this.looking = true;
    try {
      const { driver } = this.database;
      const [now] = await driver.query<{ seen: string; transaction: string }>(NOW);
      let cursor: Cursor = { transaction: now!.transaction, position: '0' };
      while (this.watchers.size > 0) {
        const awake = new Promise<void>(resolve => {
          this.wake = resolve;
        });
        const rows = await driver.query<Row>(NEXT, [cursor.transaction, cursor.position, now!.seen]);
        for (const row of rows) this.tell(row);
        const last = rows.at(-1);
        if (last) cursor = { transaction: last.transaction_id, position: last.position };
        if (rows.length === BATCH) continue;
        await sleep(APART);
        await Promise.race([awake, sleep(INTERVAL - APART)]);
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'domain events cannot be watched');
      for (const watcher of this.watchers) watcher.fail(error);
      this.watchers.clear();
    } finally {
      this.looking = false;
    }
  }

  private tell({ event }: Row): void {
    try {
      const told = withoutSecrets(parseDomainEvent(event));
      for (const watcher of this.watchers) watcher.push(told);
    } catch (error) {
      // The relay puts it aside, where somebody looks.
      this.logger.warn({ err: error }, 'domain event cannot be read');
    }
  }
}

/** What waits for one watcher. */
class Watcher {
  private readonly waiting: AnyDomainEvent[] = [];
  private ended = false;
  private failure: unknown;
  private wake = () => {};

  push(event: AnyDomainEvent): void {
    if (this.waiting.length >= MOST_WAITING) this.fail(new Error('The watcher has fallen too far behind.'));
    else this.waiting.push(event);
    this.wake();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  fail(error: unknown): void {
    this.failure ??= error;
    this.end();
  }

  async *events(): AsyncGenerator<AnyDomainEvent> {
    for (;;) {
      while (!this.ended && this.waiting.length > 0) yield this.waiting.shift()!;
      if (this.failure) throw this.failure;
      if (this.ended) return;
      await new Promise<void>(resolve => {
        this.wake = resolve;
      });
    }
  }
}
