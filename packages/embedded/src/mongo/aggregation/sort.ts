import type { Document } from 'bson';
import { Lazy, type Iterator as LazyIterator } from 'mingo/lazy';
import { isDocument } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import { compareValues } from '../query/compare-values.ts';
import { candidatesAt } from '../query/values-at.ts';

/** Field paths in order, 1 ascending, -1 descending. */
export type SortSpec = [path: string, direction: 1 | -1][];

/** Reads `{ a: 1, b: -1 }`. @throws MongoError BadValue for another direction, such as a $meta expression */
export function parseSort(spec: unknown): SortSpec {
  if (spec === undefined || spec === null) return [];
  if (!isDocument(spec)) throw new MongoError(14, 'A sort must be an object');
  return Object.entries(spec).map(([path, direction]) => {
    if (direction === 1 || direction === -1) return [path, direction];
    throw new MongoError(2, `The sort of '${path}' must be 1 or -1`);
  });
}

/** Sorts stably, as an index on the same fields would. An array counts as its least element, descending its greatest. */
export function sortDocuments<T>(items: readonly T[], spec: SortSpec, documentOf: (item: T) => Document): T[] {
  const keyed = items.map(item => ({
    item,
    keys: spec.map(([path, direction]) => sortKey(documentOf(item), path, direction)),
  }));
  keyed.sort((a, b) => {
    for (let i = 0; i < spec.length; i++) {
      const order = compareValues(a.keys[i], b.keys[i]) * spec[i]![1];
      if (order) return order;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

/** The $sort stage. */
export function sort(collection: LazyIterator, spec: unknown): LazyIterator {
  const order = parseSort(spec);
  if (order.length === 0) throw new MongoError(2, '$sort stage must have at least one sort key');
  return collection.transform(documents => Lazy(sortDocuments(documents as Document[], order, document => document)));
}

function sortKey(document: Document, path: string, direction: 1 | -1): unknown {
  const candidates = candidatesAt(document, path).filter((value, _, all) => all.length === 1 || !Array.isArray(value));
  return candidates.reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best));
}
