import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Actor } from '@ticketbase/kernel';
import type { LineTax } from '../pricing/tax.ts';

export type InvoiceKindValue = 'INVOICE' | 'CREDIT_NOTE';

/** Who sells or buys, as it stands on a document. */
export interface Party {
  readonly name: string;
  readonly company?: string | null;
  /** Lines, without the country. */
  readonly address?: string | null;
  readonly country?: string | null;
  readonly taxId?: string | null;
  readonly email?: string | null;
}

/** What the buyer wants to stand on invoices beside the name. */
export interface InvoiceAddress {
  readonly company?: string | null;
  readonly address?: string | null;
  readonly country?: string | null;
  readonly taxId?: string | null;
}

/** One line of a document. Amounts are never negative: a credit note's are what goes back. */
export interface InvoiceLine {
  readonly name: string;
  /** Null if money goes back and the tickets stay good. */
  readonly quantity: number | null;
  readonly unitPrice: number | null;
  readonly discount: number;
  readonly fees: number;
  readonly taxes: readonly LineTax[];
  readonly total: number;
}

/** What will stand in a document once it has a number. */
export interface InvoiceDraft {
  readonly kind: InvoiceKindValue;
  readonly lines: readonly InvoiceLine[];
}

/** What an organization's documents say of it, and whether they are issued by themselves. */
export const InvoiceSettingsEntity = defineEntity({
  name: 'InvoiceSettings',
  tableName: 'invoice_settings',
  properties: p => ({
    organizationId: p.uuid().primary(),
    legalName: p.text(),
    address: p.text(),
    country: p.text().nullable(),
    taxId: p.text().nullable(),
    prefix: p.text(),
    creditPrefix: p.text(),
    automatic: p.boolean(),
    footer: p.text().nullable(),
    updatedAt: p.datetime(),
  }),
});
export type InvoiceSettings = InferEntity<typeof InvoiceSettingsEntity>;

/** An issued document. Never changed, never deleted. */
export const InvoiceEntity = defineEntity({
  name: 'Invoice',
  tableName: 'invoice',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    orderId: p.uuid(),
    kind: p.text().$type<InvoiceKindValue>(),
    number: p.text(),
    series: p.text(),
    year: p.integer(),
    sequence: p.integer(),
    refersTo: p.uuid().nullable(),
    refundId: p.uuid().nullable(),
    changeId: p.uuid().nullable(),
    currency: p.text(),
    taxMode: p.text().$type<'INCLUSIVE' | 'EXCLUSIVE'>(),
    total: p.integer(),
    tax: p.integer(),
    seller: p.json<Party & { readonly footer?: string | null }>(),
    buyer: p.json<Party>(),
    /** What was sold for: the event and its date, and the order's number. */
    subject: p.text(),
    lines: p.json<readonly InvoiceLine[]>(),
    issuedAt: p.datetime(),
  }),
});
export type Invoice = InferEntity<typeof InvoiceEntity>;

/** Documents that are to be issued. */
export const InvoiceDueEntity = defineEntity({
  name: 'InvoiceDue',
  tableName: 'invoice_due',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    orderId: p.uuid(),
    refundId: p.uuid().nullable(),
    changeId: p.uuid().nullable(),
    drafts: p.json<readonly InvoiceDraft[]>(),
    actor: p.json<Actor>(),
    requestId: p.text(),
    retryAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  }),
});
export type InvoiceDue = InferEntity<typeof InvoiceDueEntity>;

/** Where a document's file was stored, and what it was. */
export const InvoiceFileEntity = defineEntity({
  name: 'InvoiceFile',
  tableName: 'invoice_file',
  properties: p => ({
    invoiceId: p.uuid().primary(),
    organizationId: p.uuid(),
    objectKey: p.text(),
    sha256: p.text().nullable(),
    storedAt: p.datetime().nullable(),
  }),
});

/** A link to an exported list, by the hash of its token. */
export const ExportLinkEntity = defineEntity({
  name: 'ExportLink',
  tableName: 'export_link',
  properties: p => ({
    tokenHash: p.text().primary(),
    organizationId: p.uuid(),
    list: p.text(),
    query: p.json<object>(),
    expiresAt: p.datetime(),
    createdAt: p.datetime(),
  }),
});
