import type { Document } from 'bson';
import { isDocument } from '../document.ts';

const INDEX = /^(0|[1-9][0-9]*)$/;

/**
 * The values a dotted path leads to, through embedded documents and, at any level, through each element of an array.
 * A path that ends early gives undefined (missing); an array at the end is one value.
 */
export function valuesAt(document: Document, path: string): unknown[] {
  if (!path.includes('.')) return [ownField(document, path)];
  const found: unknown[] = [];
  collect(document, path.split('.'), 0, found);
  return found.length ? found : [undefined];
}

/** Those values with each array among them replaced by its elements and itself: what a comparison may match. */
export function candidatesAt(document: Document, path: string): unknown[] {
  const values = valuesAt(document, path);
  return values.some(Array.isArray)
    ? values.flatMap(value => (Array.isArray(value) ? [...value, value] : [value]))
    : values;
}

function collect(value: unknown, path: string[], at: number, found: unknown[]): void {
  if (at === path.length) {
    found.push(value);
  } else if (Array.isArray(value)) {
    const name = path[at]!;
    if (INDEX.test(name) && Number(name) < value.length) collect(value[Number(name)], path, at + 1, found);
    for (const item of value) if (isDocument(item)) collect(item, path, at, found);
  } else if (isDocument(value) && Object.hasOwn(value, path[at]!)) {
    collect(value[path[at]!], path, at + 1, found);
  } else {
    found.push(undefined);
  }
}

const ownField = (document: Document, name: string): unknown =>
  Object.hasOwn(document, name) ? document[name] : undefined;
