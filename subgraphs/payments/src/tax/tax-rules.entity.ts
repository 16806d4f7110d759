import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** One named rate of tax. */
export interface TaxRate {
  readonly name: string;
  readonly basisPoints: number;
}

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
