import { composeServices } from '@apollo/composition';
import { type DefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { usersSchema } from '../src/index.ts';

const document = parse(usersSchema.sdl);

test('the subgraph composes', () => {
  const { errors } = composeServices([{ name: 'users', url: 'http://users', typeDefs: document }]);
  expect(errors ?? []).toEqual([]);
});

test('every type, field, argument and value is described', () => {
  expect(document.definitions.flatMap(undescribed)).toEqual([]);
});

interface Part {
  readonly kind: string;
  readonly name?: { readonly value: string };
  readonly description?: unknown;
  readonly fields?: readonly Part[];
  readonly arguments?: readonly Part[];
  readonly values?: readonly Part[];
}

function undescribed(definition: DefinitionNode | Part): string[] {
  const part = definition as Part;
  const parts = [...(part.fields ?? []), ...(part.arguments ?? []), ...(part.values ?? [])];
  const isRoot = ['Query', 'Mutation'].includes(part.name?.value ?? '') || part.kind.startsWith('Schema');
  const own = part.description || isRoot ? [] : [part.name?.value ?? part.kind];
  return [...own, ...parts.flatMap(undescribed).map(name => `${part.name?.value}.${name}`)];
}
