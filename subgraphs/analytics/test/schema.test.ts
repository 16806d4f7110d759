import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { analyticsSchema } from '../src/index.ts';

test('the schema composes', () => {
  const { errors } = composeServices([{ name: 'analytics', typeDefs: parse(analyticsSchema.sdl) }]);
  expect(errors?.map(error => error.message)).toBeUndefined();
});

test('everything in the schema is described', () => {
  const undescribed: string[] = [];
  for (const definition of parse(analyticsSchema.sdl).definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const name = definition.name.value;
    if (['Query', 'Mutation'].includes(name)) continue;
    if ('description' in definition && !definition.description) undescribed.push(name);
  }
  for (const type of Object.values(analyticsSchema.schema.getTypeMap())) {
    if (type.name.startsWith('_') || !('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.name.startsWith('_') && !field.description) undescribed.push(`${type.name}.${field.name}`);
      for (const argument of 'args' in field ? field.args : []) {
        if (!argument.description && !field.name.startsWith('_'))
          undescribed.push(`${type.name}.${field.name}(${argument.name})`);
      }
    }
  }
  expect(undescribed).toEqual([]);
});

test('every operation says who may call it', () => {
  expect(Object.fromEntries(analyticsSchema.access)).toEqual({
    'Query.salesAnalytics': 'analytics:read',
    'Query.activityLog': 'activity:read',
    'Mutation.trackEventView': 'public',
  });
});
