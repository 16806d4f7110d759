import { ObjectId } from 'bson';
import { type Document, isDocument } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import { findStored } from '../query/find.ts';
import type { Collection } from '../store/collection.ts';
import type { Store } from '../store/store.ts';

/** Writes what a pipeline gave, by its $out or $merge, in one transaction. */
export function writeOutput(stage: Document, documents: Document[], store: Store, database: string): void {
  if ('$out' in stage) replaceAll(target(stage.$out, database), documents, store);
  else mergeInto(stage.$merge, documents, store, database);
}

interface Target {
  database: string;
  name: string;
}

function replaceAll({ database, name }: Target, documents: Document[], store: Store): void {
  store.write(() => {
    const collection = store.findOrCreate(database, name);
    for (const stored of [...collection.all()]) collection.remove(stored);
    for (const document of documents) collection.insert(withId(document));
  });
}

function mergeInto(spec: unknown, documents: Document[], store: Store, database: string): void {
  const options = isDocument(spec) ? spec : { into: spec };
  const { database: into, name } = target(options.into, database);
  const on: string[] = [options.on ?? '_id'].flat().map(String);
  const matched = options.whenMatched ?? 'merge';
  const notMatched = options.whenNotMatched ?? 'insert';
  store.write(() => {
    const collection = store.findOrCreate(into, name);
    checkUnique(collection, on);
    for (const document of documents) mergeOne(collection, withId(document), on, matched, notMatched);
  });
}

function mergeOne(
  collection: Collection,
  document: Document,
  on: string[],
  matched: unknown,
  notMatched: unknown,
): void {
  const filter = Object.fromEntries(on.map(path => [path, { $eq: document[path] ?? null }]));
  const [found] = findStored(collection, { filter, limit: 1 });
  if (!found) {
    if (notMatched === 'insert') collection.insert(document);
    else if (notMatched !== 'discard') throw new MongoError(2, '$merge could not find a matching document');
    return;
  }
  const { _id } = found.document;
  if (matched === 'merge') collection.replace(found, { ...found.document, ...document, _id });
  else if (matched === 'replace') collection.replace(found, { ...document, _id });
  else if (matched === 'fail') throw new MongoError(11000, '$merge found a matching document');
  else if (matched !== 'keepExisting')
    throw new MongoError(238, 'A pipeline for whenMatched is not supported by this server');
}

function checkUnique({ info }: Collection, on: string[]): void {
  if (on.join() === '_id') return;
  const wanted = [...on].sort().join();
  if (info.indexes.some(({ unique, key }) => unique && Object.keys(key).sort().join() === wanted)) return;
  throw new MongoError(2, `Cannot find index to verify that join fields will be unique: ${on.join(', ')}`);
}

function target(spec: unknown, database: string): Target {
  if (typeof spec === 'string') return { database, name: spec };
  if (isDocument(spec) && typeof spec.coll === 'string')
    return { database: String(spec.db ?? database), name: spec.coll };
  throw new MongoError(9, 'The target of $out or $merge must be the name of a collection');
}

const withId = (document: Document): Document => ('_id' in document ? document : { _id: new ObjectId(), ...document });
