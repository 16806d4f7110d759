import type { QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { BadRequestError } from '../errors.ts';
import { heapWeight } from '../heap-weight.ts';
import { refusal } from '../public-errors.ts';
import type { Planner } from './apollo-internals.ts';
import { compilePlan, inSequence, UnknownPlanError } from './compile-plan.ts';
import type { StepSource } from './fetch-step.ts';
import { fillEmptySelections, resolveConditions, type Variables } from './resolve-conditions.ts';
import type { Step } from './run.ts';
import { type PlannedNames, separateArguments } from './separate-arguments.ts';
import {
  type ConflictingRequirements,
  conflictingRequirements,
  separateRequirements,
} from './separate-requirements.ts';
import { compileShape, type ObjectShape } from './shape.ts';

/** How many times as much as its plan an operation's compiled functions take. */
const COMPILED = 4;

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
  /** About how many bytes it takes. */
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
  const rounds = separateRequirements(document, operation, source.schema, conflictsOf(supergraphSchema));
  if (rounds.length > 1 && operation.operation === OperationTypeNode.MUTATION)
    throw refusal(new BadRequestError(TOO_MUCH));
  const finish = (plans: readonly QueryPlan[]): CompiledOperation => {
    if (plans.some(({ node }) => !node) && needsFetch(shape)) throw new EmptyPlanError();
    const steps = plans.map(plan => compilePlan(plan, { ...source, names, isObjectType: isObject }));
    const size = COMPILED * heapWeight(plans) + heapWeight(document);
    return { run: inSequence(steps), shape, document, operation, size };
  };
  const plans = rounds.map(round => source.planner.plan(fillEmptySelections(round), operationName));
  return plans.every(isPlanned) ? finish(plans) : Promise.all(plans).then(finish);
}

const isPlanned = (plan: QueryPlan | Promise<QueryPlan>): plan is QueryPlan => !(plan instanceof Promise);

const TOO_MUCH =
  'The mutation asks for fields that need the same with different arguments. Ask for one of them in a query of its own.';

const conflicts = new WeakMap<GraphQLSchema, ConflictingRequirements>();

/** Of a supergraph, which is read once. */
function conflictsOf(supergraph: GraphQLSchema): ConflictingRequirements {
  const found = conflicts.get(supergraph) ?? conflictingRequirements(supergraph);
  conflicts.set(supergraph, found);
  return found;
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
