import type { FetchDataRewrite, FetchNode } from '@apollo/query-planner';
import type { SubgraphResponse } from '@ticketbase/kernel';
import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../request-context.ts';
import { type Data, isData, mergeInto } from './merge.ts';
import { type ListIndex, pathTo, positionsAt } from './positions.ts';
import { compileRepresentation, representationKey } from './representation.ts';
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
export function compileEntityFetch(fetch: FetchNode, path: readonly string[], source: StepSource): Step {
  const { requires, serviceName } = fetch;
  if (!requires) throw new Error('A fetch of entities needs their keys.');
  const ask = source.askerOf(serviceName);
  const operation = operationOf(fetch);
  const pick = variablePicker(fetch);
  const represent = compileRepresentation(requires, source.isOfType);
  const rewriteInput = compileRewrites(fetch.inputRewrites, source.isOfType);
  const rewriteOutput = compileRewrites(fetch.outputRewrites, source.isOfType);
  const publicPath = pathRenamer(fetch.outputRewrites, source.names);
  const names = path.map(name => source.names.get(name) ?? name);
  const beforeLists = names.includes('@') ? names.slice(0, names.indexOf('@')) : names;

  const gather = (root: Data) => {
    const { entities, indices } = positionsAt(root, path);
    const representations: Data[] = [];
    const targets: Target[][] = [];
    const known = new Map<string, Target[]>();
    for (let index = 0; index < entities.length; index++) {
      const entity = entities[index]!;
      const representation = represent(entity);
      if (!representation) continue;
      rewriteInput?.(representation);
      const key = representationKey(representation);
      const target = { entity, at: indices[index] };
      const same = known.get(key);
      if (same) same.push(target);
      else {
        const first = [target];
        known.set(key, first);
        targets.push(first);
        representations.push(representation);
      }
    }
    return { representations, targets };
  };

  const report = (error: SubgraphError, targets: readonly Target[][], run: Run) => {
    const [root, index, ...rest] = error.path ?? [];
    const concerned = root === '_entities' && typeof index === 'number' ? targets[index] : undefined;
    if (!concerned) return void run.errors.push(errorAt(error, beforeLists, serviceName));
    const below = publicPath(rest);
    for (const { at } of concerned) run.errors.push(errorAt(error, [...pathTo(names, at), ...below], serviceName));
  };

  const merge = (received: unknown, targets: readonly Target[]) => {
    if (!isData(received)) return;
    received.__typename ||= targets[0]!.entity.__typename;
    rewriteOutput?.(received);
    for (const { entity } of targets) mergeInto(entity, received);
  };

  const fetchEntities = async (run: Run, representations: Data[], targets: readonly Target[][]) => {
    try {
      const { data, errors } = await ask(operation, { ...pick(run), representations }, run.context);
      for (const error of errors ?? []) report(error, targets, run);
      const received = data?._entities;
      if (Array.isArray(received)) for (let i = 0; i < targets.length; i++) merge(received[i], targets[i]!);
    } catch {
      run.errors.push(errorAt(source.unavailable, beforeLists, serviceName));
    }
  };

  return run => {
    const { representations, targets } = gather(run.data);
    return representations.length > 0 ? fetchEntities(run, representations, targets) : undefined;
  };
}

/** A place in the answer where an entity stands. */
interface Target {
  readonly entity: Data;
  readonly at: ListIndex | undefined;
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
