import type { EntityManager } from '@mikro-orm/postgresql';

/** What is limited, and where it is counted. */
export interface AttemptLimitOptions {
  /** A table with a text as its key, `attempts int` and `since timestamptz`. */
  readonly table: string;
  /** The key's column; default `client`. */
  readonly key?: string;
  /** Attempts that one client has within the time. */
  readonly most: number;
  /** For how long an attempt counts, from the client's first one on; default 1. */
  readonly hours?: number;
}

/**
 * Counts what one client tries within some hours. The key says who it is, as a hash; counts are no tenant's, so that the
 * EntityManager must see all. Each method is one statement, so that attempts at once are all counted.
 */
export class AttemptLimit {
  private readonly table: string;
  private readonly key: string;
  private readonly most: number;
  private readonly window: string;

  constructor({ table, key = 'client', most, hours = 1 }: AttemptLimitOptions) {
    this.table = table;
    this.key = key;
    this.most = most;
    this.window = `interval '${hours} hours'`;
  }

  /** Counts an attempt. Gives the seconds to wait if it is one too many. */
  async count(em: EntityManager, client: string): Promise<number | undefined> {
    const over = `a.since < now() - ${this.window}`;
    const [row] = await em.execute<{ attempts: number; wait: number }[]>(
      `insert into ${this.table} as a (${this.key}, attempts, since) values (?, 1, now())
       on conflict (${this.key}) do update set
         attempts = case when ${over} then 1 else a.attempts + 1 end,
         since = case when ${over} then now() else a.since end
       returning attempts, ceil(extract(epoch from since + ${this.window} - now()))::int as wait`,
      [client],
    );
    return row!.attempts > this.most ? Math.max(1, row!.wait) : undefined;
  }

  /** The seconds to wait if the client has no attempt left; counts nothing. */
  async wait(em: EntityManager, client: string): Promise<number | undefined> {
    const [over] = await em.execute<{ wait: number }[]>(
      `select ceil(extract(epoch from since + ${this.window} - now()))::int as wait from ${this.table}
        where ${this.key} = ? and attempts >= ? and since > now() - ${this.window}`,
      [client, this.most],
    );
    return over && Math.max(1, over.wait);
  }

  /** Takes an attempt back that turned out to be none. */
  async forgive(em: EntityManager, client: string): Promise<void> {
    await em.execute(`update ${this.table} set attempts = attempts - 1 where ${this.key} = ? and attempts > 0`, [
      client,
    ]);
  }

  /** Forgets some clients whose time is over. Gives how many. */
  async forget(em: EntityManager): Promise<number> {
    const forgotten = await em.execute(
      `delete from ${this.table} where ${this.key} in (
         select ${this.key} from ${this.table} where since < now() - ${this.window} limit 1000 for update skip locked)
       returning ${this.key}`,
    );
    return forgotten.length;
  }
}
