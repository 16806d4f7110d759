import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { TaxRate } from '../pricing/tax.ts';

/** An organization's taxes; one row at most. Without a row there are none. */
export const TaxRulesEntity = defineEntity({
  name: 'TaxRules',
  tableName: 'tax_rules',
  properties: p => ({
    organizationId: p.uuid().primary(),
    mode: p.text().$type<'INCLUSIVE' | 'EXCLUSIVE'>(),
    rates: p.json<TaxRate[]>(),
    updatedAt: p.datetime(),
  }),
});
export type TaxRules = InferEntity<typeof TaxRulesEntity>;

/** The category by which a ticket type is taxed; without a row it has none. */
export const TaxCategoryEntity = defineEntity({
  name: 'TaxCategory',
  tableName: 'tax_category',
  properties: p => ({
    organizationId: p.uuid().primary(),
    ticketTypeId: p.uuid().primary(),
    category: p.text(),
    updatedAt: p.datetime(),
  }),
});
