import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])`;

/** A subgraph whose data are made from ids, so that nothing but GraphQL takes time. */
export interface MemorySubgraph {
  readonly name: 'users' | 'events' | 'payments' | 'analytics';
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

type Reference = { readonly id: string };

const number = (id: string) => Number(id.replace(/\D/g, '')) || 0;
const list = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const organization = (id: string) => ({
  __typename: 'Organization',
  id,
  name: `Organization ${id}`,
  slug: `slug-${id}`,
});
const user = (id: string) => ({ __typename: 'User', id, name: `User ${id}`, email: `${id}@bench.example` });

function event(id: string): object {
  const n = number(id);
  return {
    ...{ __typename: 'Event', id, title: `Evening ${n}`, startsAt: '2027-01-01T20:00:00Z' },
    venue: { name: `Hall ${n % 7}`, city: 'Berlin', country: 'DE' },
    organizer: { __typename: 'Organization', id: `o${n % 4}` },
    ticketTypes: () => list(3, i => ticketType(`t${n}-${i}`)),
    related: ({ first }: { first: number }) => list(first, i => event(`e${(n + i + 1) % 20}`)),
  };
}

const ticketType = (id: string) => ({ __typename: 'TicketType', id, name: `Ticket ${id}` });

const order = (id: string) => ({
  ...{ __typename: 'Order', id, number: `N-${id}`, total: number(id) % 900, currency: 'EUR' },
  buyer: { __typename: 'User', id: `u${number(id) % 12}` },
});

const byReference = (make: (id: string) => object) => ({ __resolveReference: ({ id }: Reference) => make(id) });

function subgraph(name: MemorySubgraph['name'], types: string, resolvers: object): MemorySubgraph {
  const sdl = `${LINK}\n${types}`;
  return { name, sdl, schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never }) };
}

/** Users, events, payments and analytics: four subgraphs whose entities refer to each other. */
export const memorySubgraphs = (): MemorySubgraph[] => [
  subgraph(
    'users',
    `type Query { organization(id: ID!): Organization }
     type Organization @key(fields: "id") { id: ID!  name: String!  slug: String!  members: [User!]! }
     type User @key(fields: "id") { id: ID!  name: String!  email: String! }`,
    {
      Query: { organization: (_: unknown, { id }: Reference) => organization(id) },
      Organization: {
        ...byReference(organization),
        members: ({ id }: Reference) => list(3, i => user(`u${number(id) * 3 + i}`)),
      },
      User: byReference(user),
    },
  ),
  subgraph(
    'events',
    `type Query { events(first: Int!): [Event!]! }
     type Event @key(fields: "id") {
       id: ID!  title: String!  startsAt: String!  venue: Venue!  organizer: Organization!
       ticketTypes: [TicketType!]!  related(first: Int!): [Event!]!
     }
     type Venue { name: String!  city: String!  country: String! }
     type TicketType @key(fields: "id") { id: ID!  name: String! }
     type Organization @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Query: { events: (_: unknown, { first }: { first: number }) => list(first, i => event(`e${i}`)) },
      Event: byReference(event),
      TicketType: byReference(ticketType),
    },
  ),
  subgraph(
    'payments',
    `type Query { order(id: ID!): Order }
     type Event @key(fields: "id") { id: ID!  revenue: Int!  orders(first: Int!): [Order!]! }
     type TicketType @key(fields: "id") { id: ID!  price: Int!  available: Int! }
     type Order @key(fields: "id") { id: ID!  number: String!  total: Int!  currency: String!  buyer: User! }
     type User @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Query: { order: (_: unknown, { id }: Reference) => order(id) },
      Event: {
        __resolveReference: ({ id }: Reference) => ({ id, revenue: number(id) * 100 }),
        orders: ({ id }: Reference, { first }: { first: number }) => list(first, i => order(`r${number(id) * 10 + i}`)),
      },
      TicketType: byReference(id => ({ id, price: number(id) % 90, available: number(id) % 200 })),
    },
  ),
  subgraph(
    'analytics',
    `type Query { visits: Int! }
     type Event @key(fields: "id") { id: ID!  views: Int!  rating: Float! }
     type Organization @key(fields: "id") { id: ID!  followers: Int! }
     type User @key(fields: "id") { id: ID!  lastSeen: String! }`,
    {
      Query: { visits: () => 1 },
      Event: byReference(id => ({ id, views: number(id) * 31, rating: (number(id) % 50) / 10 })),
      Organization: byReference(id => ({ id, followers: number(id) * 7 })),
      User: byReference(id => ({ id, lastSeen: '2027-01-01T20:00:00Z' })),
    },
  ),
];
