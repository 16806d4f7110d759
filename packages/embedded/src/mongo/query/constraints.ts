import { type Document, isDocument } from '../document.ts';
import { TYPE, typeRank } from './compare-values.ts';

export interface Bound {
  value: unknown;
  inclusive: boolean;
}

/** What a filter says of one path that every matching document must have. */
export interface Constraint {
  /** One of these values, if given. */
  equals?: unknown[];
  lower?: Bound;
  upper?: Bound;
}

const INDEXABLE = new Set<number>([TYPE.number, TYPE.string, TYPE.boolean, TYPE.date, TYPE.objectId, TYPE.binary]);

/**
 * The constraints an index may serve: scalar equality, $in and ranges that hold for the whole filter. null (which
 * matches missing), arrays and documents are left to the scan.
 */
export function constraintsOf(filter: Document, found = new Map<string, Constraint>()): Map<string, Constraint> {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDocument(part)) constraintsOf(part, found);
    } else if (!path.startsWith('$')) {
      found.set(path, constrain(found.get(path) ?? {}, condition));
    }
  }
  return found;
}

function constrain(constraint: Constraint, condition: unknown): Constraint {
  if (!isDocument(condition)) return isIndexable(condition) ? { equals: [condition], ...constraint } : constraint;
  let result = constraint;
  for (const [operator, value] of Object.entries(condition)) result = { ...fromOperator(operator, value), ...result };
  return result;
}

function fromOperator(operator: string, value: unknown): Constraint {
  if (operator === '$in') return Array.isArray(value) && value.every(isIndexable) ? { equals: value } : {};
  // NaN is neither above nor below anything, so a range ending at it is no range of keys.
  if (!isIndexable(value) || (operator !== '$eq' && Number.isNaN(value))) return {};
  switch (operator) {
    case '$eq':
      return { equals: [value] };
    case '$gt':
    case '$gte':
      return { lower: { value, inclusive: operator === '$gte' } };
    case '$lt':
    case '$lte':
      return { upper: { value, inclusive: operator === '$lte' } };
    default:
      return {};
  }
}

const isIndexable = (value: unknown): boolean => INDEXABLE.has(typeRank(value));
