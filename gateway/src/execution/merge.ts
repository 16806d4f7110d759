/** An object of a subgraph's answer. */
export type Data = Record<string, unknown>;

/**
 * Merges what a fetch brought into what is known, in place: objects by field, lists of the same length by element; else
 * the newer replaces the older. Values of `source` may become part of `target`.
 */
export function mergeInto(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    const newer = source[key];
    // A subgraph that names a field like this means no good: the merge would reach into the prototype of all objects.
    if (newer === undefined || key === '__proto__') continue;
    if (!(key in target)) {
      target[key] = newer;
      continue;
    }
    const older = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isData(older) && isData(newer)) mergeInto(older, newer);
    else if (Array.isArray(older) && Array.isArray(newer) && older.length === newer.length) mergeLists(older, newer);
    else target[key] = newer;
  }
}

/** Merges the fields of these names, and no others, as `mergeInto` does. Throws nothing, whatever the values are. */
export function compileMerge(names: readonly string[]): (target: Data, source: Data) => void {
  const lines = names.map(
    name => `
      v = source.${name};
      if (v !== undefined) target.${name} = target.${name} === undefined ? v : join(target.${name}, v);`,
  );
  return new Function('join', `return function (target, source) { let v; ${lines.join('')} };`)(join);
}

function join(older: unknown, newer: unknown): unknown {
  if (isData(older) && isData(newer)) mergeInto(older, newer);
  else if (Array.isArray(older) && Array.isArray(newer) && older.length === newer.length) mergeLists(older, newer);
  else return newer;
  return older;
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (let index = 0; index < source.length; index++) {
    const older = target[index];
    const newer = source[index];
    if (isData(older) && isData(newer)) mergeInto(older, newer);
    else if (Array.isArray(older) && Array.isArray(newer) && older.length === newer.length) mergeLists(older, newer);
    else target[index] = newer;
  }
}

export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
