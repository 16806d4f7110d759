import type { GraphQLError } from 'graphql';

/** Where a value stands, as graphql-js keeps it: the innermost step first. */
export interface Path {
  readonly prev: Path | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** An object of an answer. */
export type Data = Record<string, unknown>;

/** One execution of a compiled operation. */
export interface Run {
  readonly context: unknown;
  /** Coerced, defaults included. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly errors: CollectedErrors;
  /** Arguments of fields, by the number of the field: they are the same for each object that the field is asked of. */
  readonly args: Array<Readonly<Record<string, unknown>> | undefined>;
}

/** The errors of one run; those below what is null already are of nobody's concern. */
export class CollectedErrors {
  readonly list: GraphQLError[] = [];
  private readonly places = new Set<Path | undefined>();

  add(error: GraphQLError, place: Path | undefined): void {
    if (this.isNull(place)) return;
    this.places.add(place);
    this.list.push(error);
  }

  private isNull(place: Path | undefined): boolean {
    for (let path = place; path; path = path.prev) if (this.places.has(path)) return true;
    return this.places.has(undefined);
  }
}

/** The steps to a value, the outermost first. */
export function pathSteps(path: Path | undefined): Array<string | number> {
  const steps: Array<string | number> = [];
  for (let at = path; at; at = at.prev) steps.push(at.key);
  return steps.reverse();
}

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** The same of a variable in generated code, where the engine learns of each place what stands there. */
export const isPromiseSource = (variable: string): string =>
  `(typeof ${variable} === 'object' && ${variable} !== null && typeof ${variable}.then === 'function')`;
