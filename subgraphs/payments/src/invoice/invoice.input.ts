import { severalLines, singleLine } from '@ticketbase/kernel';
import { Field, InputType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

@InputType('InvoiceAddressInput', { description: 'What the buyer wants to stand on invoices beside the name.' })
export class InvoiceAddressInput {
  @Field(() => String, { nullable: true, description: 'The company, at most 200 characters.' })
  company?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address, in lines, without the country; at most 500 characters.',
  })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'The country, as ISO 3166-1 alpha-2, e.g. DE.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'The tax id, such as a VAT number; at most 40 characters.' })
  taxId?: string | null;
}

@InputType('InvoiceSettingsInput', { description: 'What invoices say from now on; those that were issued stay.' })
export class InvoiceSettingsInput {
  @Field(() => String, { description: 'The name by law, 1 to 200 characters.' })
  legalName!: string;

  @Field(() => String, { description: 'The address, in lines, without the country; 1 to 500 characters.' })
  address!: string;

  @Field(() => String, { nullable: true, description: 'The country, as ISO 3166-1 alpha-2, e.g. DE.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'The tax id, such as a VAT number; at most 40 characters.' })
  taxId?: string | null;

  @Field(() => String, {
    description: 'What numbers of invoices begin with, 1 to 12 letters, digits, - or /. A new one begins a new series.',
  })
  prefix!: string;

  @Field(() => String, { description: 'The same for credit notes; another than that of invoices.' })
  creditPrefix!: string;

  @Field(() => Boolean, { description: 'Whether an invoice is issued when an order is confirmed; else by hand.' })
  automatic!: boolean;

  @Field(() => String, { nullable: true, description: 'One line at the foot of every page, at most 200 characters.' })
  footer?: string | null;
}

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'Must be two capital letters, such as DE.' })
  .nullish();
const taxId = singleLine({ most: 40, mayBeEmpty: true }).nullish();
const prefix = z.string().regex(/^[A-Za-z0-9/-]{1,12}$/, { error: 'Must be 1 to 12 letters, digits, - or /.' });

export const invoiceAddress = z.object({
  company: singleLine({ most: 200, mayBeEmpty: true }).nullish(),
  address: severalLines({ most: 500, mayBeEmpty: true }).nullish(),
  country,
  taxId,
});

export const invoiceSettingsInput = z
  .object({
    legalName: singleLine({ most: 200 }),
    address: severalLines({ most: 500 }),
    country,
    taxId,
    prefix,
    creditPrefix: prefix,
    automatic: z.boolean(),
    footer: singleLine({ most: 200, mayBeEmpty: true }).nullish(),
  })
  .refine(input => input.prefix !== input.creditPrefix, {
    path: ['creditPrefix'],
    error: 'Must be another than that of invoices.',
  });
