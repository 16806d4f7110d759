/**
 * Everything of @apollo/gateway that is not public and that we use: all of it is here. The dependency is pinned to
 * exactly PINNED_VERSION, and `apollo-internals.test.ts` fails when the version or one of these members moves.
 */

import { type Operation, operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { ApolloGateway } from '@apollo/gateway';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** The version whose private members are known. */
export const PINNED_VERSION = '2.14.4';

interface Internals {
  readonly queryPlanner?: Pick<QueryPlanner, 'buildQueryPlan'>;
  readonly apiSchema?: Schema;
  readonly supergraphSchema?: GraphQLSchema;
}

/** What a loaded gateway plans with. */
export interface Planner {
  /** With the types and fields that clients do not see: the planner's selections name them. */
  readonly supergraphSchema: GraphQLSchema;
  /** Throws GraphQLError, or rejects with it, for what the planner does not take. */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan | Promise<QueryPlan>;
}

/** One that plans at once. */
interface ImmediatePlanner extends Planner {
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
}

/** The planner of a loaded gateway. Throws Error if its insides are not those of the pinned version. */
export function plannerOf(gateway: ApolloGateway): ImmediatePlanner {
  const { queryPlanner, apiSchema, supergraphSchema } = gateway as unknown as Internals;
  if (!queryPlanner || !apiSchema || !supergraphSchema)
    throw new Error(`@apollo/gateway is not as in version ${PINNED_VERSION}, or was not loaded.`);
  return {
    supergraphSchema,
    plan(document, operationName) {
      const operation: Operation = operationFromDocument(apiSchema, document, { operationName });
      return queryPlanner.buildQueryPlan(operation);
    },
  };
}
