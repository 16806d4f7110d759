import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '@ticketbase/kernel';
import type { Database } from '@ticketbase/subgraph-kit';
import type { DocumentStore } from './document-store.ts';
import { type Invoice, InvoiceEntity, InvoiceFileEntity } from './invoice.entity.ts';
import { renderInvoice } from './invoice-pdf.ts';

export interface InvoiceFilesParts {
  readonly database: Database;
  readonly logger: Logger;
  readonly documents: DocumentStore;
}

/** Files that one round of the sweep makes: each takes the processor for some hundredths of a second. */
const BATCH = 20;

/** The files of documents: kept in object storage, and rendered again where they are lost. */
export class InvoiceFiles {
  private readonly parts: InvoiceFilesParts;

  constructor(parts: InvoiceFilesParts) {
    this.parts = parts;
  }

  /** Renders and stores those that were issued and have no file yet, some at a time. */
  async sweep(): Promise<void> {
    const missing = await this.parts.database
      .forkTenant(null)
      .execute<{ invoice_id: string; organization_id: string }[]>(
        `select invoice_id, organization_id from invoice_file where stored_at is null order by invoice_id limit ${BATCH}`,
      );
    for (const { invoice_id: id, organization_id } of missing) {
      const em = this.parts.database.forkTenant(organization_id);
      await this.render(await em.findOneOrFail(InvoiceEntity, { id }, { disableIdentityMap: true }));
    }
  }

  /** The file as it was issued. Throws SERVICE_UNAVAILABLE. */
  async read(invoice: Invoice): Promise<Buffer> {
    const em = this.parts.database.forkTenant(invoice.organizationId);
    const where = { invoiceId: invoice.id };
    const { objectKey, sha256: issued } = await em.findOneOrFail(InvoiceFileEntity, where, {
      disableIdentityMap: true,
    });
    const stored = issued == null ? null : await this.parts.documents.get(objectKey);
    if (stored && sha256(stored) === issued) return stored;
    const bytes = await this.render(invoice);
    if (issued != null && sha256(bytes) !== issued) {
      this.parts.logger.error({ invoiceId: invoice.id }, 'document rendered otherwise than it was issued');
    }
    return bytes;
  }

  private async render(invoice: Invoice): Promise<Buffer> {
    const { id: invoiceId, organizationId } = invoice;
    const em = this.parts.database.forkTenant(organizationId);
    const bytes = await renderInvoice(invoice, await numberOf(em, invoice.refersTo));
    await this.parts.documents.put(objectKeyOf(invoice), bytes, 'application/pdf');
    // The first hash stays: it says what was issued.
    await em.execute(
      `update invoice_file set sha256 = coalesce(sha256, ?), stored_at = now() where invoice_id = ? and organization_id = ?`,
      [sha256(bytes), invoiceId, organizationId],
    );
    return bytes;
  }
}

/** Where a document's file is kept. */
export const objectKeyOf = ({ id, organizationId }: Pick<Invoice, 'id' | 'organizationId'>): string =>
  `invoices/${organizationId}/${id}.pdf`;

/** What a document is called where it is kept by whoever got it. */
export const fileNameOf = ({ number }: Pick<Invoice, 'number'>): string => `${number.replaceAll('/', '-')}.pdf`;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function numberOf(em: EntityManager, id: string | null | undefined): Promise<string | null> {
  if (id == null) return null;
  return (await em.findOneOrFail(InvoiceEntity, { id }, { disableIdentityMap: true })).number;
}
