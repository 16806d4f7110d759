import { type SubgraphRequest, Viewer } from '@ticketbase/kernel';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { Access, Arg, Directive, Field, ID, KeepFor, Mutation, ObjectType, Query, Resolver } from '../graphql.ts';
import { DocumentCache, executeRequest } from '../server/execute.ts';
import { buildSubgraph } from './build-subgraph.ts';
import { keptNamesOf } from './keep-for.ts';

@KeepFor(60)
@Directive('@key(fields: "id")')
@ObjectType('Hall', { description: 'A hall.' })
class Hall {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType('Seat', { description: 'A seat.' })
class Seat {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

@Resolver()
class HallResolver {
  @Access('public')
  @KeepFor(5)
  @Query(() => [Hall], { description: 'All halls.' })
  halls(@Arg('fail', () => Boolean, { nullable: true, description: 'Whether to fail.' }) fail?: boolean): Hall[] {
    if (fail) throw new Error('It fails.');
    return [{ id: 'h1' }];
  }

  @Access('public')
  @Query(() => Seat, { description: 'A seat.' })
  seat(): Seat {
    return { id: 's1' };
  }

  @Access('public')
  @Mutation(() => Hall, { description: 'Opens a hall.' })
  open(): Hall {
    return { id: 'h2' };
  }
}

const built = buildSubgraph({
  ...{ name: 'events' as const, resolvers: [HallResolver] },
  references: { Hall: ({ id }: Hall) => ({ id }), Seat: ({ id }: Seat) => ({ id }) },
});
const documents = new DocumentCache();

async function kept(query: string, more: Partial<SubgraphRequest> = {}): Promise<string | undefined> {
  const logger = { error() {}, warn() {}, info() {}, debug() {} } as never;
  const parts = { schema: built.schema, keeping: built.keeping, documents, executor: 'compiled' as const, logger };
  const request = { query, viewer: Viewer.anonymous, requestId: 'r', ...more };
  return (await executeRequest(parts, request, { viewer: request.viewer })).cacheControl;
}

const entities = (selections: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selections} } }`;
const representations = [{ __typename: 'Hall', id: 'h1' }];

test('an answer is kept as long as the first of its root fields says, and not at all if one says nothing', async () => {
  expect(await kept('{ halls { id } }')).toBe('public, max-age=5');
  expect(await kept('{ a: halls { id } ...B } fragment B on Query { ... { b: halls { id } __typename } }')).toBe(
    'public, max-age=5',
  );
  expect(await kept('{ halls { id } seat { id } }')).toBeUndefined();
  expect(await kept('{ seat { id } }')).toBeUndefined();
  expect(await kept('mutation { open { id } }')).toBeUndefined();
});

test('entities are kept as their types say', async () => {
  const variables = { representations };
  expect(await kept(entities('... on Hall { id }'), { variables })).toBe('public, max-age=60');
  expect(await kept(entities('... on Hall { id } ... on Seat { id }'), { variables })).toBeUndefined();
  expect(await kept(entities('__typename'), { variables })).toBeUndefined();
});

test('what failed is not kept, and what somebody signed in is shown only by themselves', async () => {
  expect(await kept('{ halls(fail: true) { id } }')).toBeUndefined();
  expect(await kept('{ halls { id } }', { viewer: Viewer.service('payments', null) })).toBe('private, max-age=5');
});

test('each operation of a document has its own time', async () => {
  const query = 'query A { halls { id } } query B { seat { id } }';
  expect(await kept(query, { operationName: 'A' })).toBe('public, max-age=5');
  expect(await kept(query, { operationName: 'B' })).toBeUndefined();
  expect(keptNamesOf(parse(query), undefined)).toBeUndefined();
});
