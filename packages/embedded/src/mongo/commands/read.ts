import { parseSort } from '../aggregation/sort.ts';
import { type Document, expectCount, expectDocument } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import { compareValues } from '../query/compare-values.ts';
import { compileFilter } from '../query/filter.ts';
import { documentsOf, findStored, projector, withinMemory } from '../query/find.ts';
import { planQuery } from '../query/planner.ts';
import { candidatesAt } from '../query/values-at.ts';
import { batchSizeOf, type Command, refuseCollation, target } from './command.ts';

const find: Command = (command, { store, cursors }) => {
  const { database, name, namespace } = target(command);
  refuseCollation(command);
  if (command.tailable) throw new MongoError(238, 'tailable cursors are not supported by this server');
  const filter = expectDocument(command.filter, 'filter');
  const project = projector(expectDocument(command.projection, 'projection'), filter);
  const request = {
    filter,
    sort: command.sort,
    skip: expectCount(command.skip, 'skip'),
    limit: expectCount(command.limit, 'limit'),
  };
  compileFilter(filter);
  parseSort(command.sort);
  const collection = store.find(database, name);
  const found = collection ? findStored(collection, request) : [];
  return cursors.first(namespace, documentsOf(found, project), batchSizeOf(command), command.singleBatch === true);
};

const getMore: Command = (command, { cursors }) => {
  const id = Number(command.getMore);
  return cursors.next(id, `${command.$db}.${command.collection}`, batchSizeOf(command));
};

const killCursors: Command = (command, { cursors }) => {
  const ids = Array.isArray(command.cursors) ? command.cursors : [];
  const killed = ids.filter(id => cursors.kill(Number(id)));
  const notFound = ids.filter(id => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
};

const count: Command = (command, { store }) => {
  const { database, name } = target(command);
  refuseCollation(command);
  const filter = expectDocument(command.query, 'query');
  const [skip, limit] = [expectCount(command.skip, 'skip'), Math.abs(Number(command.limit ?? 0))];
  compileFilter(filter);
  const collection = store.find(database, name);
  if (!collection) return { n: 0 };
  if (Object.keys(filter).length === 0 && !skip && !limit) return { n: collection.size };
  let n = 0;
  for (const _ of findStored(collection, { filter, skip, limit })) n++;
  return { n };
};

const distinct: Command = (command, { store }) => {
  const { database, name } = target(command);
  refuseCollation(command);
  if (typeof command.key !== 'string') throw new MongoError(14, "Expected field 'key' to be a string");
  const path = command.key;
  const filter = expectDocument(command.query, 'query');
  compileFilter(filter);
  const collection = store.find(database, name);
  if (!collection) return { values: [] };
  const values: unknown[] = [];
  for (const { document } of withinMemory(findStored(collection, { filter }))) {
    const candidates = candidatesAt(document, path);
    const elements = candidates.some(Array.isArray) ? candidates.filter(value => !Array.isArray(value)) : candidates;
    for (const value of elements) if (value !== undefined) values.push(value);
  }
  values.sort(compareValues);
  return { values: values.filter((value, at) => at === 0 || compareValues(value, values[at - 1]) !== 0) };
};

/** Which index a find would use; enough to tell an index scan from a scan of everything. */
const explain: Command = (command, { store }) => {
  const inner = expectDocument(command.explain, 'explain');
  if (!('find' in inner)) throw new MongoError(238, 'Only a find can be explained by this server');
  const collection = store.find(String(command.$db), String(inner.find));
  const filter = expectDocument(inner.filter, 'filter');
  compileFilter(filter);
  const sort = parseSort(inner.sort);
  const plan = collection && planQuery(collection, filter, sort);
  const scan: Document = plan?.index ? { stage: 'IXSCAN', indexName: plan.index } : { stage: 'COLLSCAN' };
  const winningPlan = sort.length && !plan?.sorted ? { stage: 'SORT', inputStage: scan } : scan;
  return { queryPlanner: { namespace: `${command.$db}.${inner.find}`, winningPlan } };
};

export const readCommands: Record<string, Command> = { find, getMore, killCursors, count, distinct, explain };
