import { describe, expect, test } from 'vitest';
import { federated } from './federated.ts';

const byId = ({ id }: { id: string }) => ({ id });

/** Users own names, posts refer to them, and a third subgraph counts what they liked. */
const posts = () =>
  federated({
    posts: [
      `type Query { posts: [Post!]! } union Author = User | Bot
       type Post @key(fields: "id") { id: ID!  title: String!  author: Author! }
       type User @key(fields: "id") { id: ID! } type Bot @key(fields: "id") { id: ID! }`,
      {
        Query: {
          posts: () => [
            { id: 'p1', title: 'One', author: { __typename: 'User', id: 'u1' } },
            { id: 'p2', title: 'Two', author: { __typename: 'Bot', id: 'b1' } },
          ],
        },
        Post: { __resolveReference: byId },
        User: { __resolveReference: byId },
        Bot: { __resolveReference: byId },
      },
    ],
    users: [
      'type User @key(fields: "id") { id: ID!  name: String! } type Bot @key(fields: "id") { id: ID!  maker: User }',
      {
        User: { __resolveReference: byId, name: ({ id }: { id: string }) => `Name of ${id}` },
        Bot: { __resolveReference: byId, maker: ({ id }: { id: string }) => ({ id: `maker-of-${id}` }) },
      },
    ],
    likes: [
      'type User @key(fields: "id") { id: ID!  likes(of: String): Int! } type Post @key(fields: "id") { id: ID!  likes: Int! }',
      {
        User: {
          __resolveReference: byId,
          likes: ({ id }: { id: string }, { of = '' }: { of?: string }) => id.length + of.length,
        },
        Post: { __resolveReference: byId, likes: () => 7 },
      },
    ],
  });

describe('conditions', () => {
  const query = `query ($names: Boolean!, $likes: Boolean!, $of: String) {
    posts { title ...Likes @include(if: $likes) author { ...Person @skip(if: $names) ... on User @include(if: $names) { name } ...Maker } }
  }
  fragment Likes on Post { likes }
  fragment Person on User { id }
  fragment Maker on Bot { maker { name @include(if: $names) likes(of: $of) @include(if: $likes) } }`;

  test('by variables decide what is asked of each subgraph, in fragments and beside them', async () => {
    const { ask, asked } = await posts();
    expect(await ask(query, { names: true, likes: true, of: 'abc' })).toEqual({
      data: {
        posts: [
          { title: 'One', likes: 7, author: { name: 'Name of u1' } },
          { title: 'Two', likes: 7, author: { maker: { name: 'Name of maker-of-b1', likes: 14 } } },
        ],
      },
    });
    expect(await ask(query, { names: true, likes: false })).toEqual({
      data: {
        posts: [
          { title: 'One', author: { name: 'Name of u1' } },
          { title: 'Two', author: { maker: { name: 'Name of maker-of-b1' } } },
        ],
      },
    });
    expect(asked.some(text => text.startsWith('likes:'))).toBe(false);
  });

  test('that leave nothing of an object leave the object', async () => {
    const { ask } = await posts();
    expect(await ask(query, { names: false, likes: false })).toEqual({
      data: {
        posts: [
          { title: 'One', author: { id: 'u1' } },
          { title: 'Two', author: { maker: {} } },
        ],
      },
    });
  });

  test('keep fields apart that fragments of two types ask for under one name with other arguments', async () => {
    const { ask } = await posts();
    const text = `{ posts { author { ... on User { count: likes(of: "ab") } ... on Bot { maker { count: likes(of: "abcd") } } } } }`;
    expect(await ask(text)).toEqual({
      data: { posts: [{ author: { count: 4 } }, { author: { maker: { count: 15 } } }] },
    });
  });
});
