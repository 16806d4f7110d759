/** A difference between two manifests. */
export interface ManifestChange {
  /** Dotted path in plugin.json. */
  readonly path: string;
  /** Undefined where there was nothing. */
  readonly before: unknown;
  /** Undefined where there is nothing any more. */
  readonly after: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The differences between two JSON values, each at the deepest path; lists differ as a whole. */
export function changesBetween(before: unknown, after: unknown, path = ''): ManifestChange[] {
  if (!isObject(before) || !isObject(after))
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .flatMap(key => changesBetween(before[key], after[key], path === '' ? key : `${path}.${key}`));
}
