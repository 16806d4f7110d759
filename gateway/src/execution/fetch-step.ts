import type { FetchDataRewrite, FetchNode } from '@apollo/query-planner';
import type { SubgraphResponse } from '@ticketbase/kernel';
import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { RequestContext } from '../request-context.ts';
import { compileGather, type Gathered, NONE } from './gather.ts';
import { compileMerge, isData, mergeInto } from './merge.ts';
import { compileCollect, pathTo, positionsAt } from './positions.ts';
import { compileRewrites, type IsOfType } from './rewrites.ts';
import type { Run, Step } from './run.ts';
import { type ErrorPath, errorAt, type SubgraphError } from './subgraph-errors.ts';

/** What a fetch sends, the same at each run. */
export interface SubgraphOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly type: OperationDefinitionNode['operation'];
}

/** Asks one subgraph. Rejects if it does not answer, or not as the specification says. */
export type AskSubgraph = (
  operation: SubgraphOperation,
  variables: Record<string, unknown>,
  context: RequestContext,
) => Promise<SubgraphResponse>;

/** What the steps of one operation are compiled with. */
export interface StepSource {
  readonly isOfType: IsOfType;
  /** Whether all objects of a type have its name as their `__typename`. */
  isObjectType(name: string): boolean;
  /** The client's response name by the alias that it was planned with. */
  readonly names: ReadonlyMap<string, string>;
  /** Throws if there is no such subgraph. */
  askerOf(subgraph: string): AskSubgraph;
  /** What a client is told of a subgraph that did not answer. */
  readonly unavailable: SubgraphError;
}

/** A fetch of root fields. */
export function compileRootFetch(fetch: FetchNode, document: DocumentNode, source: StepSource): Step {
  const ask = source.askerOf(fetch.serviceName);
  const operation = operationOf(fetch);
  const pick = variablePicker(fetch);
  const rewrite = compileRewrites(fetch.outputRewrites, source.isOfType);
  const publicPath = pathRenamer(fetch.outputRewrites, source.names);
  const rootFields = rootFieldsOf(document);
  return async run => {
    try {
      const { data, errors } = await ask(operation, pick(run), run.context);
      for (const error of errors ?? [])
        run.errors.push(errorAt(error, error.path && publicPath(error.path), fetch.serviceName));
      if (!data) return;
      rewrite?.(data);
      mergeInto(run.data, data);
    } catch {
      for (const name of rootFields)
        run.errors.push(errorAt(source.unavailable, publicPath([name]), fetch.serviceName));
    }
  };
}

/** A fetch of more fields of the entities at a path. Those that the subgraph cannot tell apart are asked for once. */
export function compileEntityFetch(
  fetch: FetchNode,
  document: DocumentNode,
  path: readonly string[],
  source: StepSource,
): Step {
  const { requires, serviceName } = fetch;
  if (!requires) throw new Error('A fetch of entities needs their keys.');
  const ask = source.askerOf(serviceName);
  const operation = operationOf(fetch);
  const pick = variablePicker(fetch);
  const rewriteInput = compileRewrites(fetch.inputRewrites, source.isOfType);
  const rewriteOutput = compileRewrites(fetch.outputRewrites, source.isOfType);
  const publicPath = pathRenamer(fetch.outputRewrites, source.names);
  const names = path.map(name => source.names.get(name) ?? name);
  const beforeLists = names.includes('@') ? names.slice(0, names.indexOf('@')) : names;

  const collect = compileCollect(path);
  const { isOfType, isObjectType } = source;
  const gather = compileGather(requires, { isOfType, isObjectType, rewrite: rewriteInput });
  // Rewrites change the names.
  let mergeEntity = rewriteOutput ? mergeInto : undefined;
  const fields = entityFieldsOf(document);

  const report = (error: SubgraphError, { entities, numbers, representations }: Gathered, run: Run) => {
    const [root, number, ...rest] = error.path ?? [];
    const isKnown = root === '_entities' && typeof number === 'number' && representations[number] !== undefined;
    if (!isKnown) return void run.errors.push(errorAt(error, beforeLists, serviceName));
    const below = publicPath(rest);
    const places = positionsAt(run.data, path);
    places.entities.forEach((entity, place) => {
      const index = places.entities.length === entities.length ? place : entities.indexOf(entity);
      if (numbers[index] !== number) return;
      run.errors.push(errorAt(error, [...pathTo(names, places.indices[place]), ...below], serviceName));
    });
  };

  const merge = ({ entities, numbers }: Gathered, received: readonly unknown[]) => {
    mergeEntity ??= compileMerge(fields);
    let rewritten = 0;
    for (let index = 0; index < entities.length; index++) {
      const number = numbers[index]!;
      const fetched = number === NONE ? undefined : received[number];
      if (!isData(fetched)) continue;
      // Once for each entity, however many places share it: numbers are given in the order of places.
      if (rewriteOutput && number >= rewritten) {
        fetched.__typename ||= entities[index]!.__typename;
        rewriteOutput(fetched);
        rewritten = number + 1;
      }
      mergeEntity(entities[index]!, fetched);
    }
  };

  const fetchEntities = async (run: Run, gathered: Gathered) => {
    const { representations } = gathered;
    try {
      const { data, errors } = await ask(operation, { ...pick(run), representations }, run.context);
      if (errors) for (const error of errors) report(error, gathered, run);
      const received = data?._entities;
      if (Array.isArray(received)) merge(gathered, received);
    } catch {
      run.errors.push(errorAt(source.unavailable, beforeLists, serviceName));
    }
  };

  return run => {
    const gathered = gather(collect(run.data));
    return gathered.representations.length > 0 ? fetchEntities(run, gathered) : undefined;
  };
}

const operationOf = ({ operation, operationName, operationKind }: FetchNode): SubgraphOperation => ({
  ...{ query: operation, operationName, type: operationKind },
});

function variablePicker({ variableUsages = [] }: FetchNode): (run: Run) => Record<string, unknown> {
  if (variableUsages.length === 0) return () => ({});
  return ({ given }) => {
    const picked: Record<string, unknown> = {};
    for (const name of variableUsages)
      if (Object.hasOwn(given, name) && given[name] !== undefined) picked[name] = given[name];
    return picked;
  };
}

/** Gives the elements of a path the names that clients know them by. */
function pathRenamer(rewrites: readonly FetchDataRewrite[] | undefined, names: ReadonlyMap<string, string>) {
  const rewritten = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && last !== undefined) rewritten.set(last, rewrite.renameKeyTo);
  }
  const nameOf = (name: string) => {
    const planned = rewritten.get(name) ?? name;
    return names.get(planned) ?? planned;
  };
  return (path: ErrorPath) => path.map(part => (typeof part === 'string' ? nameOf(part) : part));
}

function rootFieldsOf(document: DocumentNode): string[] {
  const operation = document.definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections ?? [];
  return selections.flatMap(field => (field.kind === Kind.FIELD ? [(field.alias ?? field.name).value] : []));
}

/** The names of the fields that are asked of entities. */
function entityFieldsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  const fragments = new Map<string, SelectionSetNode>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add((selection.alias ?? selection.name).value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else collect(fragments.get(selection.name.value)!);
    }
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of definition.selectionSet.selections)
      if (field.kind === Kind.FIELD && field.selectionSet) collect(field.selectionSet);
  }
  return [...names];
}
