import type { SubgraphResponse } from '@ticketbase/kernel';
import { GraphQLError } from 'graphql';

export type SubgraphError = NonNullable<SubgraphResponse['errors']>[number];
export type ErrorPath = ReadonlyArray<string | number>;

/** The code of errors that a subgraph did not code, as @apollo/gateway has it. */
const UNCODED = 'DOWNSTREAM_SERVICE_ERROR';

/** A subgraph's error at its place in the client's answer, with its own code. */
export function errorAt({ message, extensions }: SubgraphError, path: ErrorPath | undefined, serviceName: string) {
  const code = extensions?.code || UNCODED;
  return new GraphQLError(message || 'A part of the platform failed.', {
    path,
    extensions: { ...extensions, code, serviceName },
  });
}
