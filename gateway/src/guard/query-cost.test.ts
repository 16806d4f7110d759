import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { measureCost } from './query-cost.ts';

const schema = buildSchema(`
  type Query { thing: Thing  things: [Thing!]!  page(first: Int, last: Int): Page!  preset(first: Int = 5): Page!  any: Any }
  type Mutation { change: Thing  count: Int }
  interface Any { id: ID! }
  type Thing implements Any { id: ID!  name: String!  tags: [String!]!  parent: Thing  page(first: Int): Page! }
  type Page { edges: [Edge!]!  nodes: [Thing!]!  totalCount: Int! }
  type Edge { cursor: String!  node: Thing! }
`);

function cost(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  return measureCost(schema, document, getOperationAST(document)!, variables);
}

test.each([
  ['{ thing { id name tags } }', 1],
  ['{ thing { parent { id } } }', 2],
  ['{ things { id } }', 10],
  ['{ things { parent { id } } }', 20],
  ['{ page(first: 3) { nodes { id } } }', 4],
  ['{ page(first: 3) { edges { cursor node { id } } } }', 7],
  ['{ page(last: 3, first: 2) { nodes { id } } }', 4],
  ['{ page(first: -3) { nodes { id } } }', 1],
  ['{ page { nodes { id } } }', 21],
  ['{ preset { nodes { id } } }', 6],
  ['{ page(first: 10) { nodes { page(first: 10) { nodes { id } } } } }', 1 + 10 * (1 + 1 + 10)],
  ['{ page(first: 10) { ...P } } fragment P on Page { nodes { id } }', 11],
  ['{ any { ... on Thing { parent { id } } } }', 2],
  ['mutation { change { id } }', 11],
  ['mutation { count }', 10],
  ['{ __typename }', 0],
  ['{ __schema { types { name } } }', 5_000],
  ['{ nothing { id } }', 0],
  ['{ thing { ...A } } fragment A on Thing { parent { ...A } }', 2],
])('%s costs %i', (query, expected) => {
  expect(cost(query)).toEqual({ cost: expected, constant: true });
});

test('page sizes in variables count by their value, their default, or as assumed', () => {
  const query = (type: string) => `query Q($n: ${type}) { page(first: $n) { nodes { id } } }`;
  expect(cost(query('Int'), { n: 7 })).toEqual({ cost: 8, constant: false });
  expect(cost(query('Int = 3'))).toEqual({ cost: 4, constant: false });
  expect(cost(query('Int'))).toEqual({ cost: 21, constant: false });
  expect(cost(query('Int = 0'), { n: null })).toEqual({ cost: 21, constant: false });
  expect(cost(query('Int'), { n: 'many' })).toEqual({ cost: 21, constant: false });
});
