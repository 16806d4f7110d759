import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** What buyers of an organization may do with their orders themselves; without a row, nothing. */
export const OrderRulesEntity = defineEntity({
  name: 'OrderRules',
  tableName: 'order_rules',
  properties: p => ({
    organizationId: p.uuid().primary(),
    buyersRenameAttendees: p.boolean(),
    updatedAt: p.datetime(),
  }),
});
export type OrderRules = InferEntity<typeof OrderRulesEntity>;
