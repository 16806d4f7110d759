import { audit } from './audit.ts';

type Ref = { __typename?: string; id: string; [name: string]: unknown };
const accounts: Readonly<Record<string, object>> = {
  u1: { __typename: 'Member', id: 'u1', name: 'Ada', points: 7 },
  u2: { __typename: 'Guest', id: 'u2', name: 'Grace', host: 'u1' },
};
const account = ({ id }: Ref) => accounts[id] ?? null;

audit(
  'an interface that is an object elsewhere',
  {
    accounts: [
      `type Query { account(id: ID!): Account  accounts: [Account!]! }
       interface Account @key(fields: "id") { id: ID!  name: String! }
       type Member implements Account @key(fields: "id") { id: ID!  name: String!  points: Int! }
       type Guest implements Account @key(fields: "id") { id: ID!  name: String!  host: ID! }`,
      {
        Query: { account: (_: unknown, ref: Ref) => account(ref), accounts: () => Object.values(accounts) },
        Account: { __resolveReference: account },
        Member: { __resolveReference: account },
        Guest: { __resolveReference: account },
      },
    ],
    visits: [
      `type Query { visitors: [Account!]!  latest: Account  nobody: Account }
       type Account @key(fields: "id") @interfaceObject { id: ID!  name: String! @external  visits: Int!  greeting: String! @requires(fields: "name") }`,
      {
        Query: { visitors: () => [{ id: 'u2' }, { id: 'u1' }], latest: () => ({ id: 'u2' }), nobody: () => null },
        Account: {
          __resolveReference: (ref: Ref) => ref,
          visits: ({ id }: Ref) => Number(id.slice(1)) * 10,
          greeting: ({ name }: Ref) => `Hello ${name}`,
        },
      },
    ],
    badges: [
      `type Account @key(fields: "id") @interfaceObject { id: ID!  badge(size: Int! = 1): String! }`,
      {
        Account: {
          __resolveReference: (ref: Ref) => ref,
          badge: ({ id }: Ref, { size }: { size: number }) => `${id}x${size}`,
        },
      },
    ],
  },
  [
    {
      title: 'gives each of its types the fields of the object',
      ask: '{ accounts { __typename visits badge(size: 2) ... on Member { points } } }',
      gets: {
        data: {
          accounts: [
            { __typename: 'Member', visits: 10, badge: 'u1x2', points: 7 },
            { __typename: 'Guest', visits: 20, badge: 'u2x2' },
          ],
        },
      },
    },
    {
      title: 'does not ask for the type where only the object is asked for',
      ask: '{ visitors { id visits } }',
      gets: {
        data: {
          visitors: [
            { id: 'u2', visits: 20 },
            { id: 'u1', visits: 10 },
          ],
        },
      },
      fetches: 1,
    },
    {
      title: 'asks for the type where fragments need it, in either order',
      ask: '{ visitors { ... on Guest { host visits } ... on Member { points } __typename } }',
      gets: {
        data: {
          visitors: [
            { host: 'u1', visits: 20, __typename: 'Guest' },
            { points: 7, __typename: 'Member' },
          ],
        },
      },
    },
    {
      title: 'meets what its object requires of it',
      ask: '{ latest { greeting } account(id: "u1") { greeting } }',
      gets: { data: { latest: { greeting: 'Hello Grace' }, account: { greeting: 'Hello Ada' } } },
    },
    {
      title: 'lets an object of one subgraph go on to the object of another',
      ask: '{ latest { badge small: badge(size: 0) name } nobody { badge } }',
      gets: { data: { latest: { badge: 'u2x1', small: 'u2x0', name: 'Grace' }, nobody: null } },
    },
    {
      title: 'gives fields of one type only to that type',
      ask: '{ accounts { ... on Guest { visits } ... on Member { badge } } }',
      gets: { data: { accounts: [{ badge: 'u1x1' }, { visits: 20 }] } },
    },
  ],
);

audit(
  'an interface object that cannot be resolved by its key',
  {
    stages: [
      `type Query { stages: [Stage!]! } interface Stage @key(fields: "id") { id: ID!  title: String! }
       type Hall implements Stage @key(fields: "id") { id: ID!  title: String!  seats: Int! }`,
      {
        Query: { stages: () => [{ __typename: 'Hall', id: 'h1', title: 'Hall 1', seats: 9 }] },
        Stage: {
          __resolveReference: ({ id }: Ref) => ({ __typename: 'Hall', id, title: `Hall ${id.slice(1)}`, seats: 9 }),
        },
        Hall: { __resolveReference: ({ id }: Ref) => ({ id, title: `Hall ${id.slice(1)}`, seats: 9 }) },
      },
    ],
    bookings: [
      `type Query { booked: Stage } type Stage @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
      { Query: { booked: () => ({ id: 'h2' }) } },
    ],
  },
  [
    {
      title: 'has its fields from where the interface is',
      ask: '{ booked { id title ... on Hall { seats } } stages { title } }',
      gets: { data: { booked: { id: 'h2', title: 'Hall 2', seats: 9 }, stages: [{ title: 'Hall 1' }] } },
    },
  ],
);
