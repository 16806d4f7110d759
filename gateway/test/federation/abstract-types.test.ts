import { describe, expect, test } from 'vitest';
import { federated } from './federated.ts';

type Reference = { __typename?: string; id: string };

describe('abstract types', () => {
  const media = () =>
    federated({
      shelf: [
        `type Query { all: [Media!]!  found: [Found] } interface Media { id: ID!  title: String }
         type Book implements Media @key(fields: "id") { id: ID!  title: String }
         type Film implements Media @key(fields: "id") { id: ID!  title: String }
         type Note { text: String } union Found = Book | Note`,
        {
          Query: {
            all: () => [
              { __typename: 'Book', id: '1', title: 'A' },
              { __typename: 'Film', id: '2', title: 'B' },
            ],
            found: () => [{ __typename: 'Note', text: 'x' }, { __typename: 'Book', id: '1' }, null],
          },
        },
      ],
      ratings: [
        `type Query { best: [Rated!]! } union Rated = Book | Song
         type Book @key(fields: "id") { id: ID!  stars: Int } type Film @key(fields: "id") { id: ID!  stars: Int }
         type Song { stars: Int }`,
        {
          Query: {
            best: () => [
              { __typename: 'Book', id: '1', stars: 5 },
              { __typename: 'Song', stars: 1 },
            ],
          },
          Book: { __resolveReference: ({ id }: Reference) => ({ id, stars: 5 }) },
          Film: { __resolveReference: ({ id }: Reference) => ({ id, stars: 3 }) },
        },
      ],
    });

  test('have fields of other subgraphs by the type that each thing is of', async () => {
    const { ask } = await media();
    expect(await ask('{ all { title ... on Book { stars } ... on Film { score: stars } } }')).toEqual({
      data: {
        all: [
          { title: 'A', stars: 5 },
          { title: 'B', score: 3 },
        ],
      },
    });
  });

  test('may have fewer members in one subgraph than in all', async () => {
    const { ask } = await media();
    expect(
      await ask(
        '{ found { ... on Note { text } ... on Book { title: id stars } } best { __typename ... on Song { stars } } }',
      ),
    ).toEqual({
      data: {
        found: [{ text: 'x' }, { title: '1', stars: 5 }, null],
        best: [{ __typename: 'Book' }, { __typename: 'Song', stars: 1 }],
      },
    });
  });

  test('that are an object in one subgraph get their own type from the other', async () => {
    const { ask } = await federated({
      content: [
        `type Query { item(id: ID!): Item } interface Item @key(fields: "id") { id: ID!  title: String }
         type Post implements Item @key(fields: "id") { id: ID!  title: String  body: String }
         type Clip implements Item @key(fields: "id") { id: ID!  title: String  length: Int }`,
        {
          Query: { item: (_: unknown, { id }: Reference) => content(id) },
          Item: { __resolveReference: ({ id }: Reference) => content(id) },
        },
      ],
      likes: [
        'type Query { liked: [Item!]! } type Item @key(fields: "id") @interfaceObject { id: ID!  likes: Int }',
        {
          Query: { liked: () => [{ id: 'p1' }, { id: 'c1' }] },
          Item: { __resolveReference: ({ id }: Reference) => ({ id, likes: id.length }), likes: () => 2 },
        },
      ],
    });
    expect(await ask('{ item(id: "c1") { title likes ... on Clip { length likes } } }')).toEqual({
      data: { item: { title: 'clip', likes: 2, length: 9 } },
    });
    expect(await ask('{ liked { __typename kind: __typename likes ... on Post { body } } }')).toEqual({
      data: {
        liked: [
          { __typename: 'Post', kind: 'Post', likes: 2, body: 'text' },
          { __typename: 'Clip', kind: 'Clip', likes: 2 },
        ],
      },
    });
  });

  test('have values of enums that clients know, and null with an error for others', async () => {
    const { ask } = await federated({
      one: [
        'type Query { open: Kind  hidden: Kind  kinds: [Kind] } enum Kind { A B @inaccessible }',
        { Query: { open: () => 'A', hidden: () => 'B', kinds: () => ['A', 'B'] } },
      ],
    });
    expect(await ask('{ open hidden kinds }')).toEqual({
      data: { open: 'A', hidden: null, kinds: ['A', null] },
      errors: ['INVALID_GRAPHQL at hidden', 'INVALID_GRAPHQL at kinds.1'],
    });
  });
});

const content = (id: string) =>
  id.startsWith('p')
    ? { __typename: 'Post', id, title: 'post', body: 'text' }
    : { __typename: 'Clip', id, title: 'clip', length: 9 };

describe('roots', () => {
  test('that several subgraphs have are asked where most can be had at once', async () => {
    const { ask, asked } = await federated({
      one: [
        'type Query { shop: Shop! @shareable } type Shop { name: String! @shareable  one: Int }',
        { Query: { shop: () => ({ name: 'S', one: 1 }) } },
      ],
      two: [
        'type Query { shop: Shop! @shareable } type Shop { name: String! @shareable  two: Int }',
        { Query: { shop: () => ({ name: 'S', two: 2 }) } },
      ],
    });
    expect(await ask('{ shop { name } }')).toEqual({ data: { shop: { name: 'S' } } });
    expect(asked).toHaveLength(1);
    expect(await ask('{ shop { one name two } }')).toEqual({ data: { shop: { one: 1, name: 'S', two: 2 } } });
  });

  test('of mutations run one after the other over subgraphs, and go on after one has failed', async () => {
    const log: string[] = [];
    const step = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise(resolve => setImmediate(resolve));
      log.push(`${name} ends`);
      if (name === 'b') throw new Error('b fails');
      return { id: name };
    };
    const found = { __resolveReference: ({ id }: Reference) => ({ id, detail: `detail of ${id}` }) };
    const { ask } = await federated({
      one: [
        'type Query { x: Int } type Mutation { a: T  c: T } type T @key(fields: "id") { id: ID! }',
        { Mutation: { a: step('a'), c: step('c') }, T: {} },
      ],
      two: [
        'type Mutation { b: T  d: T } type T @key(fields: "id") { id: ID!  detail: String }',
        { Mutation: { b: step('b'), d: step('d') }, T: found },
      ],
    });
    const { data, errors } = await ask('mutation { a { detail } b { id } c { id } d { id } }');
    expect(data).toEqual({ a: { detail: 'detail of a' }, b: null, c: { id: 'c' }, d: { id: 'd' } });
    expect(errors).toEqual(['DOWNSTREAM_SERVICE_ERROR at b']);
    expect(log).toEqual(['a', 'b', 'c', 'd'].flatMap(name => [`${name} begins`, `${name} ends`]));
  });
});
