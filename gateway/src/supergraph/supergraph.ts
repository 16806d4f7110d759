import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** What @apollo/server wants in the place of a gateway. */
export type ServerGateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<ServerGateway['load']>>['executor']>;

/** An operation that was parsed, validated and admitted. */
export type AdmittedOperation = Parameters<Executor>[0] & { readonly context: RequestContext };
export type OperationResult = Awaited<ReturnType<Executor>>;

/**
 * One composed schema, ready to answer. It never changes: another composition is another Supergraph, so an operation
 * is planned, fetched and shaped by the one it was validated against.
 */
export interface Supergraph {
  readonly id: string;
  readonly sdl: string;
  /** What clients see: without what is `@inaccessible`. */
  readonly schema: GraphQLSchema;
  execute(operation: AdmittedOperation): Promise<OperationResult>;
}

/** Makes a supergraph ready. Throws if the SDL is broken, or names a subgraph that there is not. */
export type LoadSupergraph = (id: string, sdl: string) => Promise<Supergraph>;
