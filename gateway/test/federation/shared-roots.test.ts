import { audit } from './audit.ts';

const halls = [
  { id: 'h1', name: 'Old Hall', seats: 400, city: { name: 'Bremen', country: 'DE' } },
  { id: 'h2', name: 'New Hall', seats: 90, city: { name: 'Turin', country: 'IT' } },
];
const list = { Query: { hall: () => halls[0], halls: () => halls } };

audit(
  'roots that three subgraphs share, of objects without a key',
  {
    names: [
      `type Query { hall: Hall! @shareable  halls: [Hall!]! @shareable }
       type Hall { id: ID! @shareable  name: String!  city: City! @shareable } type City { name: String! }`,
      list,
    ],
    sizes: [
      `type Query { hall: Hall! @shareable  halls: [Hall!]! @shareable } type Hall { id: ID! @shareable  seats: Int! }`,
      list,
    ],
    places: [
      `type Query { hall: Hall! @shareable  halls: [Hall!]! @shareable }
       type Hall { id: ID! @shareable  city: City! @shareable } type City { country: String! }`,
      list,
    ],
  },
  [
    {
      title: 'are asked in each that has something, and put together in the order that was asked for',
      ask: '{ hall { city { country name } seats name id } }',
      gets: { data: { hall: { city: { country: 'DE', name: 'Bremen' }, seats: 400, name: 'Old Hall', id: 'h1' } } },
      fetches: 3,
    },
    {
      title: 'are asked once where one has all',
      ask: '{ halls { id name } }',
      gets: {
        data: {
          halls: [
            { id: 'h1', name: 'Old Hall' },
            { id: 'h2', name: 'New Hall' },
          ],
        },
      },
      fetches: 1,
    },
    {
      title: 'put lists together by place',
      ask: '{ halls { seats place: city { land: country name } } }',
      gets: {
        data: {
          halls: [
            { seats: 400, place: { land: 'DE', name: 'Bremen' } },
            { seats: 90, place: { land: 'IT', name: 'Turin' } },
          ],
        },
      },
    },
    {
      title: 'are asked under two names at once',
      ask: '{ a: hall { name } b: hall { name seats } }',
      gets: { data: { a: { name: 'Old Hall' }, b: { name: 'Old Hall', seats: 400 } } },
    },
    {
      title: 'say their type without asking for more',
      ask: '{ __typename hall { __typename city { __typename } } }',
      gets: { data: { __typename: 'Query', hall: { __typename: 'Hall', city: { __typename: 'City' } } } },
    },
  ],
);

audit(
  'a value type that parents hold, each with a part of it',
  {
    catalog: [
      `type Query { show: Show } type Show @key(fields: "id") { id: ID!  genre: Genre @shareable } type Genre { id: ID! @shareable  name: String }`,
      { Query: { show: () => ({ id: 's1', genre: { id: 'g1', name: 'Jazz' } }) } },
    ],
    rules: [
      `type Show @key(fields: "id") { id: ID!  genre: Genre @shareable  age: Int } type Genre { id: ID! @shareable  hint: Hint } type Hint { text: String  years: Int @shareable }`,
      {
        Show: {
          __resolveReference: ({ id }: { id: string }) => ({
            id,
            age: 12,
            genre: { id: 'g1', hint: { text: `loud at ${id}`, years: 6 } },
          }),
        },
      },
    ],
    law: [
      `type Show @key(fields: "id") { id: ID!  genre: Genre @shareable } type Genre { id: ID! @shareable  law: String }`,
      { Show: { __resolveReference: ({ id }: { id: string }) => ({ id, genre: { id: 'g1', law: `act of ${id}` } }) } },
    ],
  },
  [
    {
      title: 'is completed by asking for the parent again',
      ask: '{ show { genre { name hint { text } law id } } }',
      gets: { data: { show: { genre: { name: 'Jazz', hint: { text: 'loud at s1' }, law: 'act of s1', id: 'g1' } } } },
      fetches: 3,
    },
    {
      title: 'is completed beside fields of the parent that came with it',
      ask: '{ show { age genre { hint { years } } id } }',
      gets: { data: { show: { age: 12, genre: { hint: { years: 6 } }, id: 's1' } } },
      fetches: 2,
    },
  ],
);
