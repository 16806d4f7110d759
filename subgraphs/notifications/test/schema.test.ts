import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { notificationsSchema } from '../src/schema.ts';

test('the schema composes', () => {
  const { errors } = composeServices([{ name: 'notifications', typeDefs: parse(notificationsSchema.sdl) }]);
  expect(errors?.map(error => error.message)).toBeUndefined();
});

test('everything in the schema is described', () => {
  const undescribed: string[] = [];
  for (const definition of parse(notificationsSchema.sdl).definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const name = definition.name.value;
    if (['Query', 'Mutation'].includes(name)) continue;
    if ('description' in definition && !definition.description) undescribed.push(name);
  }
  for (const type of Object.values(notificationsSchema.schema.getTypeMap())) {
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
  expect(Object.fromEntries(notificationsSchema.access)).toEqual({
    'Query.notifications': 'notifications:read',
    'Query.notificationTemplates': 'notifications:read',
    'Mutation.sendTestNotification': 'notifications:write',
    'Mutation.updateNotificationTemplate': 'notifications:write',
    'Mutation.resetNotificationTemplate': 'notifications:write',
    'Mutation.messageAttendees': 'notifications:write',
    'Mutation.unsubscribe': 'public',
  });
});
