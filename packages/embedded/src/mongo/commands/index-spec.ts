import { checkName, type Document, isDocument } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import { compileFilter } from '../query/filter.ts';
import type { IndexInfo } from '../store/catalog.ts';

type IndexSpec = Omit<IndexInfo, 'id' | 'multikey'>;

/** The index on _id, which every collection has: the order in which its documents are kept. */
export const ID_INDEX: Document = { v: 2, key: { _id: 1 }, name: '_id_' };

/** An index as listIndexes shows it. */
export function describeIndex({
  key,
  name,
  unique,
  sparse,
  expireAfterSeconds,
  partialFilterExpression,
}: IndexSpec): Document {
  return {
    v: 2,
    key,
    name,
    ...(unique && { unique }),
    ...(sparse && { sparse }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
    ...(partialFilterExpression && { partialFilterExpression }),
  };
}

/** Reads one entry of createIndexes. @throws MongoError CannotCreateIndex */
export function parseIndex(spec: Document): IndexSpec {
  if (!isDocument(spec.key) || Object.keys(spec.key).length === 0) {
    throw new MongoError(67, 'An index needs a key pattern');
  }
  for (const [path, direction] of Object.entries(spec.key)) {
    checkName(path);
    if (direction !== 1 && direction !== -1) {
      throw new MongoError(
        67,
        `Unknown index plugin '${direction}': only ascending (1) and descending (-1) fields are supported`,
      );
    }
  }
  if (spec.collation) throw new MongoError(238, 'collation is not supported by this server');
  const key = spec.key as Record<string, 1 | -1>;
  const { expireAfterSeconds, partialFilterExpression } = spec;
  if (expireAfterSeconds !== undefined) checkExpiry(key, expireAfterSeconds);
  if (partialFilterExpression !== undefined) {
    if (!isDocument(partialFilterExpression)) throw new MongoError(67, 'partialFilterExpression must be an object');
    if (spec.sparse) throw new MongoError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(partialFilterExpression);
  }
  const isId = Object.keys(key).join() === '_id';
  return {
    name: isId ? '_id_' : String(spec.name ?? Object.entries(key).flat().join('_')),
    key,
    unique: spec.unique === true,
    sparse: spec.sparse === true,
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds: expireAfterSeconds as number }),
    ...(partialFilterExpression !== undefined && { partialFilterExpression: partialFilterExpression as Document }),
  };
}

function checkExpiry(key: Document, seconds: unknown): void {
  if (Object.keys(key).length > 1) throw new MongoError(67, 'TTL indexes are single-field indexes');
  if (typeof seconds !== 'number' || seconds < 0 || seconds > 2 ** 31 - 1) {
    throw new MongoError(67, 'TTL index expireAfterSeconds must be a number from 0 to 2147483647');
  }
}
