import { setImmediate } from 'node:timers/promises';
import {
  type DocumentNode,
  executeSync,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  validate,
} from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';
import type { Documents } from '../documents.ts';
import type { PlanCacheObserver } from '../supergraph/plan-cache.ts';
import type { AdmittedOperation, HotOperation, OperationResult } from '../supergraph/supergraph.ts';
import { type CompiledOperation, compileOperation, type OperationSource } from './compile-operation.ts';
import { UnknownPlanError } from './compile-plan.ts';
import type { Data } from './merge.ts';
import { type Introspect, project } from './project.ts';
import { conditionVariables, type Variables } from './resolve-conditions.ts';
import type { Run } from './run.ts';
import type { FieldShape } from './shape.ts';

/** Milliseconds that planning beforehand may take. */
const WARMING = 3_000;
const MAX_OPERATIONS = 2_000;
/** Bytes of all that is kept, about. */
const MAX_SIZE = 200_000_000;

export interface PlanExecutorParts extends OperationSource {
  readonly documents: Documents;
  readonly observer: PlanCacheObserver;
  /** Executes what this executor does not know. */
  otherwise(operation: AdmittedOperation): Promise<OperationResult>;
}

interface KnownOperation extends HotOperation {
  /** Null for an operation that is executed elsewhere. */
  readonly compiled: CompiledOperation | null;
  uses: number;
}

/** Executes operations by plans that are compiled once. */
export class PlanExecutor {
  private readonly parts: PlanExecutorParts;
  private readonly operations = new BoundedCache<KnownOperation>({
    maxEntries: MAX_OPERATIONS,
    maxSize: MAX_SIZE,
    sizeOf: ({ compiled }) => compiled?.size ?? 100,
  });

  private readonly underWay = new Map<string, Promise<Found>>();
  private readonly conditions = new WeakMap<DocumentNode, readonly string[]>();

  constructor(parts: PlanExecutorParts) {
    this.parts = parts;
  }

  async execute(admitted: AdmittedOperation): Promise<OperationResult> {
    const { request, operation, context } = admitted;
    const { schema } = this.parts;
    const given = request.variables ?? {};
    const { coerced: variables, errors: faults } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      given,
    );
    if (faults) return { errors: faults };
    const found = this.find(admitted, variables);
    const compiled = found instanceof Promise ? await found : found;
    if (!compiled) return this.parts.otherwise(admitted);
    const run: Run = { context, given, data: {}, errors: [] };
    await compiled.run(run);
    const introspect: Introspect = field => introspection(schema, compiled, field, given);
    const { data, errors: invalid } = project(compiled.shape, run.data, introspect);
    return resultOf(data, run.errors, invalid);
  }

  /** The operations that were asked for most often, the most frequent first. */
  hottest(count: number): HotOperation[] {
    return [...this.operations.values()].sort((a, b) => b.uses - a.uses).slice(0, count);
  }

  /** Plans operations before they are asked for; stops after a while, since others wait. Rejects if one has no plan. */
  async warm(operations: readonly HotOperation[]): Promise<void> {
    const end = performance.now() + WARMING;
    for (const { document, operationName, queryHash, variables } of operations) {
      if (performance.now() > end) return;
      // Requests that came in the meantime go first.
      await setImmediate();
      if (validate(this.parts.schema, document).length > 0) continue;
      await this.learn(this.keyOf(queryHash, operationName, document, variables), {
        ...{ document, operationName, queryHash, variables },
      });
    }
  }

  private find(
    { request, document, queryHash, context }: AdmittedOperation,
    variables: Variables,
  ): Found | Promise<Found> {
    const { observer } = this.parts;
    const operationName = request.operationName || undefined;
    const key = this.keyOf(queryHash, operationName, document, variables);
    const known = this.operations.get(key);
    if (known !== undefined) {
      observer.hit();
      known.uses += 1;
      return known.compiled;
    }
    observer.miss();
    const start = performance.now();
    const conditions = Object.fromEntries(this.conditionsOf(document).map(name => [name, variables[name] === true]));
    const kept = this.parts.documents.withoutPositions(document);
    const compiled = this.learn(key, { document: kept, operationName, queryHash, variables: conditions });
    const planned = (found: Found): Found => {
      context.observed.planning = performance.now() - start;
      return found;
    };
    return compiled instanceof Promise ? compiled.then(planned) : planned(compiled);
  }

  /** What is asked for again while it is being planned is planned once. */
  private learn(key: string, operation: HotOperation): Found | Promise<Found> {
    const underWay = this.underWay.get(key);
    if (underWay) return underWay;
    const { document, operationName, variables } = operation;
    const keep = (compiled: Found): Found => {
      this.operations.set(key, { ...operation, compiled, uses: 1 });
      return compiled;
    };
    const compiled = this.compile(document, operationName, variables);
    if (!(compiled instanceof Promise)) return keep(compiled);
    const learned = compiled.then(keep).finally(() => this.underWay.delete(key));
    this.underWay.set(key, learned);
    return learned;
  }

  private keyOf(queryHash: string, operationName: string | undefined, document: DocumentNode, variables: Variables) {
    const decisions = this.conditionsOf(document).map(name => (variables[name] === true ? '1' : '0'));
    return [queryHash, operationName ?? '', ...decisions].join(' ');
  }

  private conditionsOf(document: DocumentNode): readonly string[] {
    const known = this.conditions.get(document) ?? conditionVariables(document);
    this.conditions.set(document, known);
    return known;
  }

  private compile(
    document: DocumentNode,
    operationName: string | undefined,
    variables: Variables,
  ): Found | Promise<Found> {
    const leave = (error: unknown): null => {
      if (error instanceof UnknownPlanError) return null;
      throw error;
    };
    try {
      const compiled = compileOperation(document, operationName, variables, this.parts);
      return compiled instanceof Promise ? compiled.catch(leave) : compiled;
    } catch (error) {
      return leave(error);
    }
  }
}

/** Null for an operation that is executed elsewhere. */
type Found = CompiledOperation | null;

/** Data that breaks the schema is told of where no error explains it. */
function resultOf(
  data: Data | null,
  errors: readonly GraphQLError[],
  invalid: readonly GraphQLError[],
): OperationResult {
  if (errors.length > 0) return { data, errors: [...errors] };
  return invalid.length > 0 ? { data, extensions: { valueCompletion: invalid } } : { data };
}

/** Answers one `__schema` or `__type` that stands beside other fields. */
function introspection(
  schema: GraphQLSchema,
  { document, operation }: CompiledOperation,
  { source, introspection: selections = [] }: FieldShape,
  variableValues: Readonly<Record<string, unknown>>,
): unknown {
  const isFragment = (definition: { kind: string }): definition is FragmentDefinitionNode =>
    definition.kind === Kind.FRAGMENT_DEFINITION;
  const alone = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  const { data } = executeSync({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [alone, ...document.definitions.filter(isFragment)] },
    variableValues,
  });
  return data?.[source];
}
