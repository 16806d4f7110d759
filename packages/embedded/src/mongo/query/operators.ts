import type { Document } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { compareValues, TYPE, typeRank } from './compare-values.ts';
import { candidatesAt } from './values-at.ts';

type Predicate = (document: Document) => boolean;
type Comparison = (path: string, operand: never) => Predicate;

// These replace mingo's, which order strings by UTF-16 unit and look into nested arrays: an index can only serve a
// filter that sees values as the index orders them.
const equals = (candidate: unknown, operand: unknown) => compareValues(candidate, operand) === 0;

const $eq = (path: string, operand: unknown): Predicate => {
  return document => candidatesAt(document, path).some(candidate => equals(candidate, operand));
};

const $in = (path: string, operands: unknown): Predicate => {
  if (!Array.isArray(operands)) throw new MongoError(2, '$in needs an array');
  const patterns = operands.filter(operand => operand instanceof RegExp);
  const matches = (candidate: unknown) =>
    operands.some(operand => equals(candidate, operand)) ||
    (typeof candidate === 'string' && patterns.some(pattern => pattern.test(candidate)));
  return document => candidatesAt(document, path).some(matches);
};

const ordered =
  (accepts: (order: number) => boolean) =>
  (path: string, operand: unknown): Predicate => {
    const rank = typeRank(operand);
    const anyType = rank === TYPE.minKey || rank === TYPE.maxKey;
    return document =>
      candidatesAt(document, path).some(
        candidate =>
          (anyType || typeRank(candidate) === rank) &&
          comparable(candidate, operand) &&
          accepts(compareValues(candidate, operand)),
      );
  };

// NaN is equal to itself and neither less nor greater than any number.
const comparable = (a: unknown, b: unknown) => Number.isNaN(a) === Number.isNaN(b);

const not =
  (comparison: (path: string, operand: unknown) => Predicate) =>
  (path: string, operand: unknown): Predicate => {
    const predicate = comparison(path, operand);
    return document => !predicate(document);
  };

/** The comparisons of filters, by the rules of MongoDB: same type only, any element of an array, null matches missing. */
export const comparisons: Record<`$${string}`, Comparison> = {
  $eq,
  $ne: not($eq),
  $in,
  $nin: not($in),
  $gt: ordered(order => order > 0),
  $gte: ordered(order => order >= 0),
  $lt: ordered(order => order < 0),
  $lte: ordered(order => order <= 0),
};
