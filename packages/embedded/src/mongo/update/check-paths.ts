import { checkName, type Document, isDocument } from '../document.ts';
import { MongoError } from '../mongo-error.ts';

const NUMERIC = new Set(['$inc', '$mul']);
const LISTS = new Set(['$push', '$addToSet', '$pop', '$pull', '$pullAll']);
/** Those that make the fields on their path. */
const CREATING = new Set(['$set', '$inc', '$mul', '$min', '$max', '$push', '$addToSet', '$currentDate', '$bit']);

/**
 * Refuses what mingo passes over in silence: a path through a value that is no document, arithmetic on what is no
 * number, an exact integer that would become inexact, and list operators on what is no list.
 */
export function checkPaths(document: Document, operators: Record<string, Document>): void {
  for (const [operator, fields] of Object.entries(operators)) {
    for (const [path, operand] of Object.entries(fields)) {
      checkName(path);
      if (operator === '$rename' && typeof operand === 'string') checkName(operand);
      if (path.includes('$')) continue;
      const found = walk(document, path);
      if (found.blockedBy && CREATING.has(operator)) {
        throw new MongoError(28, `Cannot create field '${path.split('.').at(-1)}' in element '${found.blockedBy}'`);
      }
      if (NUMERIC.has(operator)) checkNumbers(operator, path, found.value, operand);
      if (LISTS.has(operator) && found.value !== undefined && !Array.isArray(found.value)) {
        throw new MongoError(2, `The field '${path}' must be an array to apply ${operator}`);
      }
    }
  }
}

function checkNumbers(operator: string, path: string, value: unknown, operand: unknown): void {
  if (typeof operand !== 'number') throw new MongoError(14, `Cannot ${operator} '${path}' with a non-numeric argument`);
  if (value === undefined) return;
  if (typeof value !== 'number')
    throw new MongoError(14, `Cannot apply ${operator} to '${path}', a value of non-numeric type`);
  const result = operator === '$inc' ? value + operand : value * operand;
  const exact = Number.isSafeInteger(value) && Number.isSafeInteger(operand);
  if (exact && !Number.isSafeInteger(result)) {
    throw new MongoError(2, `${operator} of '${path}' is outside ±(2^53 - 1), the range this server computes exactly`);
  }
}

function walk(document: Document, path: string): { value?: unknown; blockedBy?: string } {
  const names = path.split('.');
  let value: unknown = document;
  for (const [at, name] of names.entries()) {
    const passable = isDocument(value) || (Array.isArray(value) && /^[0-9]+$/.test(name));
    if (!passable) return { blockedBy: names.slice(0, at).join('.') };
    const container = value as Document;
    if (!Object.hasOwn(container, name)) return {};
    value = container[name];
  }
  return { value };
}
