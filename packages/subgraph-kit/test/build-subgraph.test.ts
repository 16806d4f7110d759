import { createLogger, SUBGRAPHS, Viewer } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import {
  Access,
  Arg,
  Connection,
  Directive,
  Field,
  FieldResolver,
  ID,
  MoneyType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from '../src/graphql.ts';
import { buildSubgraph, Subgraph } from '../src/index.ts';

@Directive('@key(fields: "id")')
@ObjectType('Event', { description: 'Something people buy tickets for.' })
class EventType {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => MoneyType, { description: 'Its price.' }) price!: MoneyType;
}
const EventConnection = Connection(() => EventType, 'Event');

@Resolver(() => EventType)
class EventResolver {
  @Access('public')
  @Query(() => EventType, { nullable: true, description: 'An event.' })
  event(@Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return { id, price: { amount: 1250, currency: 'EUR' } };
  }
  @Access('events:read')
  @Query(() => EventConnection, { description: 'Events.' })
  events() {
    return { edges: [], pageInfo: {}, totalCount: async () => 7 };
  }
  @Access('service')
  @Query(() => Boolean, { description: 'A command.' })
  command() {
    return true;
  }
  @FieldResolver(() => String, { description: 'Shout.' })
  shout(@Root() event: EventType) {
    return event.id.toUpperCase();
  }
}

class UnguardedResolver {
  @Query(() => Boolean, { description: 'Forgot its guard.' })
  forgotten() {
    return true;
  }
}
Resolver()(UnguardedResolver);

const schema = buildSubgraph({
  name: 'events',
  resolvers: [EventResolver],
  references: { Event: (reference: { id: string }) => ({ id: reference.id, price: { amount: 1, currency: 'JPY' } }) },
});
const subgraph = new Subgraph({ schema, logger: createLogger('test', 'silent'), createServices: () => ({}) });
const ask = (query: string, viewer = Viewer.anonymous) => subgraph.execute({ query, viewer, requestId: 'r' });

test('a decorated class becomes a federated subgraph that resolves fields and references', async () => {
  const answer = await ask('{ event(id: "a") { shout price { formatted(locale: "de-DE") } } }');
  expect(answer).toEqual({ data: { event: { shout: 'A', price: { formatted: '12,50\u00a0€' } } } });
  const entities = await ask(
    '{ _entities(representations: [{ __typename: "Event", id: "b" }]) { ... on Event { id price { formatted } } } }',
  );
  expect(entities.data).toEqual({ _entities: [{ id: 'b', price: { formatted: '¥1' } }] });
  expect(SUBGRAPHS).toContain(schema.name);
});

test('an operation refuses a viewer below its declared access, with a coded error', async () => {
  expect((await ask('{ events { totalCount } }')).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  const analyst = new Viewer({ kind: 'api-token', tokenId: 't', organizationId: 'o', scopes: ['orders:read'] });
  expect((await ask('{ events { totalCount } }', analyst)).errors?.[0]?.extensions).toEqual({
    code: 'FORBIDDEN',
    requiredScope: 'events:read',
  });
  expect((await ask('{ command }', analyst)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect((await ask('{ command }', Viewer.service('payments', 'o'))).data).toEqual({ command: true });
});

test('a list counts its entries when it is asked to', async () => {
  const reader = new Viewer({ kind: 'api-token', tokenId: 't', organizationId: 'o', scopes: ['events:read'] });
  expect((await ask('{ events { totalCount } }', reader)).data).toEqual({ events: { totalCount: 7 } });
});

test('a command is marked @inaccessible and named with its access', () => {
  expect(schema.sdl).toContain('command: Boolean! @inaccessible');
  expect(Object.fromEntries(schema.access)).toEqual({
    'Query.event': 'public',
    'Query.events': 'events:read',
    'Query.command': 'service',
  });
});

test('a schema with an operation that declares no access is refused', () => {
  expect(() => buildSubgraph({ name: 'events', resolvers: [UnguardedResolver], references: {} })).toThrow(
    /Query\.forgotten does not declare/,
  );
});

test('a malformed document is a coded error and an unexpected fault says nothing but a request id', async () => {
  expect((await ask('{ nothing }')).errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect((await ask('{')).errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('a variable of the wrong type, out of range or unknown to its input is bad input, not a fault of ours', async () => {
  const operation = 'query ($id: ID!) { event(id: $id) { id } }';
  for (const id of [null, 1.5, { nested: true }, undefined]) {
    const { errors } = await subgraph.execute({
      query: operation,
      variables: { id },
      viewer: Viewer.anonymous,
      requestId: 'r',
    });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  }
});

test('text that cannot be stored is refused before anything runs, in variables and in literals', async () => {
  const query = 'query($id: ID!) { event(id: $id) { id } }';
  for (const id of ['a\u0000b', 'a\ud800']) {
    const { data, errors } = await subgraph.execute({
      query,
      variables: { id },
      viewer: Viewer.anonymous,
      requestId: 'r',
    });
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'id' }] });
  }
  expect((await ask('{ event(id: "a\\u0000b") { id } }')).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  expect((await ask('{ event(id: "a 🎷 b") { id } }')).data).toEqual({ event: { id: 'a 🎷 b' } });
});
