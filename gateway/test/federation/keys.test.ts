import { describe, expect, test } from 'vitest';
import { federated } from './federated.ts';

const id = ({ id }: { id: string }) => ({ id });

describe('entities', () => {
  test('are followed over keys that only a third subgraph can translate', async () => {
    const { ask, asked } = await federated({
      catalog: [
        'type Query { product: Product } type Product @key(fields: "id") { id: ID! }',
        { Query: { product: () => ({ id: 'p1' }) }, Product: { __resolveReference: id } },
      ],
      codes: [
        'type Product @key(fields: "id") @key(fields: "sku") { id: ID!  sku: ID! }',
        { Product: { __resolveReference: ({ id = 'p1' }: { id?: string }) => ({ id, sku: `sku-${id}` }) } },
      ],
      stock: [
        'type Product @key(fields: "sku") { sku: ID!  left: Int }',
        { Product: { __resolveReference: ({ sku }: { sku: string }) => ({ sku, left: sku === 'sku-p1' ? 7 : 0 }) } },
      ],
    });
    expect(await ask('{ product { left } }')).toEqual({ data: { product: { left: 7 } } });
    expect(asked.map(query => query.split(':')[0])).toEqual(['catalog', 'codes', 'stock']);
  });

  test('are found by keys that hold objects and lists', async () => {
    const { ask } = await federated({
      sales: [
        `type Query { carts: [Cart!]! } type Cart @key(fields: "owner { id } lines { sku count }") { owner: Owner!  lines: [Line!]! }
         type Owner { id: ID! } type Line { sku: ID!  count: Int! }`,
        {
          Query: {
            carts: () =>
              [1, 2].map(n => ({
                owner: { id: `o${n}` },
                lines: [
                  { sku: 'a', count: n },
                  { sku: 'b', count: 1 },
                ],
              })),
          },
        },
      ],
      prices: [
        `type Cart @key(fields: "owner { id } lines { sku count }") { owner: Owner! @external  lines: [Line!]! @external  total: String! }
         type Owner { id: ID! @external } type Line { sku: ID! @external  count: Int! @external }`,
        {
          Cart: {
            __resolveReference: ({
              owner,
              lines,
            }: {
              owner: { id: string };
              lines: { sku: string; count: number }[];
            }) => ({
              ...{ owner, lines, total: `${owner.id}:${lines.map(({ sku, count }) => sku + count)}` },
            }),
          },
        },
      ],
    });
    expect(await ask('{ carts { total } }')).toEqual({
      data: { carts: [{ total: 'o1:a1,b1' }, { total: 'o2:a2,b1' }] },
    });
  });

  test('without a key stay without what it leads to, and others have theirs', async () => {
    const { ask } = await federated({
      books: [
        'type Query { books: [Book] } type Book @key(fields: "upc") { upc: ID  title: String }',
        { Query: { books: () => [{ upc: 'b1', title: 'One' }, { upc: null, title: 'None' }, null] } },
      ],
      writers: [
        'type Book @key(fields: "upc") { upc: ID  writer: String }',
        {
          Book: {
            __resolveReference: ({ upc }: { upc: string | null }) => (upc ? { upc, writer: `of ${upc}` } : null),
          },
        },
      ],
    });
    expect(await ask('{ books { title writer } }')).toEqual({
      data: { books: [{ title: 'One', writer: 'of b1' }, { title: 'None', writer: null }, null] },
    });
  });

  test('are resolved where their key can be, though the same subgraph has another that cannot', async () => {
    const { ask } = await federated({
      people: [
        `type Query { person: Person } type Person @key(fields: "id") @key(fields: "name", resolvable: false) { id: ID!  name: String! }`,
        {
          Query: { person: () => ({ id: '1', name: 'Ada' }) },
          Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ada' }) },
        },
      ],
      work: [
        `type Query { worker: Person } type Person @key(fields: "id") { id: ID!  job: String }`,
        {
          Query: { worker: () => ({ id: '1' }) },
          Person: { __resolveReference: ({ id }: { id: string }) => ({ id, job: 'Engineer' }), job: () => 'Engineer' },
        },
      ],
    });
    expect(await ask('{ worker { name job } person { name job } }')).toEqual({
      data: { worker: { name: 'Ada', job: 'Engineer' }, person: { name: 'Ada', job: 'Engineer' } },
    });
  });

  test('carry what their owner provides, nested, and are asked for no more', async () => {
    const { ask, asked } = await federated({
      reviews: [
        `type Query { review: Review @provides(fields: "author { profile { nick } }")  bare: Review }
         type Review { author: User! } type User @key(fields: "id") { id: ID!  profile: Profile @external } type Profile { nick: String @external }`,
        {
          Query: {
            review: () => ({ author: { id: 'u1', profile: { nick: 'provided' } } }),
            bare: () => ({ author: { id: 'u1' } }),
          },
        },
      ],
      users: [
        'type User @key(fields: "id") { id: ID!  profile: Profile @shareable } type Profile { nick: String @shareable }',
        { User: { __resolveReference: ({ id }: { id: string }) => ({ id, profile: { nick: 'own' } }) } },
      ],
    });
    expect(await ask('{ review { author { profile { nick } } } }')).toEqual({
      data: { review: { author: { profile: { nick: 'provided' } } } },
    });
    expect(asked).toHaveLength(1);
    expect(await ask('{ bare { author { profile { nick } } } }')).toEqual({
      data: { bare: { author: { profile: { nick: 'own' } } } },
    });
  });

  test('have a field from whoever overrides it, and none that is inaccessible', async () => {
    const { ask } = await federated({
      old: [
        'type Query { item: Item } type Item @key(fields: "id") { id: ID!  price: Int  secret: Int @inaccessible }',
        { Query: { item: () => ({ id: 'i', price: 1, secret: 2 }) } },
      ],
      fresh: [
        `type Item @key(fields: "id") { id: ID!  price: Int @override(from: "old")  secret: Int @external  twice: Int @requires(fields: "secret") }`,
        {
          Item: {
            __resolveReference: (reference: { id: string; secret?: number }) => ({
              ...reference,
              price: 10,
              twice: (reference.secret ?? 0) * 2,
            }),
          },
        },
      ],
    });
    expect(await ask('{ item { price twice } }')).toEqual({ data: { item: { price: 10, twice: 4 } } });
    await expect(ask('{ item { secret } }')).rejects.toThrow('Cannot query field');
  });
});
