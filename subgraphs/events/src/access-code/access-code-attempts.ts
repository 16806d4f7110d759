import { hashSecret } from '@ticketbase/kernel';
import { AttemptLimit, type Database } from '@ticketbase/subgraph-kit';
import { TooManyAccessCodesError } from './access-code.errors.ts';

/** Wrong codes that one client may try. */
export const accessCodeLimit = new AttemptLimit({ table: 'access_code_attempt', most: 20 });

/** The codes that one client tries. What is kept of it is a hash, and a sweep forgets it after the hour. */
export class AccessCodeAttempts {
  private readonly database: Database;
  private readonly client: string | undefined;

  /** `client` is what the one who tries is known by, such as a network; nothing is counted if that is not known. */
  constructor(database: Database, client: string | null | undefined) {
    this.database = database;
    this.client = client ? hashSecret(`access-code:${client}`) : undefined;
  }

  /** Counts an attempt before the code is looked at, so that many at once do not pass together. Throws TOO_MANY_ACCESS_CODES. */
  async count(): Promise<void> {
    if (!this.client) return;
    const wait = await accessCodeLimit.count(this.database.forkTenant(null), this.client);
    if (wait !== undefined) throw new TooManyAccessCodesError(wait);
  }

  /** Takes one back: the code was right. */
  async forgive(): Promise<void> {
    if (this.client) await accessCodeLimit.forgive(this.database.forkTenant(null), this.client);
  }
}
