import { GraphQLError, getOperationAST, Kind, parse } from 'graphql';
import type { AdmittedOperation, OperationResult } from './supergraph/supergraph.ts';

/** Gives faults of variables the places of their definitions in the text: documents are kept without positions. */
export function locateVariables(
  result: OperationResult,
  { query, operationName }: AdmittedOperation['request'],
): OperationResult {
  const { errors } = result;
  if (query === undefined || !errors?.some(error => unplacedVariable(error) !== undefined)) return result;
  const definitions = getOperationAST(parse(query), operationName)?.variableDefinitions ?? [];
  const located = errors.map(error => {
    const name = unplacedVariable(error);
    if (name === undefined) return error;
    const nodes = definitions.filter(({ variable }) => variable.name.value === name);
    return new GraphQLError(error.message, { nodes, extensions: error.extensions });
  });
  return { ...result, errors: located };
}

/** The name of the variable whose definition is all that is known of where the error is. */
function unplacedVariable({ nodes }: GraphQLError): string | undefined {
  const [node] = nodes ?? [];
  return node?.kind === Kind.VARIABLE_DEFINITION && !node.loc ? node.variable.name.value : undefined;
}
