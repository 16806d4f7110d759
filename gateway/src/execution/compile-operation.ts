import type { QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { Planner } from './apollo-internals.ts';
import { compilePlan, UnknownPlanError } from './compile-plan.ts';
import type { StepSource } from './fetch-step.ts';
import { fillEmptySelections, resolveConditions, type Variables } from './resolve-conditions.ts';
import type { Step } from './run.ts';
import { type PlannedNames, separateArguments } from './separate-arguments.ts';
import { compileShape, type ObjectShape } from './shape.ts';

/** What an operation is compiled with. */
export interface OperationSource extends Omit<StepSource, 'names' | 'isObjectType'> {
  readonly planner: Planner;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The names under which the planner itself asks for fields. */
  readonly plannedNames: PlannedNames;
}

/** An operation that was planned and compiled, once for all runs whose variables decide its conditions alike. */
export interface CompiledOperation {
  readonly run: Step;
  readonly shape: ObjectShape;
  /** With the aliases that it was planned with. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Roughly what it weighs, in characters. */
  readonly size: number;
}

/** The planner found nothing to fetch for an operation that asks for something. */
export class EmptyPlanError extends Error {
  constructor() {
    super('The planner has no plan for an operation that asks for fields.');
  }
}

/**
 * Plans and compiles an operation, for what the variables make of `@skip` and `@include`. Throws UnknownPlanError for
 * what is executed elsewhere, EmptyPlanError, or what the planner throws; rejects with it where planning takes a while.
 */
export function compileOperation(
  given: DocumentNode,
  operationName: string | undefined,
  variables: Variables,
  source: OperationSource,
): CompiledOperation | Promise<CompiledOperation> {
  const { document, names } = separateArguments(resolveConditions(given, variables), source.plannedNames);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('The document does not have the operation.');
  // As the client named them: what is renamed for the plan gets its name back.
  assertOrdinaryNames(given);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const shape = compileShape(operation, { schema: source.schema, fragments, names });
  const { supergraphSchema } = source.planner;
  const isObject = (name: string) => isObjectType(supergraphSchema.getType(name));
  const finish = (plan: QueryPlan): CompiledOperation => {
    if (!plan.node && needsFetch(shape)) throw new EmptyPlanError();
    const run = compilePlan(plan, { ...source, names, isObjectType: isObject });
    const size = JSON.stringify(plan).length + JSON.stringify(document).length;
    return { run, shape, document, operation, size };
  };
  const plan = source.planner.plan(fillEmptySelections(document), operationName);
  return plan instanceof Promise ? plan.then(finish) : finish(plan);
}

const needsFetch = (shape: ObjectShape): boolean =>
  shape.fieldsOf(undefined)?.list.some(({ value }) => value !== undefined) ?? false;

/** Names that every object has make the absence of a field look like a field. */
function assertOrdinaryNames(document: DocumentNode): void {
  visit(document, {
    Field({ alias, name }) {
      if ((alias ?? name).value in Object.prototype) throw new UnknownPlanError(`a field named ${name.value}`);
    },
  });
}
