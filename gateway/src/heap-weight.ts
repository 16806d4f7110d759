const OBJECT = 24;
const ARRAY = 32;
const SLOT = 8;
const TEXT = 24;

/**
 * About how many bytes a tree of plain objects, lists and texts takes on the heap: some times as many as it has characters
 * as JSON. What it holds twice is counted twice; `loc`, where nodes of a document stand, leads in circles and is not.
 */
export function heapWeight(value: unknown): number {
  if (typeof value === 'string') return TEXT + value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = 0;
  if (Array.isArray(value)) {
    for (const element of value) bytes += SLOT + heapWeight(element);
    return ARRAY + bytes;
  }
  for (const name in value) if (name !== 'loc') bytes += SLOT + heapWeight((value as Record<string, unknown>)[name]);
  return OBJECT + bytes;
}
