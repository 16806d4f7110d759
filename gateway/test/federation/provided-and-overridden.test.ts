import { audit } from './audit.ts';

type Ref = { id: string; [name: string]: unknown };

audit(
  'nested @provides',
  {
    library: [
      `type Query { loan: Loan @provides(fields: "book { author { name } title }")  bare: Loan  media: [Media!]! @provides(fields: "... on Book { title }")  wish: Wish }
       type Wish { item: Book @provides(fields: "title author { name }") }
       type Loan { book: Book } union Media = Book | Disc  type Disc { name: String }
       type Book @key(fields: "id") { id: ID!  title: String @external  author: Author @external  copies: Int }
       type Author @key(fields: "id") { id: ID!  name: String @external }`,
      {
        Query: {
          loan: () => ({ book: provided }),
          bare: () => ({ book: { id: 'b1', author: { id: 'a1' } } }),
          media: () => [
            { __typename: 'Disc', name: 'D' },
            { __typename: 'Book', ...provided },
          ],
          wish: () => ({ item: provided }),
        },
        Book: { copies: () => 3 },
      },
    ],
    books: [
      `type Book @key(fields: "id") { id: ID!  title: String @shareable  author: Author @shareable  pages: Int } type Author @key(fields: "id") { id: ID!  name: String @shareable  born: Int }`,
      {
        Book: {
          __resolveReference: ({ id }: Ref) => ({
            id,
            title: 'own title',
            author: { id: 'a1', name: 'own name', born: 1815 },
            pages: 9,
          }),
        },
        Author: { __resolveReference: ({ id }: Ref) => ({ id, name: 'own name', born: 1815 }) },
      },
    ],
  },
  [
    {
      title: 'is taken from where it is provided, and no other is asked',
      ask: '{ loan { book { title author { name } copies } } }',
      gets: { data: { loan: { book: { title: 'provided title', author: { name: 'provided name' }, copies: 3 } } } },
      fetches: 1,
    },
    {
      title: 'is provided by this field and not by another that leads to the same',
      ask: '{ bare { book { title } } }',
      gets: { data: { bare: { book: { title: 'own title' } } } },
      fetches: 2,
    },
    {
      title: 'is taken from a field below the root as well',
      ask: '{ wish { item { author { name } } } }',
      gets: { data: { wish: { item: { author: { name: 'provided name' } } } } },
      fetches: 1,
    },
    {
      title: 'is taken of the member of a union that it is provided for',
      ask: '{ media { ... on Book { title } ... on Disc { name } } }',
      gets: { data: { media: [{ name: 'D' }, { title: 'provided title' }] } },
      fetches: 1,
    },
    {
      title: 'is completed with what is not provided',
      ask: '{ loan { book { author { name born } pages } } }',
      gets: { data: { loan: { book: { author: { name: 'provided name', born: 1815 }, pages: 9 } } } },
    },
  ],
);

const provided = { id: 'b1', title: 'provided title', author: { id: 'a1', name: 'provided name' } };

audit(
  '@override',
  {
    old: [
      `type Query { post: Post  posts: [Post!]! @shareable  feed: [Entry!]! } interface Entry { id: ID!  at: String! }
       type Post implements Entry @key(fields: "id") { id: ID!  at: String!  by: String!  size: Int! @shareable }
       type Ad implements Entry @key(fields: "id") { id: ID!  at: String! }`,
      {
        Query: {
          post: () => oldPost('p1'),
          posts: () => [oldPost('p1')],
          feed: () => [oldPost('p1'), { __typename: 'Ad', id: 'x1', at: 'old' }],
        },
        Post: { __resolveReference: ({ id }: Ref) => oldPost(id) },
        Ad: { __resolveReference: ({ id }: Ref) => ({ id, at: 'old' }) },
      },
    ],
    fresh: [
      `type Query { posts: [Post!]! @shareable @override(from: "old") }
       type Post @key(fields: "id") { id: ID!  at: String! @override(from: "old")  size: Int! @external  sign: String! @requires(fields: "size") }`,
      {
        Query: { posts: () => [{ id: 'p2', at: 'fresh' }] },
        Post: { __resolveReference: ({ id, size }: Ref) => ({ id, at: 'fresh', sign: `signed ${size}` }) },
      },
    ],
    gone: [
      `type Post @key(fields: "id") { id: ID!  by: String! @override(from: "old")  note: String @override(from: "nobody") }`,
      { Post: { __resolveReference: ({ id }: Ref) => ({ id, by: `gone ${id}`, note: 'n' }) } },
    ],
  },
  [
    {
      title: 'takes a field from whoever overrides it, also where the one before still answers it',
      ask: '{ post { at by size } }',
      gets: { data: { post: { at: 'fresh', by: 'gone p1', size: 1 } } },
    },
    {
      title: 'takes a root field from whoever overrides it',
      ask: '{ posts { at id sign } }',
      gets: { data: { posts: [{ at: 'fresh', id: 'p2', sign: 'signed 1' }] } },
    },
    {
      title: 'takes it of one type of an interface, and leaves the other its own',
      ask: '{ feed { id at } }',
      gets: {
        data: {
          feed: [
            { id: 'p1', at: 'fresh' },
            { id: 'x1', at: 'old' },
          ],
        },
      },
    },
    {
      title: 'of a subgraph that there is not is the field itself',
      ask: '{ post { note } }',
      gets: { data: { post: { note: 'n' } } },
    },
  ],
);

const oldPost = (id: string) => ({ __typename: 'Post', id, at: 'old', by: 'old', size: 1 });

audit(
  '@inaccessible',
  {
    staff: [
      `type Query { people: [Person]!  boss: Person  any: [Thing] }
       interface Person { id: ID!  name: String! } union Thing = Worker | Robot
       type Worker implements Person @key(fields: "id") @key(fields: "badge") { id: ID!  name: String!  badge: ID! @inaccessible }
       type Robot implements Person @key(fields: "id") @inaccessible { id: ID!  name: String! }`,
      {
        Query: {
          people: () => [worker, { __typename: 'Robot', id: 'r1', name: 'Bolt' }],
          boss: () => ({ __typename: 'Robot', id: 'r1', name: 'Bolt' }),
          any: () => [worker, { __typename: 'Robot', id: 'r1', name: 'Bolt' }],
        },
      },
    ],
    pay: [
      `type Worker @key(fields: "badge") { badge: ID! @inaccessible  wage: Int }`,
      { Worker: { __resolveReference: ({ badge }: { badge: string }) => ({ badge, wage: badge.length }) } },
    ],
  },
  [
    {
      title: 'hides a key that the plan still goes by',
      ask: '{ people { ... on Worker { wage } } }',
      gets: { data: { people: [{ wage: 3 }, null] }, errors: ['INVALID_GRAPHQL at people.1'] },
    },
    {
      title: 'hides the type of an object, and the object with it',
      ask: '{ boss { name } }',
      gets: { data: { boss: null }, errors: ['INVALID_GRAPHQL at boss'] },
    },
  ],
);

const worker = { __typename: 'Worker', id: 'w1', name: 'Ada', badge: 'abc' };
