import { DomainError, type SubgraphEndpoint, type SubgraphName, type SubgraphRequest } from '@ticketbase/kernel';
import { Kind, parse } from 'graphql';

/** Answers one command: from its variables to the value of its field. */
export type CommandHandler = (variables: Record<string, unknown>, request: SubgraphRequest) => unknown;

/**
 * Another subgraph as its commands look from outside, for tests of one subgraph alone; whole-system tests use the real
 * one. `handlers` are by field name; a DomainError thrown by one becomes a coded error, as in the real one.
 */
export function fakeEndpoint(
  name: SubgraphName,
  handlers: Readonly<Record<string, CommandHandler>>,
): SubgraphEndpoint & { readonly requests: SubgraphRequest[] } {
  const requests: SubgraphRequest[] = [];
  return {
    name,
    requests,
    async execute(request) {
      requests.push(request);
      const field = rootField(request.query);
      const handler = handlers[field.name];
      if (!handler) throw new Error(`${name} has no command ${field.name} in this test`);
      try {
        return { data: { [field.alias]: await handler({ ...request.variables }, request) } };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return {
          data: null,
          errors: [{ message: error.message, path: [field.alias], extensions: error.toExtensions() }],
        };
      }
    },
  };
}

function rootField(query: string): { name: string; alias: string } {
  for (const definition of parse(query).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const [field] = definition.selectionSet.selections;
    if (field?.kind === Kind.FIELD) return { name: field.name.value, alias: field.alias?.value ?? field.name.value };
  }
  throw new Error('A command is an operation with one field.');
}
