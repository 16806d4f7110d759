import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { eventsSchema } from '../src/index.ts';

// What `payments` gives to the one entity that this subgraph extends with `@requires`.
const payments = {
  name: 'payments',
  typeDefs: parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible"])
    type Query { order: Order }
    type Order @key(fields: "id") { id: ID! organizationId: ID! @inaccessible }
  `),
};
const users = {
  name: 'users',
  typeDefs: parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type User @key(fields: "id") { id: ID! }
    type Organization @key(fields: "id") { id: ID! }
    type Query { me: User }
  `),
};

test('the schema composes with those of the entities it refers to', () => {
  const events = { name: 'events', typeDefs: parse(eventsSchema.sdl) };
  const { errors, supergraphSdl } = composeServices([events, payments, users]);
  expect(errors?.map(error => error.message)).toBeUndefined();
  expect(supergraphSdl).toContain('type Event');
  expect(supergraphSdl).toMatch(/tickets: \[Ticket!\]! @join__field\(graph: EVENTS, requires: "organizationId"\)/);
});

test('every type, field, argument and enum value says what it is', () => {
  const silent: string[] = [];
  const check = (name: string, part: { description?: unknown }) => part.description || silent.push(name);
  for (const node of parse(eventsSchema.sdl).definitions) {
    if (!('name' in node) || !node.name || node.kind === 'DirectiveDefinition') continue;
    const type = node.name.value;
    if (type !== 'Query' && type !== 'Mutation' && 'description' in node) check(type, node);
    if ('values' in node) for (const value of node.values ?? []) check(`${type}.${value.name.value}`, value);
    for (const field of 'fields' in node ? (node.fields ?? []) : []) {
      check(`${type}.${field.name.value}`, field);
      const given = 'arguments' in field ? (field.arguments ?? []) : [];
      for (const argument of given) check(`${type}.${field.name.value}.${argument.name.value}`, argument);
    }
  }
  expect(silent).toEqual([]);
});
