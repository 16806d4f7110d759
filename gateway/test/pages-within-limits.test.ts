import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ApolloGateway } from '@apollo/gateway';
import { createLogger } from '@ticketbase/kernel';
import { type GraphQLSchema, parse } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseGatewayConfig, refuseVendorTelemetry } from '../src/config.ts';
import { Documents } from '../src/documents.ts';
import { type Planner, plannerOf } from '../src/execution/apollo-internals.ts';
import { Admission } from '../src/guard/admission.ts';
import { measureQuery } from '../src/guard/query-size.ts';

const read = (path: string) => readFileSync(resolve(import.meta.dirname, '../../schema', path), 'utf8');

/** What the pages ask, as they ship. */
const manifest = JSON.parse(read('persisted-operations.json')) as Record<string, string>;
/** Subscriptions are judged by what they ask as queries, elsewhere. */
const operations = Object.entries(manifest).filter(([, query]) => !query.startsWith('subscription'));

/** Pages ask for lists of fifty at most. */
const VARIABLES = { first: 50 };
const SELECTIONS_PLANNED_AT_ONCE = 200;

let schema: GraphQLSchema;
let planner: Planner;
beforeAll(async () => {
  refuseVendorTelemetry();
  const gateway = new ApolloGateway({ supergraphSdl: read('supergraph.graphql'), logger: createLogger('', 'silent') });
  ({ schema } = await gateway.load());
  planner = plannerOf(gateway);
});

/** Milliseconds of processor time: other processes of a busy machine do not count. */
function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

describe('what the pages ask', () => {
  test('is a hundred operations and more', () => {
    expect(operations.length).toBeGreaterThan(100);
  });

  test.each(operations)('passes every guard, %s', (_, query) => {
    const admission = new Admission(parseGatewayConfig({}).query, new Documents());
    expect(cpuOf(() => admission.admit({ query, variables: VARIABLES }, schema))).toBeLessThan(100);
    expect(measureQuery(parse(query)).selections).toBeLessThan(SELECTIONS_PLANNED_AT_ONCE);
  });

  test('is planned without keeping others waiting', () => {
    // Code that runs for the first time is slow; once is enough for all.
    const [, warmUp] = operations[0]!;
    planner.plan(parse(warmUp), undefined);
    const slow = operations.flatMap(([name, query]) => {
      const took = cpuOf(() => planner.plan(parse(query), undefined));
      return took > 100 ? [`${name}: ${took.toFixed(0)} ms`] : [];
    });
    expect(slow).toEqual([]);
  });
});
