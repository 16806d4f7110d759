import {
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isUnionType,
  Kind,
} from 'graphql';
import { compileArguments, compileResolved, type ExecuteField } from './compile-field.ts';
import { type CompleteValue, compileOfType } from './compile-value.ts';
import { compileInfo, type FieldSource, fail } from './field.ts';
import { selectionSetsOf } from './operation.ts';
import { type Data, isPromise, type Path, type Run } from './run.ts';

type ResolveReference = (reference: Data, context: unknown, info: GraphQLResolveInfo) => unknown;

interface Entity {
  readonly type: GraphQLObjectType;
  readonly resolve: ResolveReference | undefined;
  /** Members of interfaces and unions are told apart by their `__typename`. */
  readonly needsTypename: boolean;
  readonly complete: CompleteValue;
}

/** Whether a field is the one by which a gateway asks for entities. */
export const isEntities = ({ parent, definition, operation: { schema } }: FieldSource): boolean =>
  definition.name === '_entities' && parent === schema.getQueryType() && isUnionType(getNamedType(definition.type));

/**
 * Compiles `_entities` as @apollo/subgraph resolves it, but for the promises: that makes one for each entity, though what
 * its type is was asked for and there is nothing to wait for. References to interfaces are left to it.
 */
export function compileEntities(field: FieldSource): ExecuteField {
  const { nodes, responseName, parent, definition, operation } = field;
  const otherwise = compileResolved(field);
  const references = compileReferences(field);
  const info = compileInfo(field);
  const entities = new Map<unknown, Entity>();
  const union = getNamedType(definition.type);
  const members = new Set(isUnionType(union) ? union.getTypes() : []);
  const entityOf = (typename: unknown): Entity | undefined => {
    const known = entities.get(typename);
    if (known) return known;
    const type = [...members].find(({ name }) => name === typename);
    if (!type) return undefined;
    const fresh = {
      ...{ type, resolve: resolveReferenceOf(type), needsTypename: isMember(operation.schema, type) },
      complete: compileOfType(type, field, operation.objectOf(type, selectionSetsOf(nodes))),
    };
    entities.set(typename, fresh);
    return fresh;
  };
  const item = (loaded: unknown, entity: Entity, index: number, path: Path, run: Run): unknown => {
    const at: Path = { prev: path, key: index, typename: undefined };
    try {
      const done = isPromise(loaded)
        ? loaded.then(value => completeEntity(value, entity, at, run))
        : completeEntity(loaded, entity, at, run);
      if (!isPromise(done)) return done;
      return done.then(undefined, error => fail(error, union, nodes, at, run));
    } catch (error) {
      return fail(error, union, nodes, at, run);
    }
  };
  const load = (references: readonly Data[], kinds: readonly Entity[], path: Path, run: Run) => {
    const { context } = run;
    const told = info(run, path);
    // All are asked for before any is looked at, so that a loader has them in one batch.
    const loaded: unknown[] = [];
    try {
      for (let index = 0; index < references.length; index++) {
        const { resolve } = kinds[index]!;
        loaded.push(resolve ? resolve(references[index]!, context, told) : references[index]);
      }
    } catch (error) {
      // Nobody waits for the others then, and one that fails must not be unhandled.
      void Promise.allSettled(loaded);
      throw error;
    }
    let isPending = false;
    for (let index = 0; index < loaded.length; index++) {
      const done = item(loaded[index], kinds[index]!, index, path, run);
      if (isPromise(done)) isPending = true;
      loaded[index] = done;
    }
    return isPending ? Promise.all(loaded) : loaded;
  };
  return (source, path, run) => {
    const representations = references(run);
    const at: Path = { prev: path, key: responseName, typename: parent.name };
    const kinds: Entity[] = [];
    let last: Entity | undefined;
    for (const { __typename } of representations) {
      const entity = last?.type.name === __typename ? last : entityOf(__typename);
      last = entity;
      if (entity) kinds.push(entity);
      else if (operation.schema.getType(String(__typename))) return otherwise(source, path, run);
      else return fail(new Error(`There are no entities of the type ${__typename}.`), definition.type, nodes, at, run);
    }
    try {
      return load(representations, kinds, at, run);
    } catch (error) {
      return fail(error, definition.type, nodes, at, run);
    }
  };
}

/** Nearly always a variable, whose value was looked at before. */
function compileReferences(field: FieldSource): (run: Run) => readonly Data[] {
  const args = compileArguments(field);
  const coerce = (run: Run) => args(run).representations as readonly Data[];
  const value = field.nodes[0]!.arguments?.find(({ name }) => name.value === 'representations')?.value;
  if (value?.kind !== Kind.VARIABLE) return coerce;
  const name = value.name.value;
  return run => {
    const given = run.variables[name];
    return Array.isArray(given) ? given : coerce(run);
  };
}

function completeEntity(value: unknown, { type, needsTypename, complete }: Entity, path: Path, run: Run): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Error) throw value;
  if (typeof value !== 'object') throw new GraphQLError(`A reference to ${type.name} led to what is no object.`);
  if ('__typename' in value && value.__typename !== type.name)
    return complete({ ...value, __typename: type.name }, path, run);
  if (needsTypename && !('__typename' in value)) Object.defineProperty(value, '__typename', { value: type.name });
  return complete(value, path, run);
}

const isMember = (schema: GraphQLSchema, type: GraphQLObjectType): boolean =>
  Object.values(schema.getTypeMap()).some(
    other => isAbstractType(other) && other.name !== '_Entity' && schema.isSubType(other, type),
  );

/** Where @apollo/subgraph keeps it. */
function resolveReferenceOf({ extensions }: GraphQLObjectType): ResolveReference | undefined {
  const { subgraph } = (extensions.apollo ?? {}) as { subgraph?: { resolveReference?: ResolveReference } };
  return subgraph?.resolveReference;
}
