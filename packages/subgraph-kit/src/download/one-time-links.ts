import { hashSecret, newSecret } from '@ticketbase/kernel';
import type { Database } from '../database/database.ts';

/** Seconds for which a link is good, once. */
const LIFETIME = 60;

/** What a link was made for: which list of whom, and how it was narrowed. JSON. */
export interface ExportOrder {
  readonly organizationId: string;
  readonly list: string;
  readonly query: object;
}

/**
 * Links to exported lists, each a secret that is good once, within a minute, for whoever has it: so it is made for those
 * who may have the list, and tenant, permission and filter are bound into it. The database has the hash of it only.
 */
export class OneTimeLinks {
  private readonly database: Database;
  private readonly base: string;

  /** `base` is what links begin with, without a slash at the end; their table is `export_link`. */
  constructor(database: Database, base: string) {
    this.database = database;
    this.base = base;
  }

  async make({
    organizationId,
    list,
    query,
  }: ExportOrder): Promise<{ readonly url: string; readonly expiresAt: Date }> {
    const token = newSecret();
    const expiresAt = new Date(Date.now() + LIFETIME * 1_000);
    await this.database.forkTenant(organizationId).execute(
      `insert into export_link (token_hash, organization_id, list, query, expires_at, created_at)
       values (?, ?, ?, ?::jsonb, ?, now())`,
      [hashSecret(token), organizationId, list, JSON.stringify(query), expiresAt],
    );
    return { url: `${this.base}/${token}`, expiresAt };
  }

  /** What the link is for; one statement takes it, so that it opens once. Null if it is not good, or not any more. */
  async take(token: string): Promise<ExportOrder | null> {
    const [row] = await this.database
      .forkTenant(null)
      .execute<{ organization_id: string; list: string; query: object; good: boolean }[]>(
        'delete from export_link where token_hash = ? returning organization_id, list, query, expires_at > now() as good',
        [hashSecret(token)],
      );
    return row?.good ? { organizationId: row.organization_id, list: row.list, query: row.query } : null;
  }

  /** Forgets links that nobody opened. */
  async sweep(): Promise<void> {
    await this.database.forkTenant(null).execute('delete from export_link where expires_at < now()');
  }
}
