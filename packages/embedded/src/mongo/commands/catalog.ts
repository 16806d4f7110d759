import { type Document, expectDocument, expectDocuments, isDocument } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import { compileFilter } from '../query/filter.ts';
import type { IndexInfo } from '../store/catalog.ts';
import type { Collection } from '../store/collection.ts';
import { batchSizeOf, type Command, type ServerContext, target } from './command.ts';
import { describeIndex, ID_INDEX, parseIndex } from './index-spec.ts';

const createIndexes: Command = (command, { store }) => {
  const { database, name } = target(command);
  const wanted = expectDocuments(command.indexes, 'indexes').map(parseIndex);
  return store.write(() => {
    const collection = store.findOrCreate(database, name);
    const before = collection.info.indexes.length + 1;
    for (const spec of wanted) {
      if (spec.name === '_id_' || isExisting(collection, spec)) continue;
      const index: IndexInfo = { ...spec, id: store.catalog.newId(), multikey: false };
      collection.info.indexes.push(index);
      store.catalog.save(collection.info);
      collection.fill(index);
    }
    return { numIndexesBefore: before, numIndexesAfter: collection.info.indexes.length + 1 };
  });
};

const listIndexes: Command = (command, { store, cursors }) => {
  const { info } = existing(command, { store, cursors });
  const namespace = `${info.database}.${info.name}`;
  const indexes = [ID_INDEX, ...info.indexes.map(describeIndex)];
  return cursors.first(namespace, indexes.values(), batchSizeOf(expectDocument(command.cursor, 'cursor')));
};

const dropIndexes: Command = (command, context) => {
  const collection = existing(command, context);
  const { indexes } = collection.info;
  const nIndexesWas = indexes.length + 1;
  const wanted = Array.isArray(command.index) ? command.index : [command.index];
  const dropped = wanted.includes('*') ? indexes : wanted.map(which => findIndex(collection, which));
  context.store.write(() => {
    for (const index of [...dropped]) collection.dropIndex(index);
  });
  return { nIndexesWas };
};

const create: Command = (command, { store }) => {
  const { database, name } = target(command);
  for (const option of ['capped', 'timeseries', 'viewOn', 'validator', 'clusteredIndex', 'collation']) {
    if (command[option]) throw new MongoError(238, `The option '${option}' is not supported by this server`);
  }
  if (store.find(database, name)) throw new MongoError(48, `Collection ${database}.${name} already exists.`);
  store.write(() => store.findOrCreate(database, name));
  return {};
};

const drop: Command = (command, { store }) => {
  const { database, name } = target(command);
  const collection = store.find(database, name);
  if (!collection) throw new MongoError(26, 'ns not found');
  store.write(() => collection.drop());
  return { ns: `${database}.${name}` };
};

const dropDatabase: Command = (command, { store }) => {
  const database = String(command.$db);
  store.write(() => {
    for (const collection of store.list(database)) collection.drop();
  });
  return { dropped: database };
};

const listCollections: Command = (command, { store, cursors }) => {
  const database = String(command.$db);
  const matches = compileFilter(expectDocument(command.filter, 'filter'));
  const collections = store
    .list(database)
    .map(
      ({ info }): Document => ({
        name: info.name,
        type: 'collection',
        options: {},
        info: { readOnly: false },
        idIndex: ID_INDEX,
      }),
    )
    .filter(matches);
  const batchSize = batchSizeOf(expectDocument(command.cursor, 'cursor'));
  return cursors.first(`${database}.$cmd.listCollections`, collections.values(), batchSize);
};

const listDatabases: Command = (command, { store }) => {
  const matches = compileFilter(expectDocument(command.filter, 'filter'));
  const names = [...new Set(store.list().map(({ info }) => info.database))].sort();
  const databases = names.map(name => ({ name, sizeOnDisk: 0, empty: false })).filter(matches);
  return { databases, totalSize: 0 };
};

/** Changes after how long a TTL index lets its documents go; nothing else of a collection can be changed. */
const collMod: Command = (command, context) => {
  const collection = existing(command, context);
  const { index: change } = command;
  if (!isDocument(change)) return {};
  const index = findIndex(collection, change.name ?? change.keyPattern);
  const { expireAfterSeconds } = change;
  if (typeof expireAfterSeconds !== 'number' || index.expireAfterSeconds === undefined) {
    throw new MongoError(72, 'Only expireAfterSeconds of a TTL index can be changed');
  }
  const old = index.expireAfterSeconds;
  index.expireAfterSeconds = expireAfterSeconds;
  context.store.write(() => context.store.catalog.save(collection.info));
  return { expireAfterSeconds_old: old, expireAfterSeconds_new: expireAfterSeconds };
};

export const catalogCommands: Record<string, Command> = {
  createIndexes,
  listIndexes,
  dropIndexes,
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  collMod,
};

function existing(command: Document, { store }: ServerContext): Collection {
  const { database, name, namespace } = target(command);
  const collection = store.find(database, name);
  if (collection) return collection;
  throw new MongoError(26, `ns does not exist: ${namespace}`);
}

function isExisting({ info }: Collection, spec: Omit<IndexInfo, 'id' | 'multikey'>): boolean {
  const wanted = JSON.stringify(describeIndex(spec));
  const sameName = info.indexes.find(({ name }) => name === spec.name);
  if (sameName) {
    if (JSON.stringify(describeIndex(sameName)) === wanted) return true;
    throw new MongoError(86, `An index named ${spec.name} exists with another definition`);
  }
  const sameKey = info.indexes.find(
    ({ key }) => JSON.stringify(Object.entries(key)) === JSON.stringify(Object.entries(spec.key)),
  );
  if (!sameKey) return false;
  throw new MongoError(85, `Index already exists with a different name: ${sameKey.name}`);
}

function findIndex({ info }: Collection, which: unknown): IndexInfo {
  if (which === '_id_') throw new MongoError(72, 'cannot drop _id index');
  const key = JSON.stringify(which);
  const index = info.indexes.find(candidate => candidate.name === which || JSON.stringify(candidate.key) === key);
  if (index) return index;
  throw new MongoError(27, `index not found with name [${typeof which === 'string' ? which : key}]`);
}
