import type { SortSpec } from '../aggregation/sort.ts';
import type { Document } from '../document.ts';
import type { IndexInfo } from '../store/catalog.ts';
import type { Collection, KeyRange, Stored } from '../store/collection.ts';
import { encodeKey, inverted, successor } from '../store/key-encoding.ts';
import { typeRank } from './compare-values.ts';
import { type Constraint, constraintsOf } from './constraints.ts';

/** How the documents that may match are found. The filter is still to be applied to each. */
export interface Plan {
  /** The index used, `_id_` for the documents' own order; undefined for a scan of everything. */
  index?: string;
  /** True if the documents come in the order asked for. */
  sorted: boolean;
  scan(): Generator<Stored>;
}

type PlannedIndex = Pick<IndexInfo, 'name' | 'key' | 'multikey' | 'sparse'> & { info?: IndexInfo };

interface Candidate {
  index: PlannedIndex;
  ranges: KeyRange[];
  /** How many leading fields are fixed, and whether the next is bounded. */
  fixed: number;
  bounded: boolean;
  sorted: boolean;
  reverse: boolean;
}

/** More combinations of $in values than this are not looked up one by one. */
const MAX_RANGES = 100;
const ID_INDEX: PlannedIndex = { name: '_id_', key: { _id: 1 }, multikey: false, sparse: false };

/** Chooses the index that narrows most, preferring one that also gives the order. */
export function planQuery(collection: Collection, filter: Document, sort: SortSpec): Plan {
  const constraints = constraintsOf(filter);
  const indexes: PlannedIndex[] = collection.info.indexes
    .filter(info => !info.partialFilterExpression)
    .map(info => ({ ...info, info }));
  const best = [ID_INDEX, ...indexes]
    .map(index => candidateOf(index, constraints, sort))
    .filter(candidate => candidate !== undefined)
    .sort((a, b) => score(b) - score(a))[0];
  if (!best || score(best) === 0) return { sorted: sort.length === 0, scan: () => collection.all() };
  return { index: best.index.name, sorted: best.sorted, scan: () => scanRanges(collection, best) };
}

const score = ({ fixed, bounded, sorted }: Candidate) => fixed * 4 + (bounded ? 2 : 0) + (sorted ? 1 : 0);

function candidateOf(index: PlannedIndex, constraints: Map<string, Constraint>, sort: SortSpec): Candidate | undefined {
  const fields = Object.entries(index.key);
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let fixed = 0;
  for (const [path, direction] of fields) {
    const equals = constraints.get(path)?.equals;
    const keys = equals && keysOf(equals, direction);
    if (!keys || prefixes.length * keys.length > MAX_RANGES) break;
    prefixes = prefixes.flatMap(prefix => keys.map(key => Buffer.concat([prefix, key])));
    fixed++;
  }
  const [path, direction] = fields[fixed] ?? [];
  const next = path === undefined ? undefined : constraints.get(path);
  const bounded = direction !== undefined && (next?.lower !== undefined || next?.upper !== undefined);
  if (index.sparse && fixed === 0 && !bounded) return undefined;
  const ranges = prefixes.map(prefix =>
    bounded ? boundedRange(prefix, direction, next!, index.multikey) : wholeRange(prefix),
  );
  if (ranges.some(range => range === undefined)) return undefined;
  const single = prefixes.length === 1 && !index.multikey;
  const order = single ? orderGiven(fields, fixed, constraints, sort) : undefined;
  return {
    index,
    ranges: ranges as KeyRange[],
    fixed,
    bounded,
    sorted: sort.length > 0 && order !== undefined,
    reverse: order === 'backward',
  };
}

function keysOf(values: unknown[], direction: 1 | -1): Buffer[] | undefined {
  try {
    const keys = values.map(value => (direction === 1 ? encodeKey(value) : inverted(encodeKey(value))));
    return [...new Map(keys.map(key => [key.toString('latin1'), key])).values()].sort(Buffer.compare);
  } catch {
    // Longer than any key there is: the scan finds that nothing matches.
    return undefined;
  }
}

const wholeRange = (prefix: Buffer): KeyRange => ({
  start: prefix,
  end: prefix.length ? successor(prefix) : Buffer.of(0xff, 0xff),
});

function boundedRange(
  prefix: Buffer,
  direction: 1 | -1,
  constraint: Constraint,
  multikey: boolean,
): KeyRange | undefined {
  const { lower } = constraint;
  // Of an array, one element may satisfy the one bound and another the other.
  const upper = multikey && lower ? undefined : constraint.upper;
  const type = Buffer.of(typeRank((lower ?? upper)!.value));
  const low = lower && keysOf([lower.value], 1)?.[0];
  const high = upper && keysOf([upper.value], 1)?.[0];
  if ((lower && !low) || (upper && !high)) return undefined;
  const at = (key: Buffer) => Buffer.concat([prefix, direction === 1 ? key : inverted(key)]);
  const before = (key: Buffer) => at(key);
  const after = (key: Buffer) => successor(at(key));
  if (direction === 1) {
    return {
      start: low ? (lower.inclusive ? before(low) : after(low)) : before(type),
      end: high ? (upper.inclusive ? after(high) : before(high)) : after(type),
    };
  }
  return {
    start: high ? (upper.inclusive ? before(high) : after(high)) : before(type),
    end: low ? (lower.inclusive ? after(low) : before(low)) : after(type),
  };
}

function orderGiven(
  fields: [string, 1 | -1][],
  fixed: number,
  constraints: Map<string, Constraint>,
  sort: SortSpec,
): 'forward' | 'backward' | undefined {
  const constant = new Set(fields.slice(0, fixed).map(([path]) => path));
  const wanted = sort.filter(([path]) => !constant.has(path) || constraints.get(path)?.equals?.length !== 1);
  const rest = fields.slice(fixed);
  if (wanted.length > rest.length || wanted.some(([path], i) => path !== rest[i]![0])) return undefined;
  const turns = new Set(wanted.map(([, direction], i) => direction * rest[i]![1]));
  if (turns.size > 1) return undefined;
  return turns.has(-1) ? 'backward' : 'forward';
}

function* scanRanges(collection: Collection, { index, ranges, reverse }: Candidate): Generator<Stored> {
  const seen = index.multikey && ranges.length > 1 ? new Set<string>() : undefined;
  for (const range of ranges) {
    const found = index.info ? collection.scanIndex(index.info, range, reverse) : collection.scanById(range, reverse);
    for (const stored of found) {
      const key = seen && stored.key.toString('latin1');
      if (key !== undefined && seen?.has(key)) continue;
      if (key !== undefined) seen?.add(key);
      yield stored;
    }
  }
}
