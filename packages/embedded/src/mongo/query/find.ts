import { Aggregator } from 'mingo/aggregator';
import { parseSort, sortDocuments } from '../aggregation/sort.ts';
import { type Document, isDocument } from '../document.ts';
import { asMongoError, MongoError } from '../mongo-error.ts';
import type { Collection, Stored } from '../store/collection.ts';
import { engineOptions } from './engine.ts';
import { checkExpression, compileFilter } from './filter.ts';
import { planQuery } from './planner.ts';

/** As MongoDB's limit for a sort or a group in memory. */
const MAX_MEMORY_BYTES = 100 * 1024 * 1024;

export interface FindRequest {
  filter: Document;
  sort?: unknown;
  skip?: number;
  /** 0: no limit. */
  limit?: number;
}

/** The documents that match, one at a time as they are asked for, in order. */
export function findStored(collection: Collection, request: FindRequest): Generator<Stored> {
  const sort = parseSort(request.sort);
  const matches = compileFilter(request.filter);
  const plan = planQuery(collection, request.filter, sort);
  return page(ordered(), request.skip ?? 0, request.limit ?? 0);

  function* matching(): Generator<Stored> {
    for (const stored of plan.scan()) if (matches(stored.document)) yield stored;
  }

  function ordered(): Iterable<Stored> {
    if (plan.sorted) return matching();
    return deferred(() => sortDocuments([...withinMemory(matching())], sort, ({ document }) => document));
  }
}

/** Passes items on until their bytes are more than this server keeps in memory for one operation. */
export function* withinMemory(found: Iterable<Stored>): Generator<Stored> {
  let bytes = 0;
  for (const stored of found) {
    bytes += stored.bytes.length;
    if (bytes > MAX_MEMORY_BYTES) {
      throw new MongoError(
        292,
        `The operation needs more than ${MAX_MEMORY_BYTES} bytes of memory: narrow it, or add an index`,
      );
    }
    yield stored;
  }
}

/** The documents alone, each changed by the function if one is given. */
export function* documentsOf(
  found: Iterable<Stored>,
  change: (document: Document) => Document = document => document,
): Generator<Document> {
  for (const { document } of found) yield change(document);
}

/** Applies the projection of a find. */
export function projector(projection: Document, filter: Document): (document: Document) => Document {
  if (Object.keys(projection).length === 0) return document => document;
  checkExpression(projection);
  const positional = Object.keys(projection).some(path => path.endsWith('.$'));
  if (positional && !isDocument(filter)) throw new MongoError(2, 'A positional projection needs a filter');
  const stages = positional ? [{ $match: filter }, { $project: projection }] : [{ $project: projection }];
  return document => {
    try {
      return new Aggregator(stages, engineOptions).run([document])[0] as Document;
    } catch (error) {
      throw asMongoError(error);
    }
  };
}

function* deferred<T>(make: () => T[]): Generator<T> {
  yield* make();
}

function* page(found: Iterable<Stored>, skip: number, limit: number): Generator<Stored> {
  let [skipped, given] = [0, 0];
  for (const stored of found) {
    if (skipped++ < skip) continue;
    yield stored;
    if (++given === limit) return;
  }
}
