import { evalExpr } from 'mingo/core';
import { Lazy, type Iterator as LazyIterator } from 'mingo/lazy';
import type { AnyObject, Options } from 'mingo/types';
import { MongoError } from '../mongo-error.ts';
import { compareValues, typeRank } from '../query/compare-values.ts';

interface BucketSpec {
  groupBy: AnyObject;
  boundaries: unknown[];
  default?: unknown;
  output?: Record<string, AnyObject>;
}

/**
 * $bucket: a value belongs to the bucket whose lower boundary is the greatest that is not above it; empty buckets are
 * left out. (mingo's puts a value that equals a boundary into the bucket before.)
 */
export function bucket(collection: LazyIterator, spec: BucketSpec, options: Options): LazyIterator {
  checkSpec(spec);
  const output = spec.output ?? { count: { $sum: 1 } };
  return collection.transform(documents => {
    const groups = new Map<unknown, unknown[]>();
    for (const document of documents) {
      const id = bucketOf(evalExpr(document as AnyObject, spec.groupBy, options), spec);
      const group = groups.get(id);
      if (group) group.push(document);
      else groups.set(id, [document]);
    }
    const ids = [...groups.keys()].sort(compareValues);
    return Lazy(
      ids.map(id => {
        const fields = Object.entries(output).map(([name, accumulator]) => [
          name,
          evalExpr(groups.get(id) as unknown as AnyObject, accumulator, options),
        ]);
        return { _id: id, ...Object.fromEntries(fields) };
      }),
    );
  });
}

function bucketOf(value: unknown, { boundaries, default: fallback }: BucketSpec): unknown {
  const upper = boundaries.findIndex(boundary => compareValues(value, boundary) < 0);
  const inside = upper > 0 && typeRank(value) === typeRank(boundaries[0]);
  if (inside) return boundaries[upper - 1];
  if (fallback !== undefined) return fallback;
  throw new MongoError(2, '$bucket could not find a matching branch for an input, and no default was specified');
}

function checkSpec({ boundaries, default: fallback, groupBy }: BucketSpec): void {
  if (groupBy === undefined || !Array.isArray(boundaries)) {
    throw new MongoError(2, "$bucket requires 'groupBy' and 'boundaries' to be specified");
  }
  if (boundaries.length < 2) throw new MongoError(2, '$bucket needs at least two boundaries');
  for (let i = 1; i < boundaries.length; i++) {
    const [previous, next] = [boundaries[i - 1], boundaries[i]];
    if (typeRank(previous) !== typeRank(next) || compareValues(previous, next) >= 0) {
      throw new MongoError(2, "The 'boundaries' of $bucket must be of one type and in ascending order");
    }
  }
  if (fallback === undefined) return;
  if (compareValues(fallback, boundaries[0]) >= 0 && compareValues(fallback, boundaries.at(-1)) < 0) {
    throw new MongoError(
      2,
      "The 'default' of $bucket must be less than the lowest boundary or not less than the highest",
    );
  }
}
