import { ObjectId } from 'bson';
import { checkValue, type Document, expectDocument, expectDocuments, isDocument } from '../document.ts';
import { asMongoError, MongoError } from '../mongo-error.ts';
import { compileFilter } from '../query/filter.ts';
import { findStored } from '../query/find.ts';
import type { Collection, Stored } from '../store/collection.ts';
import { applyUpdate, checkUpdate, isModifier } from '../update/apply-update.ts';
import { upsertedDocument } from '../update/upsert.ts';
import { type Command, refuseCollation, target } from './command.ts';

const insert: Command = (command, { store }) => {
  const { database, name } = target(command);
  const documents = expectDocuments(command.documents, 'documents');
  return store.write(() => {
    const collection = store.findOrCreate(database, name);
    let n = 0;
    const writeErrors = eachOf(documents, command, document => {
      collection.insert(withId(document));
      n++;
    });
    return { n, ...writeErrors };
  });
};

const update: Command = (command, { store }) => {
  const { database, name } = target(command);
  const updates = expectDocuments(command.updates, 'updates');
  return store.write(() => {
    const collection = store.findOrCreate(database, name);
    const upserted: Document[] = [];
    let [n, nModified] = [0, 0];
    const writeErrors = eachOf(updates, command, (statement, index) => {
      const result = updateOnce(collection, statement);
      n += result.matched;
      nModified += result.modified;
      if (!result.upserted) return;
      n++;
      upserted.push({ index, _id: result.upserted._id });
    });
    return { n, nModified, ...(upserted.length && { upserted }), ...writeErrors };
  });
};

const remove: Command = (command, { store }) => {
  const { database, name } = target(command);
  const deletes = expectDocuments(command.deletes, 'deletes');
  return store.write(() => {
    const collection = store.find(database, name);
    let n = 0;
    const writeErrors = eachOf(deletes, command, statement => {
      refuseCollation(statement);
      const filter = expectDocument(statement.q, 'q');
      compileFilter(filter);
      if (!collection) return;
      // All are found before the first is removed: the scan must not run on what it removes.
      for (const stored of [...findStored(collection, { filter, limit: statement.limit === 1 ? 1 : 0 })]) {
        collection.remove(stored);
        n++;
      }
    });
    return { n, ...writeErrors };
  });
};

const findAndModify: Command = (command, { store }) => {
  const { database, name } = target(command);
  refuseCollation(command);
  const filter = expectDocument(command.query, 'query');
  const request = { update: command.update, filter, arrayFilters: command.arrayFilters };
  if (command.remove && command.update) throw new MongoError(9, 'Cannot specify both an update and remove=true');
  if (!command.remove) checkUpdate(request);
  return store.write(() => {
    const collection = store.findOrCreate(database, name);
    const [found] = findStored(collection, { filter, sort: command.sort, limit: 1 });
    if (command.remove) {
      if (found) collection.remove(found);
      return { lastErrorObject: { n: found ? 1 : 0 }, value: found?.document ?? null };
    }
    if (found) {
      const changed = applyUpdate(found.document, request, false);
      collection.replace(found, changed);
      return { lastErrorObject: { n: 1, updatedExisting: true }, value: command.new ? changed : found.document };
    }
    if (!command.upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    const made = upsertedDocument(request);
    collection.insert(made);
    const lastErrorObject = { n: 1, updatedExisting: false, upserted: made._id };
    return { lastErrorObject, value: command.new ? made : null };
  });
};

export const writeCommands: Record<string, Command> = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};

interface UpdateResult {
  matched: number;
  modified: number;
  upserted?: Document;
}

function updateOnce(collection: Collection, statement: Document): UpdateResult {
  refuseCollation(statement);
  const filter = expectDocument(statement.q, 'q');
  const request = { update: statement.u, filter, arrayFilters: statement.arrayFilters };
  checkUpdate(request);
  if (statement.multi && !isModifier(request.update)) {
    throw new MongoError(9, 'multi update is not supported for replacement-style update');
  }
  const found = [...findStored(collection, { filter, sort: statement.sort, limit: statement.multi ? 0 : 1 })];
  if (found.length === 0 && statement.upsert) {
    const upserted = upsertedDocument(request);
    collection.insert(upserted);
    return { matched: 0, modified: 0, upserted };
  }
  return { matched: found.length, modified: found.filter(stored => change(collection, stored, request)).length };
}

function change(collection: Collection, stored: Stored, request: Parameters<typeof applyUpdate>[1]): boolean {
  const changed = applyUpdate(stored.document, request, false);
  return collection.replace(stored, changed);
}

/** Runs each statement of a bulk write; a refused one is reported by its index, and ends an ordered bulk. */
function eachOf(statements: Document[], { ordered }: Document, run: (statement: Document, index: number) => void) {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      checkValue(statement);
      run(statement, index);
    } catch (error) {
      const { code, codeName, message, details } = asMongoError(error);
      writeErrors.push({ index, code, codeName, errmsg: message, ...details });
      if (ordered !== false) break;
    }
  }
  return writeErrors.length ? { writeErrors } : {};
}

function withId(document: Document): Document {
  if (document._id === undefined) return { _id: new ObjectId(), ...document };
  const isKey = !Array.isArray(document._id) && !(document._id instanceof RegExp);
  if (!isKey || (isDocument(document._id) && Object.keys(document._id).some(name => name.startsWith('$')))) {
    throw new MongoError(2, "The '_id' value cannot be of this type");
  }
  return document;
}
