import { expect, test } from 'vitest';
import { audit } from './audit.ts';
import { federated, type Part } from './federated.ts';

type Item = { id: string; [name: string]: unknown };
const RATES: Readonly<Record<string, number>> = { EUR: 10, USD: 12, GBP: 8 };

const prices: Readonly<Record<string, Part>> = {
  shop: [
    `type Query { item: Item  items: [Item!]! }
       type Item @key(fields: "id") { id: ID!  price(currency: String!): Int  size: Size } type Size { in(unit: String!): Int } type Mutation { restock: Item }`,
    {
      Mutation: { restock: () => ({ id: 'i1' }) },
      Query: { item: () => ({ id: 'i1' }), items: () => [{ id: 'i1' }, { id: 'i2' }] },
      Item: {
        __resolveReference: ({ id }: Item) => ({ id }),
        price: ({ id }: Item, { currency }: { currency: string }) => Number(id.slice(1)) * RATES[currency]!,
        size: ({ id }: Item) => ({ id }),
      },
      Size: { in: (_: unknown, { unit }: { unit: string }) => (unit === 'cm' ? 254 : 100) },
    },
  ],
  tax: [
    `type Item @key(fields: "id") { id: ID!  price(currency: String!): Int @external  size: Size @external
         vat: Int @requires(fields: "price(currency: \\"EUR\\")")
         salesTax: Int @requires(fields: "price(currency: \\"USD\\") size { in(unit: \\"in\\") }") }
       type Size { in(unit: String!): Int @external }`,
    {
      Item: {
        __resolveReference: (item: Item) => item,
        vat: ({ price }: Item) => (price as number) * 19,
        salesTax: ({ price, size }: Item) => (price as number) + (size as { in: number }).in,
      },
    },
  ],
};

audit('@requires of one field with different arguments', prices, [
  {
    title: 'gives each field its own',
    ask: '{ item { vat } other: item { salesTax } }',
    gets: { data: { item: { vat: 190 }, other: { salesTax: 112 } } },
  },
  {
    title: 'gives each field its own where both are asked of the same thing',
    apollo: 'fills one place of the representation for both fields, and hands them the same price',
    ask: '{ items { vat salesTax } }',
    gets: {
      data: {
        items: [
          { vat: 190, salesTax: 112 },
          { vat: 380, salesTax: 124 },
        ],
      },
    },
  },
  {
    title: 'gives each field its own under a mutation that asks for one of them',
    ask: 'mutation { restock { id salesTax } }',
    gets: { data: { restock: { id: 'i1', salesTax: 112 } } },
  },
  {
    title: 'gives each field its own in fragments, beside everything else that is asked for',
    ask: `{ items { ...Sold id } } fragment Sold on Item { salesTax ... on Item { vat } c: price(currency: "GBP") }`,
    gets: {
      data: {
        items: [
          { salesTax: 112, vat: 190, c: 8, id: 'i1' },
          { salesTax: 124, vat: 380, c: 16, id: 'i2' },
        ],
      },
    },
    apollo: 'fills one place of the representation for both fields, and hands them the same price',
  },
  {
    title: 'leaves to the client what it asks of the field itself, under any names',
    apollo: 'hands the required fields what the client asks under their name, and the client what they require',
    ask: `query ($c: String!) { item { price(currency: $c) vat b: price(currency: "USD") salesTax size { in(unit: "cm") } } }`,
    variables: { c: 'GBP' },
    gets: { data: { item: { price: 8, vat: 190, b: 12, salesTax: 112, size: { in: 254 } } } },
  },
  {
    title: 'is not misled by another field under the name of what is required',
    apollo: 'throws a TypeError of its own',
    ask: '{ item { price: id size: price(currency: "GBP") vat salesTax } }',
    gets: { data: { item: { price: 'i1', size: 8, vat: 190, salesTax: 112 } } },
  },
]);

test('a mutation that would have to be run twice for two requirements is refused, and not run', async () => {
  const { ask, asked } = await federated(prices);
  await expect(ask('mutation { restock { vat salesTax } }')).rejects.toThrow('in a query of its own');
  expect(asked).toEqual([]);
});

audit(
  '@requires of two subgraphs that need each other',
  {
    posts: [
      `type Query { feed: [Post!]! }
       type Post @key(fields: "id") { id: ID!  byNovice: Boolean! @external  byExpert: Boolean! @requires(fields: "byNovice")  years: Int! }`,
      {
        Query: {
          feed: () => [
            { id: 'p1', years: 1 },
            { id: 'p2', years: 9 },
          ],
        },
        Post: {
          __resolveReference: (post: Item) => ({ ...post, years: post.id === 'p1' ? 1 : 9 }),
          byExpert: ({ byNovice }: Item) => !byNovice,
        },
      },
    ],
    authors: [
      `type Post @key(fields: "id") { id: ID!  years: Int! @external  byNovice: Boolean! @requires(fields: "years") }`,
      { Post: { __resolveReference: (post: Item) => post, byNovice: ({ years }: Item) => (years as number) < 3 } },
    ],
  },
  [
    {
      title: 'goes there and back',
      ask: '{ feed { byExpert } }',
      gets: { data: { feed: [{ byExpert: false }, { byExpert: true }] } },
      fetches: 3,
    },
    {
      title: 'goes there and back once for both',
      ask: '{ feed { byNovice id byExpert } }',
      gets: {
        data: {
          feed: [
            { byNovice: true, id: 'p1', byExpert: false },
            { byNovice: false, id: 'p2', byExpert: true },
          ],
        },
      },
      fetches: 3,
    },
  ],
);

audit(
  'a chain of requirements',
  {
    base: [
      'type Query { box: Box  boxes: [Box!]! } type Box @key(fields: "id") { id: ID!  length: Int }',
      {
        Query: {
          box: () => ({ id: 'x1', length: 2 }),
          boxes: () => [
            { id: 'x1', length: 2 },
            { id: 'x2', length: null },
          ],
        },
        Box: { __resolveReference: ({ id }: Item) => ({ id, length: id === 'x1' ? 2 : null }) },
      },
    ],
    area: [
      'type Box @key(fields: "id") { id: ID!  length: Int @external  area: Int @requires(fields: "length") }',
      {
        Box: {
          __resolveReference: (box: Item) => box,
          area: ({ length }: Item) => (length === null ? null : (length as number) ** 2),
        },
      },
    ],
    volume: [
      'type Box @key(fields: "id") { id: ID!  length: Int @external  area: Int @external  volume: Int @requires(fields: "area length") }',
      {
        Box: {
          __resolveReference: (box: Item) => box,
          volume: ({ area, length }: Item) => (area === null ? null : (area as number) * (length as number)),
        },
      },
    ],
    label: [
      'type Box @key(fields: "id") { id: ID!  volume: Int @external  area: Int @external  label: String @requires(fields: "volume area") }',
      {
        Box: { __resolveReference: (box: Item) => box, label: ({ volume, area }: Item) => `${area}/${volume}` },
      },
    ],
  },
  [
    {
      title: 'is followed from its end to its beginning',
      ask: '{ box { label } }',
      gets: { data: { box: { label: '4/8' } } },
      fetches: 4,
    },
    {
      title: 'hands on null where there is nothing, and does not stop at it',
      ask: '{ boxes { label volume } }',
      gets: {
        data: {
          boxes: [
            { label: '4/8', volume: 8 },
            { label: 'null/null', volume: null },
          ],
        },
      },
    },
    {
      title: 'is fetched no further than what is asked for',
      ask: '{ box { area } }',
      gets: { data: { box: { area: 4 } } },
      fetches: 2,
    },
  ],
);

type Content = { __typename: string; ref: string };

audit(
  '@requires of abstract types, with fragments',
  {
    data: [
      `type Query { report: Report } type Report @key(fields: "id") { id: ID!  source: Source!  parts: [Source!]! }
       interface Source { ref: String! } type Paper implements Source { ref: String!  pages: Int! } type Tape implements Source { ref: String!  minutes: Int! }`,
      {
        Query: { report: () => ({ id: 'r1', ...sources() }) },
        Report: { __resolveReference: ({ id }: Item) => ({ id, ...sources() }) },
      },
    ],
    summary: [
      `type Report @key(fields: "id") { id: ID!  source: Source! @external  parts: [Source!]! @external
         length: String @requires(fields: "source { ref ... on Paper { pages } ... on Tape { minutes } } parts { ... on Tape { ref minutes } ... on Paper { pages } }") }
       interface Source { ref: String! } type Paper implements Source { ref: String! @external  pages: Int! @external }
       type Tape implements Source { ref: String! @external  minutes: Int! @external }`,
      {
        Report: {
          __resolveReference: (report: Item) => report,
          length: ({ source, parts }: Item) =>
            [source, ...(parts as Content[])].map(part => JSON.stringify(fieldsOf(part as Content))).join(' '),
        },
      },
    ],
  },
  [
    {
      title: 'sends of each what its own type has',
      ask: '{ report { length } }',
      gets: { data: { report: { length: '["pages","ref"] ["minutes","ref"] ["pages"]' } } },
    },
    {
      title: 'stays apart from what the client asks of the same',
      ask: '{ report { source { ... on Paper { n: pages } } length parts { __typename ref } } }',
      gets: {
        data: {
          report: {
            source: { n: 3 },
            length: '["pages","ref"] ["minutes","ref"] ["pages"]',
            parts: [
              { __typename: 'Tape', ref: 't1' },
              { __typename: 'Paper', ref: 'p2' },
            ],
          },
        },
      },
    },
  ],
);

function sources() {
  const paper = { __typename: 'Paper', ref: 'p1', pages: 3 };
  return {
    source: paper,
    parts: [
      { __typename: 'Tape', ref: 't1', minutes: 5 },
      { ...paper, ref: 'p2' },
    ],
  };
}

const fieldsOf = (content: Content) =>
  Object.keys(content)
    .filter(name => name !== '__typename')
    .sort();
