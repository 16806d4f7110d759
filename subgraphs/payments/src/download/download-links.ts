import { createHmac, timingSafeEqual } from 'node:crypto';
import { hashSecret, isId, newSecret } from '@ticketbase/kernel';
import type { Database } from '@ticketbase/subgraph-kit';

/** Seconds for which a link to a document is good: long enough to click it. */
const DOCUMENT_LIFETIME = 600;
/** Seconds for which a link to an export is good, once. */
const EXPORT_LIFETIME = 60;

/** What an export's link was made for. */
export interface ExportLink {
  readonly organizationId: string;
  readonly list: string;
  readonly query: object;
}

export interface MadeLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * Makes and reads links to files. Whoever has a link has the file, so that links are made for those who may have it, and
 * soon end. A document's says what it is for under a signature; an export's is a secret that is good once.
 */
export class DownloadLinks {
  private readonly base: string;
  private readonly secret: string;
  private readonly database: Database;

  constructor(publicUrl: string, secret: string, database: Database) {
    this.base = `${publicUrl}/downloads/payments`;
    this.secret = secret;
    this.database = database;
  }

  toDocument(invoiceId: string): string {
    const until = Math.floor(Date.now() / 1_000) + DOCUMENT_LIFETIME;
    return `${this.base}/${invoiceId}.${until}.${this.sign(invoiceId, until)}`;
  }

  /** The document's id, if the link is good now. */
  readDocument(token: string): string | null {
    const [, id, until, signature] = /^([0-9a-f-]{36})\.(\d{10})\.([\w-]{43})$/.exec(token) ?? [];
    if (!id || !isId(id) || Number(until) < Date.now() / 1_000) return null;
    const expected = Buffer.from(this.sign(id, Number(until)));
    return timingSafeEqual(expected, Buffer.from(signature!)) ? id : null;
  }

  async toExport({ organizationId, list, query }: ExportLink): Promise<MadeLink> {
    const token = newSecret();
    const expiresAt = new Date(Date.now() + EXPORT_LIFETIME * 1_000);
    await this.database.forkTenant(organizationId).execute(
      `insert into export_link (token_hash, organization_id, list, query, expires_at, created_at)
       values (?, ?, ?, ?::jsonb, ?, now())`,
      [hashSecret(token), organizationId, list, JSON.stringify(query), expiresAt],
    );
    return { url: `${this.base}/${token}`, expiresAt };
  }

  /** What the link is for, once: one statement takes it. */
  async takeExport(token: string): Promise<ExportLink | null> {
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

  private sign(invoiceId: string, until: number): string {
    return createHmac('sha256', this.secret).update(`document:${invoiceId}:${until}`).digest('base64url');
  }
}
