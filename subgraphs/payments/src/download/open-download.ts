import type { Download } from '@ticketbase/kernel';
import type { PaymentsParts } from '../context.ts';
import { orderExport } from '../export/order-export.ts';
import { InvoiceEntity } from '../invoice/invoice.entity.ts';
import { fileNameOf } from '../invoice/invoice-files.ts';

/** The file that a link leads to; null if the link is not good, or not any more. */
export async function openDownload(
  { database, invoiceFiles, links }: Pick<PaymentsParts, 'database' | 'invoiceFiles' | 'links'>,
  token: string,
  signal: AbortSignal,
): Promise<Download | null> {
  const invoiceId = links.readDocument(token);
  if (invoiceId === null) {
    const link = await links.exports.take(token);
    return link && orderExport(database, link, signal);
  }
  const em = database.forkTenant(null);
  const options = { filters: { tenant: false }, disableIdentityMap: true } as const;
  const invoice = await em.findOne(InvoiceEntity, { id: invoiceId }, options);
  if (!invoice) return null;
  const bytes = await invoiceFiles.read(invoice);
  return { filename: fileNameOf(invoice), contentType: 'application/pdf', body: once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
