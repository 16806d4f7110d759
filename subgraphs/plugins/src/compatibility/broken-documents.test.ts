import { expect, test } from 'vitest';
import { type StoredDocument, SupergraphChecks } from './broken-documents.ts';

const supergraph = (order: string, mutation = 'greet: Int') => `
  directive @tag(name: String!) repeatable on FIELD_DEFINITION
  directive @inaccessible on FIELD_DEFINITION
  type Query { order: Order secret: Int @inaccessible }
  type Mutation { ${mutation} }
  type Order { ${order} }
  type OrderDetailContext { order: Order @tag(name: "scope/orders/read") }`;
const before = supergraph('number: String');
const brokenDocuments = (from: string, to: string, documents: readonly StoredDocument[]) =>
  new SupergraphChecks().broken(from, to, documents);
const operation = { owner: 'Greet of the client desk', text: 'mutation Greet { greet }' };
const query = { owner: 'Card of the plugin greeter', text: '{ order { number } }', target: 'ORDER_DETAIL' } as const;

test('names whose operation a removed field breaks, and whose component’s query', () => {
  expect(brokenDocuments(before, supergraph('id: ID', 'other: Int'), [operation, query])).toEqual([
    { owner: 'Greet of the client desk', message: 'Cannot query field "greet" on type "Mutation".' },
    { owner: 'Card of the plugin greeter', message: 'Cannot query field "number" on type "Order".' },
  ]);
});

test('finds nothing where all stays, whatever is added', () => {
  expect(
    brokenDocuments(before, supergraph('number: String id: ID', 'greet(loud: Boolean): Int'), [operation, query]),
  ).toEqual([]);
});

test('blames nobody for what was broken before, or never was GraphQL', () => {
  const broken = [
    { owner: 'a', text: 'mutation A { gone }' },
    { owner: 'b', text: 'mutation {' },
    { owner: 'c', text: '{ secret }' },
  ];
  expect(brokenDocuments(before, supergraph('id: ID'), broken)).toEqual([]);
});

test('compares the next supergraph with the one before, not with what it had first', () => {
  const checks = new SupergraphChecks();
  const [second, third] = [supergraph('number: String', 'greet: Int wave: Int'), supergraph('number: String')];
  const wave = { owner: 'b', text: 'mutation B { wave }' };
  expect(checks.broken(before, second, [operation, wave])).toEqual([]);
  expect(checks.broken(second, third, [operation, wave])).toMatchObject([{ owner: 'b' }]);
  expect(checks.broken(third, second, [operation, wave])).toEqual([]);
});
