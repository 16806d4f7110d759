import { Query } from 'mingo/query';
import { checkName, type Document, isDocument } from '../document.ts';
import { asMongoError, MongoError } from '../mongo-error.ts';
import { engineOptions } from './engine.ts';

/** Whether a document matches. */
export type Filter = (document: Document) => boolean;

const SCRIPTS = new Set(['$where', '$function', '$accumulator']);

/** Compiles a filter. @throws MongoError BadValue if it is none */
export function compileFilter(filter: Document): Filter {
  checkExpression(filter);
  if (Object.keys(filter).length === 0) return () => true;
  try {
    const query = new Query(filter, engineOptions);
    return document => query.test(document);
  } catch (error) {
    throw asMongoError(error);
  }
}

/** Refuses, at any depth, operators that run code of the client's and paths that lead out of the document. */
export function checkExpression(expression: unknown): void {
  if (typeof expression === 'string') {
    if (expression.startsWith('$')) checkName(expression.slice(1));
    return;
  }
  if (Array.isArray(expression)) {
    for (const item of expression) checkExpression(item);
    return;
  }
  if (!isDocument(expression)) return;
  for (const [name, value] of Object.entries(expression)) {
    if (SCRIPTS.has(name))
      throw new MongoError(115, `${name} is not supported: this server runs no code of its clients`);
    checkName(name);
    checkExpression(value);
  }
}
