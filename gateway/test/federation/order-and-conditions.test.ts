import { beforeEach, describe, expect, test } from 'vitest';
import { audit } from './audit.ts';
import { type Federated, federated } from './federated.ts';

describe('mutations', () => {
  const log: string[] = [];
  let graph: Federated;
  beforeEach(async () => {
    log.length = 0;
    let total = 0;
    const add = (_: unknown, { by }: { by: number }) => {
      log.push(`add ${by}`);
      total += by;
      return { id: 'sum', total };
    };
    const multiply = async (_: unknown, { by }: { by: number }) => {
      await new Promise(resolve => setImmediate(resolve));
      log.push(`multiply ${by}`);
      total *= by;
      return total;
    };
    graph = await federated({
      sums: [
        `type Query { total: Int } type Mutation { add(by: Int!): Sum! } type Sum @key(fields: "id") { id: ID!  total: Int }`,
        { Query: { total: () => total }, Mutation: { add } },
      ],
      products: [
        `type Mutation { multiply(by: Int!): Int!  clear: Int } type Sum @key(fields: "id") { id: ID!  seen: Int }`,
        {
          Mutation: { multiply, clear: () => Promise.reject(new Error('not today')) },
          Sum: {
            __resolveReference: ({ id }: { id: string }) => {
              log.push('look');
              return { id, seen: total };
            },
          },
        },
      ],
    });
  });

  test('run in order over subgraphs, each with all that is asked of it before the next', async () => {
    const query =
      'mutation ($n: Int!) { a: add(by: 3) { total seen } multiply(by: $n) b: add(by: 1) { seen } c: multiply(by: 10) }';
    expect(await graph.ask(query, { n: 2 })).toEqual({
      data: { a: { total: 3, seen: 3 }, multiply: 6, b: { seen: 7 }, c: 70 },
    });
    expect(log).toEqual(['add 3', 'look', 'multiply 2', 'add 1', 'look', 'multiply 10']);
  });

  test('are each run once, also where conditions leave one of them out', async () => {
    const query =
      'mutation ($no: Boolean!) { add(by: 3) @skip(if: $no) { total } multiply(by: 5) clear @include(if: $no) }';
    expect(await graph.ask(query, { no: true })).toEqual({
      data: { multiply: 0, clear: null },
      errors: ['DOWNSTREAM_SERVICE_ERROR at clear'],
    });
    expect(log).toEqual(['multiply 5']);
  });
});

type Ref = { id: string };
const product = (id: string) => ({ __typename: 'Product', id, price: Number(id.slice(1)) * 7 });

audit(
  'fragments, and @include and @skip by variables',
  {
    catalog: [
      `type Query { product: Product  products: [Node!]! } interface Node { id: ID! }
       type Product implements Node @key(fields: "id") { id: ID!  price: Int } type Note implements Node { id: ID!  text: String  left(at: String): Int }`,
      {
        Query: {
          product: () => product('p1'),
          products: () => [product('p1'), { __typename: 'Note', id: 'n1', text: 't' }],
        },
        Product: { __resolveReference: ({ id }: Ref) => product(id) },
        Note: { left: (_: unknown, { at = '' }: { at?: string }) => 0 - at.length },
      },
    ],
    stock: [
      `type Product @key(fields: "id") { id: ID!  price: Int @external  expensive: Boolean @requires(fields: "price")  left(at: String): Int  maker: Maker }
       type Maker @key(fields: "id") { id: ID! }`,
      {
        Product: {
          __resolveReference: (ref: Ref & { price?: number }) => ref,
          expensive: ({ price }: { price: number }) => price > 5,
          left: (_: unknown, { at = '' }: { at?: string }) => at.length,
          maker: () => ({ id: 'm1' }),
        },
      },
    ],
    makers: [
      'type Maker @key(fields: "id") { id: ID!  name: String  home: Maker }',
      {
        Maker: { __resolveReference: ({ id }: Ref) => ({ id, name: `Maker ${id}`, home: { id: 'm2', name: 'Home' } }) },
      },
    ],
  },
  [
    {
      title: 'fetch what a field requires only where the field is included',
      ask: 'query ($yes: Boolean!, $no: Boolean!) { product { id expensive @include(if: $no) left @skip(if: $no) maker @include(if: $yes) { name } } }',
      variables: { yes: true, no: false },
      gets: { data: { product: { id: 'p1', left: 0, maker: { name: 'Maker m1' } } } },
      fetches: 3,
      apollo: 'asks for an entity only with what the field that is left out requires, and so for nothing',
    },
    {
      title: 'ask nobody for anything where everything is left out',
      ask: 'query ($no: Boolean!) { product @include(if: $no) { id } ... @include(if: $no) { products { id } } }',
      variables: { no: false },
      gets: { data: {} },
      fetches: 0,
    },
    {
      title: 'need both to be in favour where both are given',
      ask: `query ($yes: Boolean!, $no: Boolean!) {
        product { a: price @include(if: $yes) @skip(if: $no)  b: price @include(if: $yes) @skip(if: $yes)  c: price @include(if: $no) @skip(if: $no) }
      }`,
      variables: { yes: true, no: false },
      gets: { data: { product: { a: 7 } } },
    },
    {
      title: 'by defaults of variables, and by what a variable says against its default',
      ask: 'query ($a: Boolean! = true, $b: Boolean! = true) { product { price @include(if: $a) expensive @include(if: $b) } }',
      variables: { b: false },
      gets: { data: { product: { price: 7 } } },
    },
    {
      title: 'spread fragments in fragments over three subgraphs, some of them twice',
      ask: `query ($at: String, $yes: Boolean!) { product { ...All ...Stock @include(if: $yes) } products { __typename ...OfNode } }
        fragment All on Product { id ...Stock maker { ...Made } }
        fragment Stock on Product { left(at: $at) expensive }
        fragment Made on Maker { name home { ...Named } }
        fragment Named on Maker { name }
        fragment OfNode on Node { id ... on Product { ...Stock } ... on Note { text } }`,
      variables: { at: 'abc', yes: false },
      gets: {
        data: {
          product: { id: 'p1', left: 3, expensive: true, maker: { name: 'Maker m1', home: { name: 'Home' } } },
          products: [
            { __typename: 'Product', id: 'p1', left: 3, expensive: true },
            { __typename: 'Note', id: 'n1', text: 't' },
          ],
        },
      },
    },
    {
      title:
        'put together what fragments and fields ask of the same object, in the order in which it was first asked for',
      ask: `{ product { maker { id } ...F maker { name } price } } fragment F on Product { price maker { home { id } } left }`,
      gets: { data: { product: { maker: { id: 'm1', home: { id: 'm2' }, name: 'Maker m1' }, price: 7, left: 0 } } },
    },
    {
      title: 'keep fields of two types apart that have one name and other arguments',
      ask: `query ($a: String) { products { ... on Product { x: left(at: $a) y: left(at: "ab") } ... on Note { x: left(at: "abc") y: left } } }`,
      variables: { a: 'abcd' },
      gets: {
        data: {
          products: [
            { x: 4, y: 2 },
            { x: -3, y: 0 },
          ],
        },
      },
    },
  ],
);
