import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isNonNullType,
  locatedError,
} from 'graphql';
import type { Operation } from './operation.ts';
import { type Path, pathSteps, type Run } from './run.ts';

/** Where a field is asked for: its definition, its nodes, and the type that it is of. */
export interface FieldSource {
  readonly operation: Operation;
  readonly parent: GraphQLObjectType;
  readonly responseName: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}

/** An error at its place: null where that may be, else it goes on to what the place is in. */
export function fail(error: unknown, type: GraphQLOutputType, nodes: readonly FieldNode[], path: Path, run: Run): null {
  const located = locatedError(error, nodes, pathSteps(path));
  if (isNonNullType(type)) throw located;
  run.errors.add(located, path);
  return null;
}

/** What resolvers are told of the field that they resolve. */
export function compileInfo({ definition, nodes, parent, operation }: FieldSource) {
  const { schema, fragments, definition: operationNode } = operation;
  return (run: Run, path: Path): GraphQLResolveInfo => ({
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType: parent,
    path,
    schema,
    fragments,
    rootValue: undefined,
    operation: operationNode,
    variableValues: run.variables as Record<string, unknown>,
  });
}
