import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { paymentsSchema } from '../src/schema.ts';

test('the subgraph composes alone, and every type, field, argument and value is described', () => {
  const { errors } = composeServices([
    { name: 'payments', typeDefs: parse(paymentsSchema.sdl), url: 'http://payments' },
  ]);
  expect(errors).toBeUndefined();
  const undescribed: string[] = [];
  for (const type of Object.values(paymentsSchema.schema.getTypeMap())) {
    if (
      type.name.includes('__') ||
      type.name.startsWith('_') ||
      !type.astNode ||
      ['Query', 'Mutation'].includes(type.name)
    )
      continue;
    if (!type.description) undescribed.push(type.name);
    if ('getValues' in type) {
      undescribed.push(
        ...type
          .getValues()
          .filter(value => !value.description)
          .map(value => `${type.name}.${value.name}`),
      );
    }
    if (!('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.description) undescribed.push(`${type.name}.${field.name}`);
      for (const argument of 'args' in field ? field.args : []) {
        if (!argument.description) undescribed.push(`${type.name}.${field.name}(${argument.name})`);
      }
    }
  }
  expect(undescribed).toEqual([]);
});

test('who may call each operation is declared', () => {
  expect(Object.fromEntries(paymentsSchema.access)).toEqual({
    'Query.cart': 'public',
    'Query.order': 'public',
    'Query.myOrders': 'authenticated',
    'Query.orders': 'orders:read',
    'Query.promoCodes': 'payments:read',
    'Query.feeRules': 'payments:read',
    'Query.taxRules': 'payments:read',
    'Mutation.createCart': 'public',
    'Mutation.updateCart': 'public',
    'Mutation.applyPromoCode': 'public',
    'Mutation.releaseCart': 'public',
    'Mutation.checkout': 'public',
    'Mutation.confirmPayment': 'public',
    'Mutation.recordManualPayment': 'orders:write',
    'Mutation.cancelOrder': 'orders:write',
    'Mutation.resendTickets': 'orders:write',
    'Mutation.refundOrder': 'orders:refund',
    'Mutation.createPromoCode': 'payments:write',
    'Mutation.deactivatePromoCode': 'payments:write',
    'Mutation.updateFees': 'payments:write',
    'Mutation.updateTaxRules': 'payments:write',
  });
});
