import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { sharedGateway, startGateway } from './gateway-harness.ts';

const nested = (levels: number) => `{ event(id: "e1") ${'{ parent '.repeat(levels)}{ id }${' }'.repeat(levels)} }`;
const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

/** 684 bytes for 11 levels: each fragment spreads the next one twice, under two aliases, down to three subgraphs. */
const fragmentBomb = (levels: number) =>
  `{events(first:0){nodes{...f0}}}${repeat(
    levels,
    i => `fragment f${i} on Event{a:similar{...f${i + 1}}b:similar{...f${i + 1}}}`,
  )}fragment f${levels} on Event{sold widgets organization{name}}`;

/** The same without deeper nesting: only spreads that double. */
const flatBomb = (levels: number) =>
  `{ event(id: "e1") { ...F0 } } ${repeat(levels, i => `fragment F${i} on Event { ...F${i + 1} ... on Node { ...F${i + 1} } }`)} fragment F${levels} on Event { id organization { name } }`;

test.each([
  ['alone', ''],
  ['behind separators', '&'.repeat(2_000)],
  ['behind more parameters than a framework reads', 'a=1&'.repeat(1_500)],
  ['behind others that are called alike', 'query[a]=1&%71uery[]=2&'],
])('the query of a GET is held to the limits: %s', async (_, before) => {
  const { url } = await startGateway();
  const query = encodeURIComponent(`{ ${repeat(60, i => `a${i}: __typename`)} }`);
  const answer = await fetch(`${url}/graphql?${before}query=${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('QUERY_TOO_MANY_ALIASES');
});

describe('limits before planning', () => {
  const shared = sharedGateway();

  test.each([
    ['a query 50 deep', nested(50), 'QUERY_TOO_DEEP'],
    [
      'a query that is deep through fragments',
      `{ event(id: "e1") { ...A } } ${repeat(14, i => `fragment ${i ? `A${i}` : 'A'} on Event { similar { ...A${i + 1} } }`)} fragment A14 on Event { id }`,
      'QUERY_TOO_DEEP',
    ],
    ['1,000 aliases', `{ ${repeat(600, i => `a${i}: __typename`)} }`, 'QUERY_TOO_MANY_ALIASES'],
    [
      'aliases that fragments multiply',
      `{ event(id: "e1") { ${repeat(10, i => `s${i}: similar { ...A }`)} } } fragment A on Event { ${repeat(6, i => `a${i}: id`)} }`,
      'QUERY_TOO_MANY_ALIASES',
    ],
    ['a document of many tokens', `{ ${'__typename '.repeat(3_000)} }`, 'QUERY_TOO_LARGE'],
    ['a document of many characters', `{ event(id: "${'x'.repeat(100_000)}") { id } }`, 'QUERY_TOO_LARGE'],
    ['a subscription', 'subscription { changed }', 'BAD_REQUEST'],
    ['many root fields', `{ ${repeat(30, i => `a${i}: slow`)} }`, 'QUERY_TOO_COMPLEX'],
    ['many directives', `{ slow ${'@include(if: true) '.repeat(60)} }`, 'QUERY_TOO_COMPLEX'],
    ['pages in pages', '{ events(first: 1000) { nodes { similar { similar { title } } } } }', 'QUERY_TOO_COSTLY'],
    ['many introspections', `{ ${repeat(6, i => `a${i}: __schema { types { name } }`)} }`, 'QUERY_TOO_COSTLY'],
    ['a bomb of nested fragments', fragmentBomb(15), 'QUERY_TOO_COMPLEX'],
    ['a bomb of flat fragments', flatBomb(18), 'QUERY_TOO_COMPLEX'],
    [
      'fragments that spread each other',
      '{ event(id: "e1") { ...A } } fragment A on Event { id ...B } fragment B on Event { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'an introspection that goes in circles',
      `{ __schema { types ${'{ fields { type '.repeat(12)}{ name }${' } }'.repeat(12)} } }`,
      'QUERY_TOO_DEEP',
    ],
    [
      'an introspection that walks lists in lists',
      `{ __schema { types ${'{ fields { type '.repeat(4)}{ name }${' } }'.repeat(4)} } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['what is no GraphQL', '{ event(', 'GRAPHQL_PARSE_FAILED'],
    ['a field that there is not', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a field that clients may not see', '{ secretPlan }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %s, at once', async (_, query, code) => {
    const { gateway, post } = shared();
    // Processor time of this process, of both sides: other processes of a busy machine do not count.
    const before = process.cpuUsage();
    await gateway.execute({ query });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(100);
    const answer = await post({ query });
    expect(answer.json.errors[0].extensions.code).toBe(code);
    expect(answer.json.data).toBeUndefined();
    expect(answer.status).toBe(400);
  });

  test.each([
    ['10 levels', nested(9)],
    ['30 aliases', `{ ${repeat(1, i => `a${i}: slow`)} event(id: "e1") { ${repeat(29, i => `t${i}: title`)} } }`],
    [
      'a page of 100 with what is in it',
      '{ events(first: 100) { edges { cursor node { id title sold organization { name } } } } }',
    ],
    ['the standard introspection', getIntrospectionQuery()],
    [
      'the longest introspection of explorers',
      getIntrospectionQuery({
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    ],
    [
      'a fragment spread ten times',
      `{ event(id: "e1") { ${repeat(10, i => `s${i}: similar { ...A }`)} } } fragment A on Event { id title }`,
    ],
  ])('lets %s pass', async (_, query) => {
    const { post } = shared();
    const answer = await post({ query });
    expect(answer.json.errors).toBeUndefined();
    expect(answer.status).toBe(200);
  });

  test('counts page sizes that come as variables, each time anew', async () => {
    const { post } = shared();
    const query = 'query P($first: Int) { events(first: $first) { nodes { similar { id } } } }';
    const cost = async (first?: number) => (await post({ query, variables: { first } })).json.errors?.[0].extensions;
    expect(await cost(100)).toBeUndefined();
    expect(await cost(100_000)).toEqual({ code: 'QUERY_TOO_COSTLY', cost: 1_100_001, limit: 10_000 });
    expect(await cost()).toBeUndefined();
  });

  test('holds for operations of the same process', async () => {
    const { gateway } = shared();
    const { errors } = await gateway.execute({ query: nested(50) });
    expect(errors?.[0]?.extensions).toEqual({ code: 'QUERY_TOO_DEEP', limit: 12 });
  });

  test('stops lists of lists, each level of which doubles what planning takes, but not lists beside each other', async () => {
    const { post } = shared();
    const lists = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
    const change = (value: string) => post({ query: `mutation { change(by: 1, at: ${value}) }` });
    for (const value of [lists(40), `[{ a: ${lists(39)} }]`]) {
      const { status, json } = await change(value);
      expect([status, json.errors[0].extensions]).toEqual([400, { code: 'QUERY_TOO_COMPLEX', limit: 8 }]);
    }
    const preset = await post({ query: `mutation ($at: JSON = ${lists(40)}) { change(by: 1, at: $at) }` });
    expect(preset.json.errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect((await change(`{ a: [${repeat(20, () => `${lists(7)},`)}] }`)).json.errors).toBeUndefined();
    const variables = { at: JSON.parse(lists(40)) };
    const given = await post({ query: 'mutation ($at: JSON) { change(by: 1, at: $at) }', variables });
    expect(given.json.errors).toBeUndefined();
  });

  test('stops a bomb of fragments at once that would be planned for long', async () => {
    const bomb = fragmentBomb(9);
    expect(bomb.length).toBeLessThan(757);
    const unguarded = await startGateway({
      env: {
        ...{ MAX_QUERY_SELECTIONS: '1000000', MAX_QUERY_ALIASES: '1000000', MAX_QUERY_DEPTH: '30' },
        ...{ MAX_QUERY_COST: '1000000000000000', REQUEST_TIMEOUT: '60000', PLANNING_TIMEOUT: '60000' },
      },
    });
    const guarded = await startGateway();
    await guarded.post({ query: '{ slow }' });
    // The work of this thread: on a busy machine the clock would tell of other processes.
    const before = process.threadCpuUsage();
    const refused = await guarded.post({ query: bomb });
    const { user, system } = process.threadCpuUsage(before);
    const stopped = (user + system) / 1_000;
    expect(refused.json.errors[0].extensions).toEqual({ code: 'QUERY_TOO_COMPLEX', limit: 2_000 });
    expect(stopped).toBeLessThan(100);
    const [planned, planning] = await timed(() => unguarded.post({ query: bomb }));
    expect(planned.json).toEqual({ data: { events: { nodes: [] } } });
    expect(planning).toBeGreaterThan(100);
    expect(planning).toBeGreaterThan(3 * stopped);
  });
});

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
