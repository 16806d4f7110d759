import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** An organization's fees; one row at most. Without a row there are none. */
export const FeeRulesEntity = defineEntity({
  name: 'FeeRules',
  tableName: 'fee_rules',
  properties: p => ({
    organizationId: p.uuid().primary(),
    basisPoints: p.integer(),
    fixedPerTicket: p.integer(),
    payer: p.text().$type<'BUYER' | 'ORGANIZER'>(),
    updatedAt: p.datetime(),
  }),
});
export type FeeRules = InferEntity<typeof FeeRulesEntity>;
