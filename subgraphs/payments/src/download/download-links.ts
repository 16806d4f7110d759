import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '@ticketbase/kernel';
import { type Database, OneTimeLinks } from '@ticketbase/subgraph-kit';

/** Seconds for which a link to a document is good: long enough to click it. */
const DOCUMENT_LIFETIME = 600;
/**
 * Makes and reads links to files. Whoever has a link has the file, so that links are made for those who may have it, and
 * soon end. A document's says what it is for under a signature; an export's is a secret that is good once.
 */
export class DownloadLinks {
  readonly exports: OneTimeLinks;
  private readonly base: string;
  private readonly secret: string;

  constructor(publicUrl: string, secret: string, database: Database) {
    this.base = `${publicUrl}/downloads/payments`;
    this.secret = secret;
    this.exports = new OneTimeLinks(database, this.base);
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

  private sign(invoiceId: string, until: number): string {
    return createHmac('sha256', this.secret).update(`document:${invoiceId}:${until}`).digest('base64url');
  }
}
