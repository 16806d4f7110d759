import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, newId, Viewer } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import type { PaymentsParts } from '../context.ts';
import type { SaleFacts } from '../foreign/events.graphql.ts';
import { type Order, OrderEntity } from '../order/order.entity.ts';
import {
  type Invoice,
  type InvoiceDraft,
  type InvoiceDue,
  InvoiceDueEntity,
  InvoiceEntity,
  InvoiceFileEntity,
  type InvoiceSettings,
  InvoiceSettingsEntity,
} from './invoice.entity.ts';
import { taxOfLine, totalOf } from './invoice-draft.ts';
import { objectKeyOf } from './invoice-files.ts';

type Parts = Pick<PaymentsParts, 'database' | 'logger' | 'saleFacts'>;

const BATCH = 100;

/** Issues documents that are due: gives each its number and writes it down for good. */
export class IssueInvoices {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** All that are due for an order, in the order in which they became due. Whatever stops it is logged; a sweep goes on. */
  async run(organizationId: string, orderId: string): Promise<void> {
    const em = this.parts.database.forkTenant(organizationId);
    const options = { orderBy: { createdAt: 'asc', id: 'asc' }, disableIdentityMap: true } as const;
    for (const due of await em.find(InvoiceDueEntity, { orderId }, options)) {
      try {
        await this.issue(em, due);
      } catch (error) {
        this.parts.logger.warn({ err: error, orderId }, 'document of an order not issued yet');
        await em.execute(
          `update invoice_due set retry_at = now() + interval '30 seconds' where id = ? and organization_id = ?`,
          [due.id, organizationId],
        );
        return;
      }
    }
  }

  /** Those that a process left behind. */
  async sweep(): Promise<void> {
    const due = await this.parts.database.forkTenant(null).execute<{ organization_id: string; order_id: string }[]>(
      `select organization_id, order_id from invoice_due
        where created_at < now() - interval '2 seconds' and (retry_at is null or retry_at < now())
        group by 1, 2 order by min(created_at) limit ${BATCH}`,
    );
    for (const { organization_id, order_id } of due) await this.run(organization_id, order_id);
  }

  private async issue(em: EntityManager, due: InvoiceDue): Promise<void> {
    const { organizationId, requestId } = due;
    const order = await em.findOneOrFail(OrderEntity, { id: due.orderId }, { disableIdentityMap: true });
    // Asked for outside of the transaction, which holds the series' number.
    const facts = await this.parts.saleFacts.of(order.eventId, { organizationId, requestId });
    await em.transactional(tx => this.write(tx, order, due, facts));
  }

  /** Exactly once: whoever deletes the row issues what it says, in the same transaction. */
  private async write(tx: EntityManager, order: Order, due: InvoiceDue, facts: SaleFacts): Promise<void> {
    const { organizationId, refundId, changeId } = due;
    const taken = await tx.execute('delete from invoice_due where id = ? and organization_id = ? returning id', [
      due.id,
      organizationId,
    ]);
    if (taken.length === 0) return;
    const settings = await tx.findOne(InvoiceSettingsEntity, { organizationId }, { disableIdentityMap: true });
    if (!settings) return;
    for (const draft of due.drafts) {
      const original = draft.kind === 'CREDIT_NOTE' ? await this.invoiceToCredit(tx, order.id, draft) : null;
      // Nothing was invoiced, so there is nothing to credit.
      if (draft.kind === 'CREDIT_NOTE' && !original) continue;
      const invoice = await this.newInvoice(tx, order, settings, draft, facts);
      const refersTo = original?.id ?? null;
      const row = { ...invoice, refersTo, refundId: refundId ?? null, changeId: changeId ?? null };
      await tx.insert(InvoiceEntity, row);
      await this.tell(tx, order, row, due);
      const file = { invoiceId: row.id, organizationId, objectKey: objectKeyOf(row), sha256: null, storedAt: null };
      await tx.insert(InvoiceFileEntity, file);
    }
  }

  private async newInvoice(
    tx: EntityManager,
    order: Order,
    settings: InvoiceSettings,
    { kind, lines }: InvoiceDraft,
    facts: SaleFacts,
  ): Promise<Omit<Invoice, 'refersTo' | 'refundId' | 'changeId'>> {
    const { organizationId, currency, taxMode, buyerName, buyerEmail } = order;
    const issuedAt = new Date();
    const series = kind === 'INVOICE' ? settings.prefix : settings.creditPrefix;
    const year = issuedAt.getUTCFullYear();
    const sequence = await takeInvoiceNumber(tx, { organizationId, series, year });
    const { legalName, address, country, taxId, footer } = settings;
    const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: facts.timeZone });
    return {
      ...{ id: newId(), organizationId, orderId: order.id, kind, series, year, sequence },
      number: `${series}${year}-${String(sequence).padStart(6, '0')}`,
      ...{ currency, taxMode, lines: [...lines], total: totalOf(lines) },
      tax: lines.reduce((sum, line) => sum + taxOfLine(line), 0),
      seller: { name: legalName, address, country, taxId, footer },
      buyer: { name: buyerName, email: buyerEmail, ...order.invoiceAddress },
      subject: `${facts.title}, ${date.format(new Date(facts.startsAt))} · Order ${order.number}`,
      issuedAt,
    };
  }

  /**
   * What a credit note refers to. A ticket that became another stands on an invoice of its own, so that an order may have
   * several: the latest that names what is credited and of which so much is left, else one of which so much is left.
   */
  private async invoiceToCredit(tx: EntityManager, orderId: string, { lines }: InvoiceDraft): Promise<Invoice | null> {
    const options = { orderBy: { id: 'desc' }, disableIdentityMap: true } as const;
    const documents = await tx.find(InvoiceEntity, { orderId }, options);
    const invoices = documents.filter(({ kind }) => kind === 'INVOICE');
    const creditedOf = (id: string) =>
      documents.reduce((sum, { refersTo, total }) => sum + (refersTo === id ? total : 0), 0);
    const named = ({ lines: own }: Invoice) => lines.every(({ name }) => own.some(line => line.name === name));
    const sufficing = invoices.filter(({ id, total }) => total - creditedOf(id) >= totalOf(lines));
    return sufficing.find(named) ?? sufficing[0] ?? invoices.at(-1) ?? null;
  }

  private async tell(tx: EntityManager, order: Order, invoice: Invoice, due: InvoiceDue): Promise<void> {
    const { id: invoiceId, organizationId, orderId, number, kind, total, currency } = invoice;
    const payload = { invoiceId, orderId, eventId: order.eventId, number, kind, total: { amount: total, currency } };
    const by = { viewer: Viewer.service('payments', organizationId), requestId: due.requestId, organizationId };
    await recordEvents(tx, { ...domainEvent('invoice.issued', payload, by), actor: due.actor });
  }
}

/**
 * The next number of a series. Its row stays locked until the caller's transaction ends, so that documents get their
 * numbers one after the other, and a number that is not used is the next one's.
 */
export async function takeInvoiceNumber(
  tx: EntityManager,
  { organizationId, series, year }: { readonly organizationId: string; readonly series: string; readonly year: number },
): Promise<number> {
  const [row] = await tx.execute<{ last: number }[]>(
    `insert into invoice_number (organization_id, series, year, last) values (?, ?, ?, 1)
     on conflict (organization_id, series, year) do update set last = invoice_number.last + 1 returning last`,
    [organizationId, series, year],
  );
  return row!.last;
}
