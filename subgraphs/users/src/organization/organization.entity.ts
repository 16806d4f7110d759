import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** What invoices and receipts say about an organization. */
export interface Billing {
  readonly legalName?: string | null;
  readonly address?: string | null;
  readonly country?: string | null;
  readonly taxId?: string | null;
  readonly email?: string | null;
}

/** A tenant. */
export const OrganizationEntity = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: p => ({
    id: p.uuid().primary(),
    slug: p.text(),
    name: p.text(),
    logoUrl: p.text().nullable(),
    currency: p.text().default('EUR'),
    timeZone: p.text().default('UTC'),
    locale: p.text().default('en'),
    holdMinutes: p.integer().default(10),
    supportEmail: p.text().nullable(),
    billing: p.json<Billing>().defaultRaw(`'{}'`),
    createdAt: p.datetime().defaultRaw('now()'),
  }),
});
export type Organization = InferEntity<typeof OrganizationEntity>;
