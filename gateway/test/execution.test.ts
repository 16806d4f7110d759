import type { SubgraphRequest } from '@ticketbase/kernel';
import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { mergeInto } from '../src/execution/merge.ts';
import { conditionVariables, fillEmptySelections, resolveConditions } from '../src/execution/resolve-conditions.ts';
import { plannedNames, separateArguments } from '../src/execution/separate-arguments.ts';
import { startGateway } from './gateway-harness.ts';
import { compose, newStage, type TinySubgraph, tinyEndpoint, tinySubgraphs } from './tiny-subgraphs.ts';

type Answers = (request: SubgraphRequest) => object;

/** A gateway over the small subgraphs, `plugins` answering as given and telling what it was asked. */
async function withPlugins(answers: Answers, executor: 'compiled' | 'apollo' = 'compiled') {
  const requests: SubgraphRequest[] = [];
  const execute = async (request: SubgraphRequest) => {
    if (!request.query.includes('supergraphRelease')) requests.push(request);
    return answers(request);
  };
  const env = { GATEWAY_EXECUTOR: executor };
  const { post } = await startGateway({ env, endpoints: { plugins: { name: 'plugins', execute } } });
  return { post, requests };
}

const representationsOf = ({ variables }: SubgraphRequest) => variables?.representations as Array<{ id: string }>;
const widgetsOf: Answers = request => ({
  data: { _entities: representationsOf(request).map(({ id }) => ({ widgets: [`widget of ${id}`] })) },
});

/** Each event twice. */
const TWICE =
  '{ first: event(id: "e1") { similar { id widgets } } second: event(id: "e1") { similar { id widgets } } }';
const SIMILAR_OF_SIMILAR =
  '{ event(id: "e") { similar { parent { id widgets } } again: similar { parent { id widgets } } } }';

describe('the executor', () => {
  test('asks for an entity once, wherever it stands, and puts it everywhere', async () => {
    const { post, requests } = await withPlugins(widgetsOf);
    const answer = await post({
      query:
        '{ events(first: 2) { nodes { id widgets similar { parent { id widgets } } } edges { node { widgets } } } }',
    });
    expect(answer.json.errors).toBeUndefined();
    expect(answer.json.data.events.nodes[1]).toEqual({
      id: 'e2',
      widgets: ['widget of e2'],
      similar: [
        { parent: { id: 'e2ap', widgets: ['widget of e2ap'] } },
        { parent: { id: 'e2bp', widgets: ['widget of e2bp'] } },
      ],
    });
    for (const request of requests) {
      const ids = representationsOf(request).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('tells an error of an entity at each of its places; one entity missing beside it shifts no path', async () => {
    const { post, requests } = await withPlugins(request => ({
      data: { _entities: representationsOf(request).map(() => null) },
      errors: [{ message: 'No.', path: ['_entities', 0, 'widgets'], extensions: { code: 'NO_WIDGETS' } }],
    }));
    const { json } = await post({ query: SIMILAR_OF_SIMILAR });
    // Both places ask the same at once, and so share one answer.
    expect(requests.map(request => representationsOf(request).length)).toEqual([2]);
    expect(json.errors.map(({ path }: { path: unknown[] }) => path.join('.')).sort()).toEqual([
      'event.again.0.parent.widgets',
      'event.similar.0.parent.widgets',
    ]);
    expect(json.errors[0].extensions).toEqual({ code: 'NO_WIDGETS' });
  });

  test.each(['compiled', 'apollo'] as const)('answers the same whichever is configured: %s', async executor => {
    const { post } = await withPlugins(widgetsOf, executor);
    expect((await post({ query: TWICE })).json).toEqual({
      data: {
        first: { similar: [widget('e1a'), widget('e1b')] },
        second: { similar: [widget('e1a'), widget('e1b')] },
      },
    });
  });

  test('keeps fields with different arguments apart under one name', async () => {
    const { post } = await startGateway({ services: { supergraph: composed() }, endpoints: shelves() });
    const query =
      '{ media { __typename ... on Book { length(unit: "pages") } ... on Film { length(unit: "minutes") } } }';
    expect((await post({ query })).json).toEqual({
      data: {
        media: [
          { __typename: 'Book', length: 'pages' },
          { __typename: 'Film', length: 'minutes' },
        ],
      },
    });
  });

  test('answers introspection beside other fields', async () => {
    const { post } = await withPlugins(widgetsOf);
    const query =
      'query Q($name: String!) { me { kind } type: __type(name: $name) { ...T } } fragment T on __Type { name }';
    expect((await post({ query, variables: { name: 'Event' } })).json).toEqual({
      data: { me: { kind: 'anonymous' }, type: { name: 'Event' } },
    });
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('answers under the name %s', async name => {
    const { post } = await withPlugins(() => ({ errors: [{ message: 'x' }] }));
    const { text } = await post({ query: `{ ${name}: me { kind } event(id: "e1") { ${name}: widgets } }` });
    expect(text).toContain(`"${name}":{"kind":"anonymous"}`);
    expect(text).not.toContain('native code');
  });
});

const widget = (id: string) => ({ id, widgets: [`widget of ${id}`] });

function shelf(): TinySubgraph {
  const base = tinySubgraphs({ stage: newStage(), apiAccessToken: () => '' }).users as TinySubgraph;
  const length = (_: unknown, { unit }: { unit: string }) => unit;
  return {
    sdl: `${base.sdl.replace('type Query {', 'type Query { media: [Media!]!')}
      union Media = Book | Film
      type Book { length(unit: String): String }
      type Film { length(unit: String): String }`,
    resolvers: {
      ...base.resolvers,
      Query: { ...base.resolvers.Query, media: () => [{ __typename: 'Book' }, { __typename: 'Film' }] },
      Book: { length },
      Film: { length },
    },
  };
}

const composed = () => compose({ ...tinySubgraphs({ stage: newStage(), apiAccessToken: () => '' }), users: shelf() });
const shelves = () => ({ users: tinyEndpoint('users', shelf()) });

describe('merging what was fetched', () => {
  test('goes by field, by element in lists of one length, and replaces what does not fit', () => {
    const target = { a: { x: 1 }, list: [{ x: 1 }, null], other: [1], gone: { x: 1 }, kept: 1 };
    mergeInto(target, { a: { y: 2 }, list: [{ y: 2 }, { y: 3 }], other: [1, 2], gone: null, kept: undefined });
    expect(target).toEqual({ a: { x: 1, y: 2 }, list: [{ x: 1, y: 2 }, { y: 3 }], other: [1, 2], gone: null, kept: 1 });
  });

  test('reaches into no prototype, whatever a subgraph answers', () => {
    const target = {};
    mergeInto(target, JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  });
});

describe('what the planner is given', () => {
  test('has its conditions decided, and asks for the type where nothing else is left', () => {
    const document = parse(
      'query ($a: Boolean!) { x { ...F @include(if: $a) } y @skip(if: true) z @include(if: true) } fragment F on X { id }',
    );
    expect(conditionVariables(document)).toEqual(['a']);
    const decided = fillEmptySelections(resolveConditions(document, { a: false }));
    expect(decided.definitions[0]).toMatchObject({
      selectionSet: {
        selections: [
          { name: { value: 'x' }, selectionSet: { selections: [{ name: { value: '__typename' } }] } },
          { name: { value: 'z' }, directives: [] },
        ],
      },
    });
  });

  test('has aliases where a name has several arguments, or a requirement needs it with some', () => {
    const document = parse('{ a { f(x: 1) g(x: 1) f_0: h } ... on Query { b { f(x: 2) } c { f(x: 1) } } }');
    const none = { all: new Set<string>(), withArguments: new Set<string>() };
    expect([...separateArguments(document, none).names]).toEqual([
      ['f_1', 'f'],
      ['f_2', 'f'],
    ]);
    const required = { all: new Set(['g', 'c']), withArguments: new Set(['c']) };
    expect([...separateArguments(document, required).names.values()].sort()).toEqual(['c', 'f', 'f', 'g']);
    const supergraph = buildSchema(`
      directive @join__field(requires: String) on FIELD_DEFINITION
      directive @join__type(key: String) on OBJECT
      type Query @join__type(key: "id") { a: Int @join__field(requires: "price(currency: EUR) { net(of: 1) } weight") }`);
    const { all, withArguments } = plannedNames(supergraph);
    expect([...withArguments]).toEqual(['price', 'net']);
    expect([...all]).toEqual(expect.arrayContaining(['id', 'price', 'net', 'weight']));
  });
});
