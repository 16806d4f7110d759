import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compileOperation, EmptyPlanError, type OperationSource } from './compile-operation.ts';

const schema = buildSchema('type Query { hello: String }');

/** A planner that finds nothing to fetch: as @apollo/gateway did for operations it did not understand. */
const source: OperationSource = {
  planner: { supergraphSchema: schema, plan: () => ({ kind: 'QueryPlan' }) },
  ...{ schema, plannedNames: { all: new Set(), withArguments: new Set() } },
  isOfType: () => true,
  askerOf: () => () => Promise.reject(new Error('Nobody is asked.')),
  unavailable: { message: 'unavailable' },
};
const compile = (query: string) => compileOperation(parse(query), undefined, {}, source);

test('an empty plan for an operation that asks for something is an error, and no answer without data', () => {
  expect(() => compile('{ hello }')).toThrow(EmptyPlanError);
  expect(() => compile('{ ... on Query { hi: hello } }')).toThrow(EmptyPlanError);
});

test('an empty plan is right where nothing is to be fetched', () => {
  for (const query of ['{ __typename }', '{ hello @skip(if: true) }', '{ __schema { queryType { name } } }'])
    expect(compile(query)).toMatchObject({ document: { kind: 'Document' } });
});
