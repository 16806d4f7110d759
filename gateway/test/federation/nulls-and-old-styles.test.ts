import { audit } from './audit.ts';

type Ref = { id?: string | null; upc?: string | null; [name: string]: unknown };

audit(
  'keys that are null, and references that lead nowhere',
  {
    shelf: [
      `type Query { shelf: [Slot] } type Slot { book: Book  must: Book! } type Book @key(fields: "upc") { upc: ID }`,
      {
        Query: {
          shelf: () => [
            { book: { upc: 'b1' }, must: { upc: 'b2' } },
            { book: { upc: null }, must: { upc: 'b1' } },
            { book: null, must: { upc: 'b3' } },
            null,
            { book: { upc: 'gone' }, must: { upc: 'b1' } },
          ],
        },
      },
    ],
    authors: [
      `type Book @key(fields: "upc") { upc: ID  author: Author } type Author @key(fields: "id") { id: ID }`,
      {
        Book: {
          __resolveReference: ({ upc }: Ref) =>
            !upc || upc === 'gone'
              ? null
              : { upc, author: upc === 'b3' ? null : { id: upc === 'b2' ? null : `a-${upc}` } },
        },
      },
    ],
    names: [
      `type Author @key(fields: "id") { id: ID  name: String  nick: String! }`,
      { Author: { __resolveReference: ({ id }: Ref) => (id ? { id, name: `Name ${id}`, nick: 'N' } : null) } },
    ],
  },
  [
    {
      title: 'leave null what they would lead to, and everything else there',
      ask: '{ shelf { book { author { name } upc } must { author { name } } } }',
      gets: {
        data: {
          shelf: [
            { book: { author: { name: 'Name a-b1' }, upc: 'b1' }, must: { author: { name: null } } },
            { book: { author: null, upc: null }, must: { author: { name: 'Name a-b1' } } },
            { book: null, must: { author: null } },
            null,
            { book: { author: null, upc: 'gone' }, must: { author: { name: 'Name a-b1' } } },
          ],
        },
      },
    },
    {
      title: 'take with them the object around a field that must not be null, and no more',
      ask: '{ shelf { must { author { nick } upc } } }',
      gets: {
        data: {
          shelf: [
            { must: { author: null, upc: 'b2' } },
            { must: { author: { nick: 'N' }, upc: 'b1' } },
            { must: { author: null, upc: 'b3' } },
            null,
            { must: { author: { nick: 'N' }, upc: 'b1' } },
          ],
        },
        errors: ['INVALID_GRAPHQL at shelf.0.must.author.nick'],
      },
    },
  ],
);

audit(
  'subgraphs in the older style',
  {
    core: [
      `type Query { user: User } type User @key(fields: "id") { id: ID!  name: String! @shareable  profile: Profile @shareable }
       type Profile { nick: String! @shareable }`,
      {
        Query: { user: () => ({ id: 'u1', name: 'Ada', profile: { nick: 'ada' } }) },
        User: { __resolveReference: ({ id }: Ref) => ({ id, name: 'Ada', profile: { nick: 'ada' } }) },
      },
    ],
    extending: [
      `extend type Query { random: User @provides(fields: "name") } extend type User @key(fields: "id") { id: ID! @external  name: String! @external  rid: ID }`,
      {
        Query: { random: () => ({ id: 'u2', name: 'Grace' }) },
        User: { __resolveReference: ({ id }: Ref) => ({ id, rid: `r-${id}` }), rid: ({ id }: Ref) => `r-${id}` },
      },
    ],
    extended: [
      `type Query { chosen: User } type User @extends @key(fields: "id") { id: ID! @external  profile: Profile @external  line: String @requires(fields: "profile { nick }") }
       type Profile @extends { nick: String! @external }`,
      {
        Query: { chosen: () => ({ id: 'u3' }) },
        User: {
          __resolveReference: (ref: Ref) => ref,
          line: ({ profile }: { profile?: { nick: string } }) => `-- ${profile?.nick}`,
        },
      },
    ],
  },
  [
    {
      title: 'answer what they provide themselves, and go on for the rest',
      ask: '{ random { name rid } chosen { id name rid } user { rid } }',
      gets: {
        data: {
          random: { name: 'Grace', rid: 'r-u2' },
          chosen: { id: 'u3', name: 'Ada', rid: 'r-u3' },
          user: { rid: 'r-u1' },
        },
      },
    },
    {
      title: 'are sent what they require of value types',
      ask: '{ random { line } chosen { line profile { nick } } }',
      gets: { data: { random: { line: '-- ada' }, chosen: { line: '-- ada', profile: { nick: 'ada' } } } },
    },
  ],
);

audit(
  'fields whose types differ in what may be null',
  {
    one: [
      `type Query { users: [User!]! @shareable  accounts: [Account] } union Account = User | Admin
       type User @key(fields: "id") { id: ID @shareable  name: String  friends: [User!] @shareable }
       type Admin { id: ID  name: String }`,
      {
        Query: {
          users: () => [{ id: 'u1', name: 'A' }],
          accounts: () => [
            { __typename: 'User', id: 'u1', name: 'A' },
            { __typename: 'Admin', id: 'x', name: 'X' },
          ],
        },
        User: {
          __resolveReference: ({ id }: Ref) => ({ id, name: 'A', friends: [{ id: 'u2', name: 'B' }] }),
          friends: () => [{ id: 'u2', name: 'B' }],
        },
      },
    ],
    two: [
      `type User @key(fields: "id") { id: ID! @shareable  friends: [User!]! @shareable  age: Int }`,
      {
        User: {
          __resolveReference: ({ id }: Ref) => ({ id, age: 40, friends: [{ id: 'u2', name: 'B', age: 41 }] }),
          age: () => 40,
        },
      },
    ],
  },
  [
    {
      title: 'are asked of each subgraph as it has them',
      ask: '{ users { id name friends { id name age } } accounts { ... on User { id n: name } ... on Admin { id n: name } } }',
      gets: {
        data: {
          users: [{ id: 'u1', name: 'A', friends: [{ id: 'u2', name: 'B', age: 40 }] }],
          accounts: [
            { id: 'u1', n: 'A' },
            { id: 'x', n: 'X' },
          ],
        },
      },
    },
  ],
);
