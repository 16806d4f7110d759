import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, GraphQLSchema } from 'graphql';
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
  /** The operations that were asked for most often, the most frequent first. */
  hottest(count: number): readonly HotOperation[];
  /** Plans operations before they are asked for, those that are still valid. Rejects if one of these cannot be planned. */
  warm(operations: readonly HotOperation[]): Promise<void>;
}

/** An operation that is worth to be planned beforehand. */
export interface HotOperation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly queryHash: string;
  /** The variables that decide its conditions. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Makes a supergraph ready. Throws if the SDL is broken, or names a subgraph that there is not. */
export type LoadSupergraph = (id: string, sdl: string) => Promise<Supergraph>;
