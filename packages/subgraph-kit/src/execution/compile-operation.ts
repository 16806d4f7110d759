import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  locatedError,
  OperationTypeNode,
  visit,
} from 'graphql';
import { compileObject, compileSerially } from './compile-object.ts';
import { compileVariables } from './compile-variables.ts';
import type { Operation } from './operation.ts';
import { CollectedErrors, type Data, type Run } from './run.ts';

/** What an execution gives, as graphql-js has it. */
export interface ExecutionOutcome {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLError[];
}

/** Executes one operation; the same as graphql-js does. Throws only what that throws. */
export type ExecuteOperation = (
  context: unknown,
  variables: Readonly<Record<string, unknown>> | undefined,
) => ExecutionOutcome | Promise<ExecutionOutcome>;

/**
 * Compiles a valid operation for a schema. Undefined for what graphql-js is left to execute: subscriptions, introspection,
 * conditions, which the gateway decides before it asks, and names that every object has.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): ExecuteOperation | undefined {
  const definition = getOperationAST(document, operationName);
  const root = definition && schema.getRootType(definition.operation);
  if (!root || definition.operation === OperationTypeNode.SUBSCRIPTION || !isOrdinary(document)) return undefined;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const part of document.definitions)
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments[part.name.value] = part;
  let fields = 0;
  const operation: Operation = {
    ...{ schema, definition, fragments },
    nextField: () => fields++,
    objectOf: (type, selectionSets) => compileObject(operation, type, selectionSets),
  };
  const coerce = compileVariables(schema, definition.variableDefinitions ?? []);
  const isMutation = definition.operation === OperationTypeNode.MUTATION;
  const execute = (isMutation ? compileSerially : compileObject)(operation, root, [definition.selectionSet]);
  return (context, given) => {
    const { coerced, errors } = coerce(given ?? {});
    if (errors) return { errors };
    const run: Run = { context, variables: coerced, errors: new CollectedErrors(), args: [] };
    const failed = (error: unknown) => {
      run.errors.add(locatedError(error, undefined), undefined);
      return outcome(null, run);
    };
    try {
      const data = execute(undefined, undefined, run);
      return data instanceof Promise ? data.then(done => outcome(done, run), failed) : outcome(data, run);
    } catch (error) {
      return failed(error);
    }
  };
}

const outcome = (data: Data | null, { errors: { list } }: Run): ExecutionOutcome =>
  list.length > 0 ? { errors: list, data } : { data };

/** Whether graphql-js has nothing ahead of us. */
function isOrdinary(document: DocumentNode): boolean {
  let ordinary = true;
  visit(document, {
    Field({ alias, name }) {
      const responseName = (alias ?? name).value;
      const isIntrospection = name.value.startsWith('__') && name.value !== '__typename';
      if (isIntrospection || responseName in Object.prototype) ordinary = false;
    },
    Directive({ name }) {
      if (name.value === 'skip' || name.value === 'include') ordinary = false;
    },
  });
  return ordinary;
}
