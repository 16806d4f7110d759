import { type Data, isData } from './merge.ts';

/** The places in lists that lead to an object, the innermost first. */
export interface ListIndex {
  readonly index: number;
  readonly outer: ListIndex | undefined;
}

/** The objects at a path of the plan, and where in lists each of them stands. */
export interface Positions {
  readonly entities: Data[];
  readonly indices: Array<ListIndex | undefined>;
}

/** Collects the objects at a path; `@` in it is every element of a list. What is null or missing on the way leads nowhere. */
export function positionsAt(root: unknown, path: readonly string[]): Positions {
  const found: Positions = { entities: [], indices: [] };
  collect(root, path, 0, undefined, found);
  return found;
}

function collect(
  value: unknown,
  path: readonly string[],
  depth: number,
  at: ListIndex | undefined,
  found: Positions,
): void {
  let current = value;
  for (let step = depth; step < path.length; step++) {
    if (current === null || typeof current !== 'object') return;
    const name = path[step]!;
    if (name === '@') {
      if (!Array.isArray(current)) return;
      for (let index = 0; index < current.length; index++)
        collect(current[index], path, step + 1, { index, outer: at }, found);
      return;
    }
    current = (current as Data)[name];
  }
  if (!isData(current)) return;
  found.entities.push(current);
  found.indices.push(at);
}

/** The path of one object as clients see it, `@` replaced by its places. */
export function pathTo(path: readonly string[], at: ListIndex | undefined): Array<string | number> {
  const indices: number[] = [];
  for (let place = at; place; place = place.outer) indices.push(place.index);
  return path.map(name => (name === '@' ? indices.pop()! : name));
}
