import { type Data, isData } from './merge.ts';

/** The places in lists that lead to an object, the innermost first. */
export interface ListIndex {
  readonly index: number;
  readonly outer: ListIndex | undefined;
}

/** Collects the objects at a path of the plan. What is null or missing on the way leads nowhere. */
export type CollectEntities = (root: unknown) => Data[];

/**
 * Compiles a path, in which `@` is every element of a list, when it is followed again: large plans have thousands of them.
 * Where in lists each object stands is not kept: that is needed only when one fails.
 */
export function compileCollect(path: readonly string[]): CollectEntities {
  const slowly: CollectEntities = root => positionsAt(root, path).entities;
  let collect = path.every(step => step === '@' || /^\w+$/.test(step)) ? undefined : slowly;
  let isAgain = false;
  return root => {
    if (isAgain) collect ??= compileLoops(path);
    isAgain = true;
    return (collect ?? slowly)(root);
  };
}

/** Only names, which are letters, digits and underscores, become a part of the source. */
function compileLoops(path: readonly string[]): CollectEntities {
  const walk = path.reduceRight((inner, step, depth) => {
    const [value, next] = [`v${depth}`, `v${depth + 1}`];
    if (step !== '@')
      return `if (typeof ${value} === 'object' && ${value} !== null) { const ${next} = ${value}.${step}; ${inner} }`;
    return `if (isList(${value})) for (let i${depth} = 0; i${depth} < ${value}.length; i${depth}++) { const ${next} = ${value}[i${depth}]; ${inner} }`;
  }, `if (typeof v${path.length} === 'object' && v${path.length} !== null && !isList(v${path.length})) found.push(v${path.length});`);
  const source = `return function (v0) { const found = []; ${walk} return found; };`;
  return new Function('isList', source)(Array.isArray) as CollectEntities;
}

/** The objects at a path of the plan, and where in lists each of them stands. */
export interface Positions {
  readonly entities: Data[];
  readonly indices: Array<ListIndex | undefined>;
}

/** The same objects with their places. */
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
