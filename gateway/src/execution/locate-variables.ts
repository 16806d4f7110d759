import { GraphQLError, getOperationAST, Kind, parse } from 'graphql';

/** Faults of variables with the places of their definitions in the text: documents are kept without positions. */
export function locateVariables(
  faults: readonly GraphQLError[],
  text: string | undefined,
  operationName: string | null | undefined,
): readonly GraphQLError[] {
  if (text === undefined) return faults;
  const definitions = getOperationAST(parse(text), operationName)?.variableDefinitions ?? [];
  return faults.map(fault => {
    const [node] = fault.nodes ?? [];
    if (node?.kind !== Kind.VARIABLE_DEFINITION || node.loc) return fault;
    const { message, extensions } = fault;
    const nodes = definitions.filter(({ variable }) => variable.name.value === node.variable.name.value);
    return new GraphQLError(message, { nodes, extensions });
  });
}
