import type { RegisteredOperationsQuery } from '../../../generated/graphql.ts';

type Operation = RegisteredOperationsQuery['registeredOperations'][number];

/** A program, and all that it asks. */
export interface Client {
  readonly key: string;
  readonly name: string;
  /** True for one of the server's own, which operators register. */
  readonly forServer: boolean;
  readonly registeredAt: string;
  readonly operations: readonly Operation[];
}

/** The operations by the client that runs them; a client of the server's may have the name of one of the organization's. */
export function clientsOf(operations: readonly Operation[]): Client[] {
  const byKey = Map.groupBy(operations, ({ client, forServer }) => `${forServer ? 'server' : 'own'}-${client}`);
  return [...byKey].map(([key, [first, ...others]]) => {
    const { client: name, forServer, registeredAt } = first!;
    return { key, name, forServer, registeredAt, operations: [first!, ...others] };
  });
}
