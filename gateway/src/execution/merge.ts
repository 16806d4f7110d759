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
