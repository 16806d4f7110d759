import { audit } from './audit.ts';

const film = { __typename: 'Film', id: 'f1', title: 'Film', minutes: 90 };
const book = { __typename: 'Book', id: 'b1', title: 'Book', pages: 300 };
const song = { __typename: 'Song', id: 's1', title: 'Song', seconds: 180 };

audit(
  'unions of which subgraphs know different members',
  {
    shelf: [
      `type Query { media: Media @shareable  all: [Media]  viewed: Media  onlyHere: Media }
       union Media = Book | Film  type Book @key(fields: "id") { id: ID!  title: String! @shareable  pages: Int! }
       type Film @key(fields: "id") { id: ID!  title: String! @shareable }`,
      {
        Query: { media: () => book, all: () => [film, null, book], viewed: () => film, onlyHere: () => book },
        Book: { __resolveReference: () => book },
        Film: { __resolveReference: () => film },
      },
    ],
    radio: [
      `type Query { media: Media @shareable  played: [Media!]! }
       union Media = Book | Song  type Book @key(fields: "id") { id: ID!  title: String! @shareable } type Song { id: ID!  title: String!  seconds: Int! }`,
      { Query: { media: () => book, played: () => [song, book] }, Book: { __resolveReference: () => book } },
    ],
    lengths: [
      `type Film @key(fields: "id") { id: ID!  minutes: Int! }`,
      { Film: { __resolveReference: ({ id }: { id: string }) => ({ id, minutes: 90 }) } },
    ],
  },
  [
    {
      title: 'are asked only for those that the subgraph knows',
      ask: '{ viewed { ... on Song { seconds } ... on Film { minutes title } ... on Book { pages } } }',
      gets: { data: { viewed: { minutes: 90, title: 'Film' } } },
    },
    {
      title: 'are asked for a member that it does not know, and tell nothing of it',
      ask: '{ onlyHere { ... on Song { seconds } } }',
      gets: { data: { onlyHere: {} } },
    },
    {
      title: 'of a shared root give what all of its subgraphs can give',
      ask: '{ media { __typename ... on Book { title pages } } }',
      gets: { data: { media: { __typename: 'Book', title: 'Book', pages: 300 } } },
    },
    {
      title: 'lead from the member of one subgraph to the fields of another',
      ask: '{ played { ... on Book { pages } ... on Song { title seconds } } all { kind: __typename ... on Film { minutes } } }',
      gets: {
        data: {
          played: [{ title: 'Song', seconds: 180 }, { pages: 300 }],
          all: [{ kind: 'Film', minutes: 90 }, null, { kind: 'Book' }],
        },
      },
    },
    {
      title: 'give fragments of different members the same name',
      ask: '{ all { ... on Book { n: pages } ... on Film { n: minutes } } }',
      gets: { data: { all: [{ n: 90 }, null, { n: 300 }] } },
    },
  ],
);

const sword = { __typename: 'Sword', id: 'w1', name: 'Sword', weight: 4 };
const potion = { __typename: 'Potion', id: 'p1', name: 'Potion', dose: 2 };

audit(
  'interfaces of which subgraphs know different fields and types',
  {
    shop: [
      `type Query { items: [Item!]!  first: Item } interface Item { id: ID!  name: String! }
       type Sword implements Item @key(fields: "id") { id: ID!  name: String! @shareable  weight: Int! }
       type Potion implements Item & Drinkable @key(fields: "id") { id: ID!  name: String! @shareable  dose: Int! }
       interface Drinkable { dose: Int! }`,
      {
        Query: { items: () => [sword, potion], first: () => potion },
        Sword: { __resolveReference: () => sword },
        Potion: { __resolveReference: () => potion },
      },
    ],
    guild: [
      `type Query { loot: [Item!]! } interface Item { id: ID!  price: Int! }
       type Sword implements Item @key(fields: "id") { id: ID!  price: Int! } type Potion implements Item @key(fields: "id") { id: ID!  price: Int! }`,
      {
        Query: { loot: () => [{ ...potion, price: 3 }] },
        Sword: { __resolveReference: ({ id }: { id: string }) => ({ id, price: 40 }) },
        Potion: { __resolveReference: ({ id }: { id: string }) => ({ id, price: 3 }) },
      },
    ],
    lore: [
      `interface Told { tale: String! } type Sword implements Told @key(fields: "id") { id: ID!  tale: String! }`,
      { Sword: { __resolveReference: ({ id }: { id: string }) => ({ id, tale: `tale of ${id}` }) } },
    ],
  },
  [
    {
      title: 'have the fields that all subgraphs together have of their types',
      ask: '{ items { name ... on Sword { price weight } ... on Potion { price } } }',
      gets: {
        data: {
          items: [
            { name: 'Sword', price: 40, weight: 4 },
            { name: 'Potion', price: 3 },
          ],
        },
      },
    },
    {
      title: 'are asked through fragments of other interfaces, of which a subgraph knows nothing',
      ask: '{ items { id ... on Told { tale } ... on Drinkable { dose } } first { ... on Told { tale } __typename } }',
      gets: {
        data: {
          items: [
            { id: 'w1', tale: 'tale of w1' },
            { id: 'p1', dose: 2 },
          ],
          first: { __typename: 'Potion' },
        },
      },
    },
    {
      title: 'have fields of their types that came over another subgraph',
      ask: '{ loot { id ... on Potion { name dose } ... on Sword { weight } } }',
      gets: { data: { loot: [{ id: 'p1', name: 'Potion', dose: 2 }] } },
    },
  ],
);

audit(
  'enums and inputs of which subgraphs know different values and fields',
  {
    desk: [
      `type Query { find(by: Filter!): [Ticket!]!  state: State }
       input Filter { state: State  first: Int = 2  onlyHere: String } enum State { OPEN CLOSED LOST @inaccessible }
       type Ticket @key(fields: "id") { id: ID!  state: State! @shareable }`,
      {
        Query: {
          find: (_: unknown, { by }: { by: { state?: string; first: number } }) =>
            Array.from({ length: by.first }, (_, i) => ({ id: `t${i}`, state: by.state ?? 'LOST' })),
          state: () => 'LOST',
        },
      },
    ],
    archive: [
      `type Query { archived(by: Filter!): Int! } input Filter { state: State  first: Int = 2 } enum State { OPEN CLOSED }
       type Ticket @key(fields: "id") { id: ID!  state: State! @shareable  age: Int }`,
      {
        Query: { archived: (_: unknown, { by }: { by: { first: number } }) => by.first },
        Ticket: { __resolveReference: ({ id }: { id: string }) => ({ id, state: 'OPEN', age: Number(id.slice(1)) }) },
      },
    ],
  },
  [
    {
      title: 'take what all of them take, by variables and in the text, with defaults',
      ask: 'query ($s: State, $by: Filter!) { find(by: { state: $s }) { id state age } archived(by: $by) }',
      variables: { s: 'CLOSED', by: { state: 'OPEN' } },
      gets: {
        data: {
          find: [
            { id: 't0', state: 'CLOSED', age: 0 },
            { id: 't1', state: 'CLOSED', age: 1 },
          ],
          archived: 2,
        },
      },
    },
    {
      title: 'give null with an error for a value that clients do not know, up to where null may be',
      ask: '{ state }',
      gets: { data: { state: null }, errors: ['INVALID_GRAPHQL at state'] },
    },
  ],
);
