import { domainEvent, isId, NotFoundError, ServiceUnavailableError } from '@ticketbase/kernel';
import {
  mapPage,
  type Page,
  type PreparedStatement,
  paginate,
  parseInput,
  recordEvents,
} from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import type { RequestScope } from '../context.ts';
import { lockOrder } from '../order/lock-order.ts';
import { OrderItemEntity } from '../order/order.entity.ts';
import {
  type Invoice,
  InvoiceDueEntity,
  InvoiceEntity,
  type InvoiceSettings,
  InvoiceSettingsEntity,
} from './invoice.entity.ts';
import { InvoiceSettingsMissingError, OrderNotInvoiceableError } from './invoice.errors.ts';
import { type InvoiceSettingsInput, invoiceSettingsInput } from './invoice.input.ts';
import type { InvoiceAttachmentType, InvoiceKind, InvoiceSettingsType, InvoiceType } from './invoice.type.ts';
import { draftOfOrder } from './invoice-draft.ts';
import { noteInvoiceDue } from './invoice-due.ts';
import { fileNameOf } from './invoice-files.ts';

/** Mails ask for the documents of every order, and most organizations let none be issued. */
const HAS_DOCUMENTS: PreparedStatement = {
  name: 'has-documents',
  text: `select exists (select 1 from invoice_due where order_id = $1 and organization_id = $2)
             or exists (select 1 from invoice where order_id = $1 and organization_id = $2) as "hasDocuments"`,
};

const UNSET = { legalName: '', address: '', prefix: 'INV', creditPrefix: 'CN', automatic: true } as const;

/** Invoices and credit notes: who sees them, and what they say of the seller. */
export class InvoiceService {
  private readonly scope: RequestScope;
  private readonly byOrder = new DataLoader<string, Invoice[]>(ids => this.loadMany(ids), { cache: false });

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /** For whoever reached the order, oldest first. */
  async invoicesOf(orderId: string): Promise<InvoiceType[]> {
    return (await this.byOrder.load(orderId)).map(invoice => this.show(invoice));
  }

  /** All of the viewer's organization, newest first. */
  async list(page: ConnectionArgs): Promise<Page<InvoiceType>> {
    this.scope.viewer.require('orders:read');
    const options = { where: {}, orderBy: { id: 'desc' } } as const;
    return mapPage(await paginate<Invoice>(this.scope.em, InvoiceEntity, page, options), invoice => this.show(invoice));
  }

  async settings(): Promise<InvoiceSettingsType> {
    const organizationId = this.scope.viewer.require('payments:read');
    return toSettings(organizationId, await this.findSettings(organizationId));
  }

  /** Throws BAD_USER_INPUT. */
  async updateSettings(input: InvoiceSettingsInput): Promise<InvoiceSettingsType> {
    const { em, viewer, requestId } = this.scope;
    const organizationId = viewer.require('payments:write');
    const values = parseInput(invoiceSettingsInput, input);
    const { country = null, taxId = null, footer = null, ...rest } = values;
    const settings = { ...rest, country: country || null, taxId: taxId || null, footer: footer || null };
    const before = await this.findSettings(organizationId);
    const names = Object.keys(settings) as Array<keyof typeof settings>;
    const changed = names.filter(name => settings[name] !== (before?.[name] ?? null));
    await em.transactional(async tx => {
      await tx.upsert(InvoiceSettingsEntity, { organizationId, ...settings, updatedAt: new Date() });
      await recordEvents(tx, domainEvent('invoice_settings.updated', { changed }, { viewer, requestId }));
    });
    return toSettings(organizationId, await this.findSettings(organizationId));
  }

  /**
   * Issues the invoice of an order that has none; one that was issued stays as it is.
   * Throws NOT_FOUND, INVOICE_SETTINGS_MISSING and ORDER_NOT_INVOICEABLE.
   */
  async issue(orderId: string): Promise<InvoiceType[]> {
    const organizationId = this.scope.viewer.require('orders:write');
    if (!isId(orderId)) throw new NotFoundError('The order');
    if (!(await this.findSettings(organizationId))) throw new InvoiceSettingsMissingError();
    const em = this.scope.database.forkTenant(organizationId);
    await em.transactional(async tx => {
      const order = await lockOrder(tx, orderId);
      const [known] = await tx.execute(
        `select 1 from invoice where order_id = ? and organization_id = ?
         union all select 1 from invoice_due where order_id = ? and organization_id = ?`,
        [orderId, organizationId, orderId, organizationId],
      );
      if (known) return;
      if (order.status !== 'CONFIRMED' || order.total === 0) throw new OrderNotInvoiceableError(order.status);
      const items = await tx.find(OrderItemEntity, { orderId }, { orderBy: { id: 'asc' }, disableIdentityMap: true });
      await noteInvoiceDue(tx, order, { drafts: [draftOfOrder(items)], byHand: true }, this.scope);
    });
    await this.scope.issueInvoices.run(organizationId, orderId);
    return this.invoicesOf(orderId);
  }

  /**
   * The invoices of an order as files, or the documents of one refund or change of it (`of`). Throws SERVICE_UNAVAILABLE
   * while one is due and cannot be issued.
   */
  async attachments(orderId: string, of: string | null): Promise<InvoiceAttachmentType[]> {
    const { database, invoiceFiles, issueInvoices, viewer } = this.scope;
    const organizationId = viewer.requireOrganization();
    if (!isId(orderId)) return [];
    const [row] = await database.driver.query<{ hasDocuments: boolean }>(HAS_DOCUMENTS, [orderId, organizationId]);
    if (!row!.hasDocuments) return [];
    await issueInvoices.run(organizationId, orderId);
    const em = database.forkTenant(organizationId);
    const due = await em.count(InvoiceDueEntity, { orderId });
    if (due > 0) throw new ServiceUnavailableError('The invoice');
    const options = { orderBy: { id: 'asc' }, disableIdentityMap: true } as const;
    if (of !== null && !isId(of)) return [];
    const wanted = of === null ? { kind: 'INVOICE' as const } : { $or: [{ refundId: of }, { changeId: of }] };
    const issued = await em.find(InvoiceEntity, { orderId, ...wanted }, options);
    const toFile = async (invoice: Invoice) => ({
      fileName: fileNameOf(invoice),
      pdf: (await invoiceFiles.read(invoice)).toString('base64'),
    });
    return Promise.all(issued.map(toFile));
  }

  private show(invoice: Invoice): InvoiceType {
    const { id, kind, number, total, tax, currency, refersTo, orderId, buyer, issuedAt } = invoice;
    return {
      ...{ id, kind: kind as InvoiceKind, number, refersTo, orderId, issuedAt },
      total: { amount: total, currency },
      tax: { amount: tax, currency },
      buyerName: buyer.company || buyer.name,
      downloadUrl: this.scope.links.toDocument(id),
    };
  }

  private findSettings(organizationId: string): Promise<InvoiceSettings | null> {
    return this.scope.em.findOne(InvoiceSettingsEntity, { organizationId }, { disableIdentityMap: true });
  }

  private async loadMany(orderIds: readonly string[]): Promise<Invoice[][]> {
    const rows = await this.scope.em.find(
      InvoiceEntity,
      { orderId: { $in: [...orderIds] } },
      { filters: { tenant: false }, orderBy: { id: 'asc' }, disableIdentityMap: true },
    );
    return orderIds.map(id => rows.filter(row => row.orderId === id));
  }
}

const toSettings = (organizationId: string, settings: InvoiceSettings | null): InvoiceSettingsType => ({
  ...UNSET,
  ...settings,
  id: organizationId,
});
