import { Aggregator } from 'mingo/aggregator';
import { ProcessingMode } from 'mingo/core';
import type { Options } from 'mingo/types';
import { type Document, isDocument } from '../document.ts';
import { asMongoError, MongoError } from '../mongo-error.ts';
import { engineOptions, STAGES } from '../query/engine.ts';
import { checkExpression } from '../query/filter.ts';
import { documentsOf, findStored, withinMemory } from '../query/find.ts';
import type { Store } from '../store/store.ts';

const WRITING = new Set(['$out', '$merge']);
/** Stages that hold all their input before they give anything. */
const BLOCKING = new Set([
  '$group',
  '$sort',
  '$bucket',
  '$bucketAuto',
  '$facet',
  '$sortByCount',
  '$setWindowFields',
  '$fill',
  '$densify',
]);

export interface Aggregation {
  documents: Generator<Document>;
  /** The $out or $merge at the end, which writes the documents instead of giving them out. */
  output?: Document;
}

export interface AggregationSource {
  store: Store;
  database: string;
  /** Undefined for a pipeline that begins with $documents. */
  collection?: string;
  variables?: Document;
}

/** Checks a pipeline and begins to run it: a leading $match and $sort by the indexes, the rest in memory. */
export function runPipeline(pipeline: Document[], source: AggregationSource): Aggregation {
  checkPipeline(pipeline);
  const last = pipeline.at(-1);
  const output = last && WRITING.has(stageName(last)) ? last : undefined;
  const stages = output ? pipeline.slice(0, -1) : pipeline;
  const { input, rest } = readSource(stages, source);
  try {
    return {
      documents: guarded(new Aggregator(rest, optionsFor(stages, source)).stream(input) as Iterable<unknown>),
      output,
    };
  } catch (error) {
    throw asMongoError(error);
  }
}

function readSource(stages: Document[], { store, database, collection }: AggregationSource) {
  const rest = [...stages];
  const found = collection === undefined ? undefined : store.find(database, collection);
  const filter = isDocument(rest[0]?.$match) ? (rest.shift()?.$match as Document) : {};
  const sort = isDocument(rest[0]?.$sort) ? (rest.shift()?.$sort as Document) : undefined;
  if (collection === undefined) return { input: [], rest: stages };
  if (!found) return { input: [], rest };
  const stored = findStored(found, { filter, sort });
  const bounded = rest.some(stage => BLOCKING.has(stageName(stage))) ? withinMemory(stored) : stored;
  return { input: documentsOf(bounded), rest };
}

function optionsFor(stages: Document[], { store, database, variables }: AggregationSource): Partial<Options> {
  const loaded = new Map<string, Document[]>();
  const load = (name: string): Document[] => {
    const collection = store.find(database, name);
    return collection ? [...withinMemory(collection.all())].map(({ document }) => document) : [];
  };
  const shares = stages.some(stage => ['$facet', '$lookup', '$graphLookup', '$unionWith'].includes(stageName(stage)));
  return {
    ...engineOptions,
    variables,
    // mingo computes windows by functions of its own, which it takes for scripts; a client's cannot come over the wire,
    // and the operators that would take one were refused before.
    scriptEnabled: stages.some(stage => stageName(stage) === '$setWindowFields' || stageName(stage) === '$fill'),
    // Where several stages see the same document, none may change it for the others.
    processingMode: shares ? ProcessingMode.CLONE_INPUT : ProcessingMode.CLONE_OFF,
    collectionResolver: name => {
      const documents = loaded.get(name) ?? load(name);
      loaded.set(name, documents);
      return documents;
    },
  };
}

function checkPipeline(pipeline: Document[], nested = false): void {
  for (const [at, stage] of pipeline.entries()) {
    const names = Object.keys(stage);
    if (names.length !== 1) {
      throw new MongoError(40324, 'A pipeline stage specification object must contain exactly one field.');
    }
    const name = names[0]!;
    const writes = WRITING.has(name);
    if (!writes && !STAGES.has(name)) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
    if (writes && (nested || at !== pipeline.length - 1)) {
      throw new MongoError(2, `${name} can only be the final stage in the pipeline`);
    }
    checkExpression(stage[name]);
    for (const inner of innerPipelines(name, stage[name])) checkPipeline(inner, true);
  }
}

function innerPipelines(name: string, spec: unknown): Document[][] {
  if (!isDocument(spec)) return [];
  if (name === '$facet') return Object.values(spec).filter(Array.isArray);
  return Array.isArray(spec.pipeline) ? [spec.pipeline] : [];
}

function* guarded(documents: Iterable<unknown>): Generator<Document> {
  try {
    for (const document of documents) yield document as Document;
  } catch (error) {
    throw asMongoError(error);
  }
}

const stageName = (stage: Document): string => Object.keys(stage)[0] ?? '';
