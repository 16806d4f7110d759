import type { EntityManager } from '@mikro-orm/postgresql';
import { hashSecret } from '@ticketbase/kernel';
import type { Database } from '@ticketbase/subgraph-kit';
import { TooManyAccessCodesError } from './access-code.errors.ts';

/** Wrong codes that one client may try within an hour. */
const MOST_ATTEMPTS = 20;
const WINDOW_SECONDS = 3_600;

/** The codes that one client tries. What is kept of it is a hash, and a sweep forgets it after the hour. */
export class AccessCodeAttempts {
  private readonly database: Database;
  private readonly client: string | undefined;

  /** `client` is what the one who tries is known by, such as a network; nothing is counted if that is not known. */
  constructor(database: Database, client: string | null | undefined) {
    this.database = database;
    this.client = client ? hashSecret(`access-code:${client}`) : undefined;
  }

  /**
   * Counts an attempt before the code is looked at, by one statement, so that many at once do not pass the limit
   * together. Throws TOO_MANY_ACCESS_CODES.
   */
  async count(): Promise<void> {
    if (!this.client) return;
    const over = `a.since < now() - make_interval(secs => ${WINDOW_SECONDS})`;
    const [row] = await this.em().execute<{ attempts: number; wait: number }[]>(
      `insert into access_code_attempt as a (client, attempts, since) values (?, 1, now())
       on conflict (client) do update set
         attempts = case when ${over} then 1 else a.attempts + 1 end,
         since = case when ${over} then now() else a.since end
       returning attempts, ceil(extract(epoch from since + make_interval(secs => ${WINDOW_SECONDS}) - now()))::int as wait`,
      [this.client],
    );
    if (row!.attempts > MOST_ATTEMPTS) throw new TooManyAccessCodesError(Math.max(1, row!.wait));
  }

  /** Takes one back: the code was right. */
  async forgive(): Promise<void> {
    if (!this.client) return;
    const sql = 'update access_code_attempt set attempts = attempts - 1 where client = ? and attempts > 0';
    await this.em().execute(sql, [this.client]);
  }

  /** Counts are no tenant's. */
  private em(): EntityManager {
    return this.database.forkTenant(null);
  }
}

/** Forgets clients whose hour is over. Returns how many. */
export async function forgetAccessCodeAttempts(em: EntityManager): Promise<number> {
  const forgotten = await em.execute(
    `delete from access_code_attempt where client in (
       select client from access_code_attempt where since < now() - make_interval(secs => ${WINDOW_SECONDS})
        limit 1000 for update skip locked)
     returning client`,
  );
  return forgotten.length;
}
