import { getArgumentValues, Kind } from 'graphql';
import { compileValue } from './compile-value.ts';
import { compileInfo, type FieldSource, fail } from './field.ts';
import { isPromise, type Path, type Run } from './run.ts';

/** Resolves and completes a field of an object. Throws, or rejects, for a null that may not be. */
export type ExecuteField = (source: unknown, path: Path | undefined, run: Run) => unknown;

/** The same where the object itself has the value, which was read already. */
export type ExecuteRead = (value: unknown, source: unknown, path: Path | undefined, run: Run) => unknown;

/** What reading a property threw. */
export class Thrown {
  readonly cause: unknown;
  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/** Compiles a field with a resolver as graphql-js executes it. */
export function compileResolved(field: FieldSource): ExecuteField {
  const { responseName, parent, definition, nodes } = field;
  const { type } = definition;
  const { name: typename } = parent;
  const args = compileArguments(field);
  const info = compileInfo(field);
  const finish = compileFinish(field);
  const resolve = definition.resolve!;
  return (source, path, run) => {
    const at: Path = { prev: path, key: responseName, typename };
    try {
      return finish(resolve(source, args(run), run.context, info(run, at)), at, run);
    } catch (error) {
      return fail(error, type, nodes, at, run);
    }
  };
}

/** Compiles a field without a resolver: a property of the object, or what a function that stands there returns. */
export function compileRead(field: FieldSource): ExecuteRead {
  const { responseName, parent, definition, nodes } = field;
  const { type } = definition;
  const { name: typename } = parent;
  const args = compileArguments(field);
  const info = compileInfo(field);
  const finish = compileFinish(field);
  return (value, source, path, run) => {
    const at: Path = { prev: path, key: responseName, typename };
    try {
      if (typeof value === 'function')
        return finish(value.call(source, args(run), run.context, info(run, at)), at, run);
      if (value instanceof Thrown) throw value.cause;
      return finish(value, at, run);
    } catch (error) {
      return fail(error, type, nodes, at, run);
    }
  };
}

/** Completes what a field resolved to, at once where nothing is waited for; throws what failed at once. */
function compileFinish(field: FieldSource) {
  const { definition, nodes } = field;
  const { type } = definition;
  const complete = compileValue(type, field);
  return (value: unknown, at: Path, run: Run): unknown => {
    const completed = isPromise(value) ? value.then(later => complete(later, at, run)) : complete(value, at, run);
    if (!isPromise(completed)) return completed;
    return completed.then(undefined, error => fail(error, type, nodes, at, run));
  };
}

/**
 * Arguments are coerced once a run, however many objects the field is asked of, and once for all where no variable is among
 * them; each resolver gets an object of its own.
 */
export function compileArguments({ definition, nodes, operation }: FieldSource): (run: Run) => Record<string, unknown> {
  if (definition.args.length === 0) return () => ({});
  const node = nodes[0]!;
  const coerce = (run: Run) => getArgumentValues(definition, node, run.variables);
  const makesObjects = node.arguments?.some(({ value }) => value.kind === Kind.OBJECT || value.kind === Kind.LIST);
  if (makesObjects) return coerce;
  if (!node.arguments?.some(({ value }) => value.kind === Kind.VARIABLE)) {
    let known: Record<string, unknown> | undefined;
    return run => {
      if (known) return { ...known };
      const coerced = coerce(run);
      // An object of a scalar's own, such as a date, is not for several requests: a resolver might change it.
      if (Object.values(coerced).every(value => typeof value !== 'object' || value === null)) known = coerced;
      return { ...coerced };
    };
  }
  const number = operation.nextField();
  return run => {
    run.args[number] ??= coerce(run);
    return { ...run.args[number] };
  };
}
