import { Aggregator } from 'mingo/aggregator';
import { update as mingoUpdate } from 'mingo/updater';
import { type Document, decode, encode, expectDocuments, isDocument } from '../document.ts';
import { asMongoError, MongoError } from '../mongo-error.ts';
import { compareValues } from '../query/compare-values.ts';
import { engineOptions } from '../query/engine.ts';
import { checkExpression } from '../query/filter.ts';
import { checkPaths } from './check-paths.ts';

export interface UpdateRequest {
  /** Update operators, a replacement document, or a pipeline. */
  update: unknown;
  /** The filter that chose the document: positional `$` refers to it. */
  filter: Document;
  arrayFilters?: unknown;
}

const OPERATORS = new Set([
  ...['$set', '$unset', '$setOnInsert', '$inc', '$mul', '$min', '$max', '$rename', '$currentDate', '$bit'],
  ...['$push', '$addToSet', '$pop', '$pull', '$pullAll'],
]);
const STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

/** Refuses a malformed update before any document is touched. */
export function checkUpdate({ update, arrayFilters }: UpdateRequest): void {
  checkExpression(arrayFilters);
  if (Array.isArray(update)) {
    for (const stage of expectDocuments(update, 'u')) {
      const name = Object.keys(stage)[0] ?? '';
      if (!STAGES.has(name)) throw new MongoError(2, `${name} is not allowed to be used within an update`);
    }
    checkExpression(update);
    return;
  }
  if (!isDocument(update)) throw new MongoError(9, 'An update must be an object or an array of stages');
  const names = Object.keys(update);
  const operators = names.filter(name => name.startsWith('$'));
  if (operators.length === 0) return;
  const unknown = names.find(name => !OPERATORS.has(name));
  if (unknown) throw new MongoError(9, `Unknown modifier: ${unknown}`);
  checkExpression(update.$pull);
  for (const name of operators) {
    if (!isDocument(update[name]))
      throw new MongoError(9, `Modifiers operate on fields but a non-object was given for ${name}`);
  }
}

/** True if the update consists of operators or stages, not of a whole document. */
export const isModifier = (update: unknown): boolean =>
  Array.isArray(update) || (isDocument(update) && Object.keys(update).some(name => name.startsWith('$')));

/**
 * The document as the update makes it; the one given stays as it is.
 * @param inserting true for the new document of an upsert, for which $setOnInsert counts
 */
export function applyUpdate(document: Document, request: UpdateRequest, inserting: boolean): Document {
  const { update } = request;
  const updated = Array.isArray(update)
    ? runStages(document, update)
    : isModifier(update)
      ? runOperators(document, request, inserting)
      : { ...('_id' in document && { _id: document._id }), ...(update as Document) };
  if ('_id' in document && compareValues(updated._id, document._id) !== 0) {
    throw new MongoError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return updated;
}

function runStages(document: Document, stages: unknown): Document {
  try {
    const [result] = new Aggregator(stages as Document[], engineOptions).run([copy(document)]);
    return { ...('_id' in document && { _id: document._id }), ...(result as Document) };
  } catch (error) {
    throw asMongoError(error);
  }
}

function runOperators(
  document: Document,
  { update, filter, arrayFilters }: UpdateRequest,
  inserting: boolean,
): Document {
  const { $setOnInsert, ...operators } = update as Record<string, Document>;
  if (inserting && $setOnInsert) operators.$set = { ...operators.$set, ...$setOnInsert };
  const result = copy(document);
  // MongoDB takes $set of the _id a document already has; mingo does not.
  const idOperand = operators.$set?._id;
  if (operators.$set && idOperand !== undefined) {
    const { _id, ...others } = operators.$set;
    operators.$set = others;
    result._id ??= _id;
    if (compareValues(result._id, _id) !== 0) throw new MongoError(66, "The field '_id' cannot be changed");
  }
  const used = Object.fromEntries(Object.entries(operators).filter(([, fields]) => Object.keys(fields).length > 0));
  if (Object.keys(used).length === 0) return result;
  checkPaths(result, used);
  const paths = Object.values(used).flatMap(Object.keys);
  const condition = paths.some(path => path.split('.').includes('$')) ? filter : {};
  try {
    mingoUpdate(result, used, expectDocuments(arrayFilters ?? [], 'arrayFilters'), condition, {
      queryOptions: engineOptions,
      cloneMode: 'deep',
    });
  } catch (error) {
    throw asMongoError(error);
  }
  return result;
}

const copy = (document: Document): Document => decode(encode(document));
