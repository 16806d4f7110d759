import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { pluginsSchema } from './schema.ts';

test('the SDL composes by itself', () => {
  const { errors } = composeServices([{ name: 'plugins', typeDefs: parse(pluginsSchema.sdl), url: 'http://plugins' }]);
  expect(errors ?? []).toEqual([]);
});

test('every type, field, argument and enum value is described', () => {
  const undescribed: string[] = [];
  for (const type of Object.values(pluginsSchema.schema.getTypeMap())) {
    if (/^(_|federation__|link__|Query$|Mutation$|String$|Int$|Boolean$|ID$|Float$)/.test(type.name)) continue;
    if (!type.description) undescribed.push(type.name);
  }
  for (const type of Object.values(pluginsSchema.schema.getTypeMap())) {
    if (/^(_|federation__|link__)/.test(type.name)) continue;
    if ('getValues' in type)
      for (const value of type.getValues()) if (!value.description) undescribed.push(`${type.name}.${value.name}`);
    if (!('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      if (!field.description) undescribed.push(`${type.name}.${field.name}`);
      for (const argument of 'args' in field ? field.args : [])
        if (!argument.description) undescribed.push(`${type.name}.${field.name}(${argument.name}:)`);
    }
  }
  expect(undescribed).toEqual([]);
});
