import type { Money } from '@ticketbase/kernel';
import {
  Connection,
  DateTime,
  Directive,
  Field,
  ID,
  MoneyType,
  ObjectType,
  registerEnumType,
  Url,
} from '@ticketbase/subgraph-kit/graphql';

/** What kind of document it is. */
export enum InvoiceKind {
  INVOICE = 'INVOICE',
  CREDIT_NOTE = 'CREDIT_NOTE',
}
registerEnumType(InvoiceKind, {
  name: 'InvoiceKind',
  description: 'What kind of document it is.',
  valuesConfig: {
    INVOICE: { description: 'Says what was sold.' },
    CREDIT_NOTE: { description: 'Takes back, in whole or in part, what an invoice said.' },
  },
});

@ObjectType('Invoice', { description: 'An issued invoice or credit note. Never changed, never deleted.' })
export class InvoiceType {
  @Field(() => ID, { description: 'The document’s id.' })
  id!: string;

  @Field(() => InvoiceKind, { description: 'What kind of document it is.' })
  kind!: InvoiceKind;

  @Field(() => String, { description: 'Its number, e.g. INV2026-000042; a series has no gaps.' })
  number!: string;

  @Field(() => MoneyType, { description: 'The total; of a credit note, what goes back.' })
  total!: Money;

  @Field(() => MoneyType, { description: 'The tax in the total.' })
  tax!: Money;

  @Field(() => ID, { nullable: true, description: 'The id of the invoice that a credit note refers to.' })
  refersTo?: string | null;

  @Field(() => ID, { description: 'The order’s id.' })
  orderId!: string;

  @Field(() => String, { description: 'The buyer, as the document names it.' })
  buyerName!: string;

  @Field(() => DateTime, { description: 'When it was issued.' })
  issuedAt!: Date;

  @Field(() => Url, {
    description: 'Where the PDF is for the next ten minutes, for whoever has the link; ask again for another.',
  })
  downloadUrl!: string;
}

export const InvoiceConnection = Connection(() => InvoiceType, 'Invoice');

@ObjectType('InvoiceAddress', { description: 'What the buyer wants to stand on invoices beside the name.' })
export class InvoiceAddressType {
  @Field(() => String, { nullable: true, description: 'The company.' })
  company?: string | null;

  @Field(() => String, { nullable: true, description: 'The address, in lines, without the country.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'The country, as ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'The tax id, such as a VAT number.' })
  taxId?: string | null;
}

@ObjectType('InvoiceSettings', { description: 'What an organization’s invoices say of it, and when they are issued.' })
export class InvoiceSettingsType {
  @Field(() => ID, { description: 'The organization’s id.' })
  id!: string;

  @Field(() => String, { description: 'The name by law; empty if nothing was set yet, and no invoice is issued.' })
  legalName!: string;

  @Field(() => String, { description: 'The address, in lines, without the country.' })
  address!: string;

  @Field(() => String, { nullable: true, description: 'The country, as ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'The tax id, such as a VAT number.' })
  taxId?: string | null;

  @Field(() => String, { description: 'What numbers of invoices begin with.' })
  prefix!: string;

  @Field(() => String, { description: 'What numbers of credit notes begin with.' })
  creditPrefix!: string;

  @Field(() => Boolean, { description: 'Whether an invoice is issued when an order is confirmed; else by hand.' })
  automatic!: boolean;

  @Field(() => String, { nullable: true, description: 'One line at the foot of every page.' })
  footer?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the settings last changed; null if never.' })
  updatedAt?: Date | null;
}

@Directive('@inaccessible')
@ObjectType('InvoiceAttachment', { description: 'An invoice as a file of a mail.' })
export class InvoiceAttachmentType {
  @Field(() => String, { description: 'What the file is called.' })
  fileName!: string;

  @Field(() => String, { description: 'The PDF, as base64.' })
  pdf!: string;
}
