import { audit } from './audit.ts';

type Seat = { id?: string; code?: string; place?: { row: number; number: number } };

const seatOf = ({ id, code, place }: Seat) => {
  const number = id ? Number(id.slice(1)) : code ? Number(code.slice(5)) : place!.number;
  return { id: `s${number}`, code: `code-${number}`, place: { row: 1, number } };
};

audit(
  'an entity with other keys in each subgraph',
  {
    plan: [
      `type Query { seat: Seat  seats: [Seat!]! }
       type Seat @key(fields: "id") @key(fields: "id place { row number }") { id: ID!  place: Place!  label: String! }
       type Place { row: Int!  number: Int! }`,
      {
        Query: { seat: () => seatOf({ id: 's1' }), seats: () => [seatOf({ id: 's1' }), seatOf({ id: 's2' })] },
        Seat: { __resolveReference: seatOf, label: ({ id }: Seat) => `label of ${id}` },
      },
    ],
    codes: [
      `type Seat @key(fields: "id") @key(fields: "code") { id: ID!  code: String! }`,
      { Seat: { __resolveReference: seatOf } },
    ],
    prices: [
      `type Seat @key(fields: "code") { code: String!  price: Int!  label: String! @external  tag: String @requires(fields: "label") }`,
      {
        Seat: {
          __resolveReference: (seat: Seat & { label?: string }) => ({ ...seat, code: seat.code }),
          price: ({ code }: Seat) => Number(code!.slice(5)) * 100,
          tag: ({ label }: { label?: string }) => `<${label}>`,
        },
      },
    ],
    holds: [
      `type Query { held: Seat }
       type Seat @key(fields: "place { row number }") @key(fields: "id place { row number }") { id: ID!  place: Place!  holder: String }
       type Place { row: Int!  number: Int! }`,
      {
        Query: { held: () => seatOf({ id: 's2' }) },
        Seat: { __resolveReference: seatOf, holder: ({ place }: Seat) => `holder ${place!.row}/${place!.number}` },
      },
    ],
  },
  [
    {
      title: 'is followed over a third that translates one key into the other',
      ask: '{ seat { price } }',
      gets: { data: { seat: { price: 100 } } },
      fetches: 3,
    },
    {
      title: 'is found by a key that holds an object',
      ask: '{ seats { holder label } }',
      gets: {
        data: {
          seats: [
            { holder: 'holder 1/1', label: 'label of s1' },
            { holder: 'holder 1/2', label: 'label of s2' },
          ],
        },
      },
      fetches: 2,
    },
    {
      title: 'is followed from the other end, over all of them',
      ask: '{ held { label price code holder } }',
      gets: { data: { held: { label: 'label of s2', price: 200, code: 'code-2', holder: 'holder 1/2' } } },
    },
    {
      title: 'brings along over its keys what a field requires',
      ask: '{ held { tag } seats { tag id } }',
      gets: {
        data: {
          held: { tag: '<label of s2>' },
          seats: [
            { tag: '<label of s1>', id: 's1' },
            { tag: '<label of s2>', id: 's2' },
          ],
        },
      },
    },
  ],
);

type Node = { id?: string; list?: { ref: string }[] };

audit(
  'keys of lists of objects, the same entity in many places',
  {
    carts: [
      `type Query { carts: [Cart!]! } type Cart @key(fields: "lines { ref }") { lines: [Line!]! } type Line @key(fields: "ref") { ref: ID! }`,
      {
        Query: {
          carts: () => [
            { lines: [{ ref: 'a' }, { ref: 'b' }] },
            { lines: [] },
            { lines: [{ ref: 'a' }, { ref: 'b' }] },
          ],
        },
      },
    ],
    totals: [
      `type Cart @key(fields: "lines { ref }") { lines: [Line!]!  total: Int  first: Line } type Line @key(fields: "ref") { ref: ID!  price: Int! }`,
      {
        Cart: {
          __resolveReference: (cart: Node & { lines: { ref: string }[] }) => cart,
          total: ({ lines }: { lines: unknown[] }) => lines.length * 10,
          first: ({ lines }: { lines: unknown[] }) => lines[0] ?? null,
        },
        Line: {
          __resolveReference: ({ ref }: { ref: string }) => ({ ref }),
          price: ({ ref }: { ref: string }) => ref.charCodeAt(0),
        },
      },
    ],
  },
  [
    {
      title: 'are told apart by all that is in them, and shared by the same',
      ask: '{ carts { total first { price ref } lines { price } } }',
      gets: {
        data: {
          carts: [
            { total: 20, first: { price: 97, ref: 'a' }, lines: [{ price: 97 }, { price: 98 }] },
            { total: 0, first: null, lines: [] },
            { total: 20, first: { price: 97, ref: 'a' }, lines: [{ price: 97 }, { price: 98 }] },
          ],
        },
      },
    },
  ],
);

audit(
  'keys that cannot be resolved',
  {
    guests: [
      `type Query { guest: Guest  door: Door }
       type Guest @key(fields: "id") @key(fields: "badge", resolvable: false) @key(fields: "pass { id }", resolvable: false) { id: ID!  badge: String!  pass: Pass!  name: String! }
       type Pass { id: ID! } type Door { last: Guest }`,
      {
        Query: {
          guest: () => ({ id: 'g1', badge: 'b1', pass: { id: 'p1' }, name: 'Ada' }),
          door: () => ({ last: { id: 'g2', badge: 'b2', pass: { id: 'p2' }, name: 'Grace' } }),
        },
        Guest: {
          __resolveReference: ({ id }: { id?: string }) => {
            if (!id) throw new Error('Only an id leads to a guest here.');
            return {
              id,
              badge: `b${id.slice(1)}`,
              pass: { id: `p${id.slice(1)}` },
              name: id === 'g1' ? 'Ada' : 'Grace',
            };
          },
        },
      },
    ],
    scans: [
      `type Query { scanned: Guest  byPass: Guest }
       type Guest @key(fields: "badge") @key(fields: "pass { id }") { badge: String!  pass: Pass!  scans: Int! } type Pass { id: ID! }`,
      {
        Query: {
          scanned: () => ({ badge: 'b1', pass: { id: 'p1' } }),
          byPass: () => ({ badge: 'b2', pass: { id: 'p2' } }),
        },
        Guest: {
          __resolveReference: ({ badge, pass }: { badge?: string; pass?: { id: string } }) => ({
            ...{ badge: badge ?? `b${pass!.id.slice(1)}`, pass: pass ?? { id: `p${badge!.slice(1)}` } },
          }),
          scans: ({ badge }: { badge: string }) => Number(badge.slice(1)) * 3,
        },
      },
    ],
    seating: [
      `type Query { seated: Guest } type Guest @key(fields: "id") @key(fields: "badge") { id: ID!  badge: String!  table: Int! }`,
      {
        Query: { seated: () => ({ id: 'g2', badge: 'b2' }) },
        Guest: {
          __resolveReference: ({ id, badge }: { id?: string; badge?: string }) => {
            const number = (id ?? badge)!.slice(1);
            return { id: `g${number}`, badge: `b${number}` };
          },
          table: ({ id }: { id: string }) => Number(id.slice(1)),
        },
      },
    ],
  },
  [
    {
      title: 'are left for the one of the same subgraph that can be',
      ask: '{ seated { name table } }',
      gets: { data: { seated: { name: 'Grace', table: 2 } } },
    },
    {
      title: 'lead over a third subgraph to the one that can be',
      ask: '{ scanned { name scans } byPass { name table scans } }',
      gets: { data: { scanned: { name: 'Ada', scans: 3 }, byPass: { name: 'Grace', table: 2, scans: 6 } } },
    },
    {
      title: 'lead out of the subgraph that cannot be asked by them',
      ask: '{ guest { scans name table } door { last { scans name } } }',
      gets: { data: { guest: { scans: 3, name: 'Ada', table: 1 }, door: { last: { scans: 6, name: 'Grace' } } } },
    },
  ],
);
