import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SUBGRAPHS } from '@ticketbase/kernel';
import { buildSchema, type DocumentNode, parse, type Token } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { measureCost } from '../src/guard/query-cost.ts';
import { measureQuery } from '../src/guard/query-size.ts';
import { deadEndpoint, sharedGateway } from './gateway-harness.ts';

const file = (name: string) => readFileSync(resolve(import.meta.dirname, '../../schema', name), 'utf8');
const schema = buildSchema(file('supergraph.api.graphql'));

/** What the pages of the platform ask, as they ship. */
const pages = Object.entries(JSON.parse(file('persisted-operations.json')) as Record<string, string>)
  .map(([name, query]) => ({ name, query, document: parse(query, { noLocation: true }) }))
  .filter(({ document }) =>
    document.definitions.every(part => !('operation' in part) || part.operation !== 'subscription'),
  );

/** The page's operation that comes closest to a guard: of it, it has the most. */
function closest(measure: (document: DocumentNode, query: string) => number): { name: string; query: string } {
  const [first] = pages.toSorted((a, b) => measure(b.document, b.query) - measure(a.document, a.query));
  expect(measure(first!.document, first!.query)).toBeGreaterThan(0);
  return first!;
}

const of = (name: 'depth' | 'rootFields' | 'selections') => (document: DocumentNode) => measureQuery(document)[name];
const tokens = (_: DocumentNode, query: string) => {
  let count = 0;
  for (let token: Token | null = parse(query).loc!.startToken; token; token = token.next) count += 1;
  return count;
};
const cost = (document: DocumentNode) => {
  const operation = document.definitions.find(part => part.kind === 'OperationDefinition')!;
  return measureCost(schema, document, operation, { first: 50 }).cost;
};
const variables = ({ definitions }: DocumentNode) =>
  definitions.flatMap(part => ('variableDefinitions' in part ? (part.variableDefinitions ?? []) : [])).length;

const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const event = (selections: string) => `{ event(id: "e") { ${selections} } }`;
const deepVariables = JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`);
const doubling = (levels: number) =>
  `${event('...F0')} ${many(levels, i => `fragment F${i} on Event { ...F${i + 1} ... on Event { ...F${i + 1} } }`)} fragment F${levels} on Event { id title }`;

const guards: ReadonlyArray<
  [guard: string, code: string, hostile: object | string, honest: { name: string; query: string }, status?: number]
> = [
  [
    'characters',
    'QUERY_TOO_LARGE',
    { query: `{ event(id: "${'x'.repeat(100_000)}") { id } }` },
    closest((_, { length }) => length),
  ],
  ['tokens', 'QUERY_TOO_LARGE', { query: `{ ${'__typename '.repeat(3_000)} }` }, closest(tokens)],
  [
    'depth',
    'QUERY_TOO_DEEP',
    { query: event(`${'series { events(first: 1) { edges { node { '.repeat(4)}id${' } } } }'.repeat(4)}`) },
    closest(of('depth')),
  ],
  ['aliases', 'QUERY_TOO_MANY_ALIASES', { query: event(many(60, i => `a${i}: title`)) }, closest(of('selections'))],
  [
    'aliases of __typename',
    'QUERY_TOO_MANY_ALIASES',
    { query: event(many(60, i => `a${i}: __typename`)) },
    closest(of('selections')),
  ],
  [
    'root fields',
    'QUERY_TOO_COMPLEX',
    { query: `{ ${many(25, i => `a${i}: event(id: "${i}") { id }`)} }` },
    closest(of('rootFields')),
  ],
  [
    'directives',
    'QUERY_TOO_COMPLEX',
    { query: event(`title ${'@include(if: true) '.repeat(60)}`) },
    closest(of('selections')),
  ],
  ['expansion of fragments', 'QUERY_TOO_COMPLEX', { query: doubling(18) }, closest(of('selections'))],
  [
    'repetition',
    'QUERY_TOO_COMPLEX',
    { query: `{ publicEvents { ${many(150, () => 'edges { node { id } }')} } }` },
    closest(of('selections')),
  ],
  [
    'cost',
    'QUERY_TOO_COSTLY',
    { query: '{ publicEvents(first: 5000) { edges { node { ticketTypes { id } } } } }' },
    closest(cost),
  ],
  [
    'cost, page size in a variable',
    'QUERY_TOO_COSTLY',
    {
      query: 'query ($n: Int) { publicEvents(first: $n) { edges { node { ticketTypes { id } } } } }',
      variables: { n: 5_000 },
    },
    closest(cost),
  ],
  [
    'introspection',
    'QUERY_TOO_COSTLY',
    { query: `{ ${many(4, i => `a${i}: __schema { types { name } }`)} }` },
    closest(of('rootFields')),
  ],
  [
    'nesting of variables',
    'QUERY_TOO_COMPLEX',
    { query: 'query ($v: Json) { __typename }', variables: deepVariables },
    closest(variables),
  ],
  [
    'body',
    'PAYLOAD_TOO_LARGE',
    { query: '{ __typename }', variables: { v: 'x'.repeat(1_100_000) } },
    closest((_, { length }) => length),
    413,
  ],
  [
    'batching',
    'BAD_REQUEST',
    `[${many(50, () => '{"query":"{ __typename }"}').replaceAll(' {', ',{')}]`,
    closest(of('selections')),
  ],
];

describe('every guard, over the supergraph of the platform', () => {
  const dead = Object.fromEntries(SUBGRAPHS.map(name => [name, deadEndpoint(name)]));
  const shared = sharedGateway({ endpoints: dead, services: { supergraph: file('supergraph.graphql') } });

  // Code that runs for the first time is slow, and no guard's fault.
  beforeAll(async () => {
    for (const { query } of pages.slice(0, 5)) await shared().post({ query });
  });

  test.each(guards)(
    '%s: stops what is too much with %s within 100 ms, and lets the page that has most of it pass',
    async (_, code, hostile, { name, query }, status = 400) => {
      const { post } = shared();
      // Processor time of this process, which is client and gateway: other processes of a busy machine do not count.
      const before = process.cpuUsage();
      const refused = await post(hostile);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1_000).toBeLessThan(100);
      expect({ status: refused.status, codes: codesOf(refused.json) }).toEqual({ status, codes: [code] });
      const passed = codesOf((await post({ query, variables: { first: 50 } })).json);
      // Its subgraphs are not there, and its variables neither: it is past the guards.
      for (const each of passed) expect(['SERVICE_UNAVAILABLE', 'BAD_USER_INPUT'], name).toContain(each);
    },
  );
});

const codesOf = ({ errors = [] }: { errors?: { extensions: { code: string } }[] }) => [
  ...new Set(errors.map(({ extensions }) => extensions.code)),
];
