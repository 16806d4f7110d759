import { describe, expect, test } from 'vitest';
import { federated } from './federated.ts';

type Parcel = { id: string; price?: number; weight?: number; dims?: { w: number }[] };

describe('@requires', () => {
  const prices = () =>
    federated({
      catalog: [
        'type Query { item: Item } type Item @key(fields: "id") { id: ID!  price(currency: String): Int  weight: Int }',
        {
          Query: { item: () => ({ id: 'i' }) },
          Item: {
            __resolveReference: ({ id }: Parcel) => ({ id }),
            price: (_: unknown, { currency }: { currency?: string }) => ({ EUR: 10, USD: 12 })[currency ?? 'EUR'],
            weight: () => 3,
          },
        },
      ],
      shipping: [
        `type Item @key(fields: "id") { id: ID!  price(currency: String): Int @external  weight: Int @external
           cost: Int @requires(fields: "price(currency: \\"USD\\") weight")  heavy: Boolean @requires(fields: "weight") }`,
        {
          Item: {
            __resolveReference: (item: Parcel) => item,
            cost: ({ price = 0, weight = 0 }: Parcel) => price * weight,
            heavy: ({ weight = 0 }: Parcel) => weight > 2,
          },
        },
      ],
    });

  test('with arguments gets its own value, whatever the client asks of the same field', async () => {
    const { ask } = await prices();
    expect(await ask('{ item { cost } }')).toEqual({ data: { item: { cost: 36 } } });
    expect(await ask('{ item { price(currency: "EUR") cost } }')).toEqual({ data: { item: { price: 10, cost: 36 } } });
    expect(await ask('{ item { price cost } }')).toEqual({ data: { item: { price: 10, cost: 36 } } });
    expect(await ask('{ item { price: weight cost } }')).toEqual({ data: { item: { price: 3, cost: 36 } } });
    expect(await ask('{ item { weight: price(currency: "USD") id: weight cost heavy } }')).toEqual({
      data: { item: { weight: 12, id: 3, cost: 36, heavy: true } },
    });
  });

  test('is met for one field where another that requires more is skipped', async () => {
    const { ask } = await prices();
    const query = 'query ($with: Boolean!) { item { heavy cost @include(if: $with) } }';
    expect(await ask(query, { with: false })).toEqual({ data: { item: { heavy: true } } });
    expect(await ask(query, { with: true })).toEqual({ data: { item: { heavy: true, cost: 36 } } });
  });

  test('reaches into lists, and through a chain of subgraphs', async () => {
    const { ask } = await federated({
      one: [
        'type Query { parcels: [Parcel] } type Parcel @key(fields: "id") { id: ID!  dims: [Dim!] } type Dim { w: Int!  h: Int! }',
        {
          Query: {
            parcels: () => [
              {
                id: 'a',
                dims: [
                  { w: 2, h: 1 },
                  { w: 3, h: 1 },
                ],
              },
              { id: 'b', dims: null },
            ],
          },
        },
      ],
      two: [
        `type Parcel @key(fields: "id") { id: ID!  dims: [Dim!] @external  volume: Int @requires(fields: "dims { w }") } type Dim { w: Int! @external }`,
        {
          Parcel: {
            __resolveReference: (parcel: Parcel) => ({
              ...parcel,
              volume: parcel.dims?.reduce((sum, { w }) => sum + w, 0) ?? null,
            }),
          },
        },
      ],
      three: [
        'type Parcel @key(fields: "id") { id: ID!  volume: Int @external  price: String @requires(fields: "volume") }',
        {
          Parcel: {
            __resolveReference: (parcel: Parcel & { volume: number | null }) => ({
              ...parcel,
              price: `for ${parcel.volume}`,
            }),
          },
        },
      ],
    });
    expect(await ask('{ parcels { id price } }')).toEqual({
      data: {
        parcels: [
          { id: 'a', price: 'for 5' },
          { id: 'b', price: 'for null' },
        ],
      },
    });
  });
});
