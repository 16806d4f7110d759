import type { Document } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { TYPE } from '../query/compare-values.ts';
import { candidatesAt, valuesAt } from '../query/values-at.ts';
import type { IndexInfo } from './catalog.ts';
import { encodeKey, inverted } from './key-encoding.ts';

const EMPTY_ARRAY = Buffer.of(TYPE.emptyArray);

/** The entries of a document in an index, and whether an array made several of one field. */
export interface DocumentEntries {
  keys: Buffer[];
  multikey: boolean;
}

/**
 * The keys under which an index lists a document: one for each element of an array on its path.
 * @param includes whether a partial index covers the document
 */
export function entriesOf(
  index: IndexInfo,
  document: Document,
  includes: (document: Document) => boolean,
): DocumentEntries {
  const none = { keys: [], multikey: false };
  if (index.partialFilterExpression && !includes(document)) return none;
  const fields = Object.entries(index.key).map(([path, direction]) => fieldKeys(document, path, direction));
  if (index.sparse && fields.every(({ missing }) => missing)) return none;
  const arrays = fields.filter(({ multikey }) => multikey);
  if (arrays.length > 1) {
    throw new MongoError(171, `cannot index parallel arrays in index ${index.name}`);
  }
  let keys: Buffer[] = [Buffer.alloc(0)];
  for (const field of fields) keys = keys.flatMap(key => field.keys.map(next => Buffer.concat([key, next])));
  return { keys: unique(keys), multikey: arrays.length > 0 };
}

/** The values a unique index refused, for the error's keyValue. */
export const keyValueOf = (index: IndexInfo, document: Document): Document =>
  Object.fromEntries(Object.keys(index.key).map(path => [path, candidatesAt(document, path)[0] ?? null]));

function fieldKeys(document: Document, path: string, direction: 1 | -1) {
  const values = valuesAt(document, path);
  const multikey = values.length > 1 || values.some(Array.isArray);
  const keys = values
    .flatMap(value =>
      Array.isArray(value) ? (value.length ? value.map(encodeKey) : [EMPTY_ARRAY]) : [encodeKey(value)],
    )
    .map(key => (direction === 1 ? key : inverted(key)));
  return { keys, multikey, missing: values.every(value => value === undefined) };
}

const unique = (keys: Buffer[]): Buffer[] =>
  keys.length === 1 ? keys : [...new Map(keys.map(key => [key.toString('latin1'), key])).values()];
