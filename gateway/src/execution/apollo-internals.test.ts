import { createRequire } from 'node:module';
import { ApolloGateway } from '@apollo/gateway';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { refuseVendorTelemetry } from '../config.ts';
import { PINNED_VERSION, plannerOf } from './apollo-internals.ts';

const require = createRequire(import.meta.url);

const SUPERGRAPH = `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }
  directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
  directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean, override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
  directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
  directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
  scalar join__FieldSet
  scalar link__Import
  enum link__Purpose { SECURITY EXECUTION }
  enum join__Graph { ONE @join__graph(name: "one", url: "") }
  type Query @join__type(graph: ONE) { hello: String }`;

describe('the private members of @apollo/gateway', () => {
  test.each(['@apollo/gateway', '@apollo/federation-internals', '@apollo/query-planner'])(
    'are those of the version that %s is pinned to',
    name => {
      const { dependencies } = require('../../package.json') as { dependencies: Record<string, string> };
      const { version } = require(`${name}/package.json`) as { version: string };
      expect([dependencies[name], version]).toEqual([PINNED_VERSION, PINNED_VERSION]);
    },
  );

  test('plan an operation', async () => {
    refuseVendorTelemetry();
    const gateway = new ApolloGateway({ supergraphSdl: SUPERGRAPH });
    await gateway.load();
    const { plan, supergraphSchema } = plannerOf(gateway);
    expect(supergraphSchema.getType('join__Graph')).toBeDefined();
    expect(plan(parse('query A { hello } query B { __typename }'), 'A').node).toMatchObject({
      kind: 'Fetch',
      serviceName: 'one',
      operation: 'query A__one__0{hello}',
      operationName: 'A__one__0',
      operationKind: 'query',
      variableUsages: [],
    });
  });

  test('are missed with a reason where they are not', () => {
    expect(() => plannerOf(new ApolloGateway({ supergraphSdl: SUPERGRAPH }))).toThrow(PINNED_VERSION);
  });
});
