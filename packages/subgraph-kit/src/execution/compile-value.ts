import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { compileInfo, type FieldSource, fail } from './field.ts';
import { type ExecuteObject, selectionSetsOf } from './operation.ts';
import { isPromise, isPromiseSource, type Path, type Run } from './run.ts';

/** Finishes what a resolver returned: a value of the answer, or a promise of one. Throws what failed. */
export type CompleteValue = (value: unknown, path: Path, run: Run) => unknown;

/** Compiles what graphql-js calls the completion of a value. */
export function compileValue(type: GraphQLOutputType, field: FieldSource): CompleteValue {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isObjectType(nullable) && !nullable.isTypeOf) return compileObjectValue(type, nullable, field);
  if (!isNonNullType(type)) return compileNullable(type, field);
  const complete = compileNullable(type.ofType, field);
  const message = messageOfNull(field);
  return (value, path, run) => {
    const completed = complete(value, path, run);
    if (completed === null) throw new Error(message);
    return completed;
  };
}

const messageOfNull = ({ parent, definition }: FieldSource) =>
  `Cannot return null for non-nullable field ${parent.name}.${definition.name}.`;

/** An object that there is no doubt about, without a look at each of what it could be else. */
function compileObjectValue(type: GraphQLOutputType, nullable: GraphQLObjectType, field: FieldSource): CompleteValue {
  const execute = field.operation.objectOf(nullable, selectionSetsOf(field.nodes));
  const message = messageOfNull(field);
  const otherwise: CompleteValue = (value, path, run) => {
    if (value instanceof Error) throw value;
    if (value !== null && value !== undefined) return execute(value, path, run);
    if (isNonNullType(type)) throw new Error(message);
    return null;
  };
  const source = `
    return function (value, path, run) {
      const isThere = typeof value === 'object' && value !== null && !(value instanceof Error);
      return isThere ? execute(value, path, run) : otherwise(value, path, run);
    };`;
  return new Function('execute', 'otherwise', source)(execute, otherwise) as CompleteValue;
}

function compileNullable(type: GraphQLOutputType, field: FieldSource): CompleteValue {
  const complete = compilePresent(type, field);
  return (value, path, run) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(value, path, run);
  };
}

function compilePresent(type: GraphQLOutputType, field: FieldSource): CompleteValue {
  if (isListType(type)) return compileList(type, field);
  if (isLeafType(type)) return compileLeaf(type);
  if (isAbstractType(type)) return compileAbstract(type, field);
  if (isObjectType(type))
    return compileOfType(type, field, field.operation.objectOf(type, selectionSetsOf(field.nodes)));
  throw new Error(`Nothing can be of the type ${type}.`);
}

function compileLeaf(type: GraphQLLeafType): CompleteValue {
  return value => {
    const serialized = type.serialize(value);
    if (serialized === null || serialized === undefined)
      throw new Error(`Expected ${type} to serialize a value to something, and it gave ${serialized}.`);
    return serialized;
  };
}

function compileList(type: GraphQLList<GraphQLOutputType>, field: FieldSource): CompleteValue {
  const { nodes, parent, definition } = field;
  const itemType = type.ofType;
  const complete = compileValue(itemType, field);
  const completeArray = compileArray(itemType, field, complete);
  const item = (value: unknown, index: number, path: Path, run: Run): unknown => {
    const at: Path = { prev: path, key: index, typename: undefined };
    try {
      const completed = isPromise(value) ? value.then(later => complete(later, at, run)) : complete(value, at, run);
      if (!isPromise(completed)) return completed;
      return completed.then(undefined, error => fail(error, itemType, nodes, at, run));
    } catch (error) {
      return fail(error, itemType, nodes, at, run);
    }
  };
  return (value, path, run) => {
    if (isPlainArray(value)) return completeArray(value, path, run);
    if (!isIterable(value))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${parent.name}.${definition.name}".`);
    let isPending = false;
    const completed: unknown[] = [];
    try {
      let index = 0;
      for (const each of value) {
        const done = item(each, index++, path, run);
        isPending ||= isPromise(done);
        completed.push(done);
      }
    } catch (error) {
      // Nobody waits for the others then, and one that fails must not be unhandled, as it is in graphql-js.
      if (isPending) void Promise.allSettled(completed);
      throw error;
    }
    return isPending ? Promise.all(completed) : completed;
  };
}

/**
 * The same of an array, as a function of its own: the engine learns of each what it is called with, and of one function for
 * all lists that it is called with everything.
 */
function compileArray(itemType: GraphQLOutputType, field: FieldSource, complete: CompleteValue): CompleteValue {
  const failed = (error: unknown, at: Path, run: Run) => fail(error, itemType, field.nodes, at, run);
  const wait = (value: PromiseLike<unknown>, at: Path, run: Run) => value.then(later => complete(later, at, run));
  const settle = (value: PromiseLike<unknown>, at: Path, run: Run) =>
    value.then(undefined, error => failed(error, at, run));
  const source = `
    return function (value, path, run) {
      const completed = new Array(value.length);
      let isPending = false, index = 0;
      try {
        for (; index < value.length; index++) {
          const each = value[index];
          const at = { prev: path, key: index, typename: undefined };
          let done;
          try {
            done = ${isPromiseSource('each')} ? wait(each, at, run) : complete(each, at, run);
            if (${isPromiseSource('done')}) {
              isPending = true;
              done = settle(done, at, run);
            }
          } catch (error) {
            done = failed(error, at, run);
          }
          completed[index] = done;
        }
      } catch (error) {
        if (isPending) void Promise.allSettled(completed);
        throw error;
      }
      completed.length = index;
      return isPending ? Promise.all(completed) : completed;
    };`;
  return new Function('complete', 'wait', 'settle', 'failed', source)(complete, wait, settle, failed) as CompleteValue;
}

const ARRAY_ITERATOR = Array.prototype[Symbol.iterator];

const isPlainArray = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value[Symbol.iterator] === ARRAY_ITERATOR;

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';

/** `isTypeOf`, where a type has one, is asked before its fields are. */
export function compileOfType(type: GraphQLObjectType, field: FieldSource, execute: ExecuteObject): CompleteValue {
  const { isTypeOf } = type;
  if (!isTypeOf) return execute;
  const info = compileInfo(field);
  const executeIf = (is: boolean, value: unknown, path: Path, run: Run) => {
    if (!is) throw new GraphQLError(`Expected value of type "${type.name}" but got another.`, { nodes: field.nodes });
    return execute(value, path, run);
  };
  return (value, path, run) => {
    const is = isTypeOf(value, run.context, info(run, path));
    return isPromise(is) ? is.then(later => executeIf(later, value, path, run)) : executeIf(is, value, path, run);
  };
}

function compileAbstract(type: GraphQLAbstractType, field: FieldSource): CompleteValue {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const info = compileInfo(field);
  const { schema } = field.operation;
  const selectionSets = selectionSetsOf(field.nodes);
  const known = new Map<string, CompleteValue>();
  const of = (name: unknown): CompleteValue => {
    const compiled = typeof name === 'string' ? known.get(name) : undefined;
    if (compiled) return compiled;
    const runtime = typeof name === 'string' ? schema.getType(name) : undefined;
    if (!isObjectType(runtime) || !schema.isSubType(type, runtime))
      throw new GraphQLError(
        `Abstract type "${type.name}" was resolved to what is none of its types for field "${field.parent.name}.${field.definition.name}".`,
        { nodes: field.nodes },
      );
    const fresh = compileOfType(runtime, field, field.operation.objectOf(runtime, selectionSets));
    known.set(runtime.name, fresh);
    return fresh;
  };
  return (value, path, run) => {
    const name = resolveType(value, run.context, info(run, path), type);
    return isPromise(name) ? name.then(later => of(later)(value, path, run)) : of(name)(value, path, run);
  };
}
