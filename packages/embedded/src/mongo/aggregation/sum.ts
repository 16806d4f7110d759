import { $push } from 'mingo/operators/accumulator';
import type { AnyObject, Options } from 'mingo/types';
import { MongoError } from '../mongo-error.ts';

/**
 * $sum over a group: numbers only, others are passed over. A sum of integers is exact or refused; a sum of doubles is
 * compensated (Neumaier), as MongoDB's is, so that ten times 0.1 is 1.
 */
export function sum(group: unknown[], expression: unknown, options: Options): number {
  return total(numbersOf(group, expression, options));
}

/** $avg over a group; null if it has no numbers. */
export function average(group: unknown[], expression: unknown, options: Options): number | null {
  const numbers = numbersOf(group, expression, options);
  return numbers.length ? total(numbers) / numbers.length : null;
}

/** @throws MongoError Overflow if integers add up to one that a double cannot hold exactly */
export function total(numbers: readonly number[]): number {
  let result = 0;
  let compensation = 0;
  let integers = true;
  for (const number of numbers) {
    integers &&= Number.isSafeInteger(number);
    const next = result + number;
    compensation += Math.abs(result) >= Math.abs(number) ? result - next + number : number - next + result;
    result = next;
  }
  if (integers && !Number.isSafeInteger(result)) {
    throw new MongoError(15, '$sum of integers is outside ±(2^53 - 1), the range this server computes exactly');
  }
  return Number.isFinite(result) ? result + compensation : result;
}

// mingo calls an accumulator with the group and the expression, or, as an operator of one document, with the values.
function numbersOf(group: unknown[], expression: unknown, options: Options): number[] {
  return $push(group as AnyObject[], expression as AnyObject, options).filter(isNumber);
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
