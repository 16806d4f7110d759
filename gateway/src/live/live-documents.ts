import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';
import type { Documents } from '../documents.ts';
import { heapWeight } from '../heap-weight.ts';

const MAX_DOCUMENTS = 200;
const MAX_BYTES = 10_000_000;
/** Of an error, beside its message. */
const ERROR = 1_000;

type Judgement = DocumentNode | readonly GraphQLError[];

const BOUNDS = {
  ...{ maxEntries: MAX_DOCUMENTS, maxSize: MAX_BYTES },
  sizeOf: (judged: Judgement) =>
    'kind' in judged ? heapWeight(judged) : judged.reduce((sum, { message }) => sum + ERROR + message.length, 0),
};

/** The document cannot be parsed, or is not valid on the schema. */
export class InvalidOperationError extends Error {
  readonly faults: readonly GraphQLError[];
  constructor(faults: readonly GraphQLError[]) {
    super('The operation is not valid.');
    this.faults = faults;
  }
}

/** Documents of subscriptions, parsed and validated once on each schema. */
export class LiveDocuments {
  private readonly all: Documents;
  private readonly judged = new WeakMap<GraphQLSchema, BoundedCache<Judgement>>();

  constructor(all: Documents) {
    this.all = all;
  }

  /** The document of a text that is valid on the schema. Throws InvalidOperationError. */
  parse(text: string, schema: GraphQLSchema): DocumentNode {
    const known = this.judged.get(schema) ?? new BoundedCache<Judgement>(BOUNDS);
    this.judged.set(schema, known);
    const before = known.get(text);
    const judged = before ?? this.judge(text, schema);
    if (!before) known.set(text, judged);
    if ('kind' in judged) return judged;
    throw new InvalidOperationError(judged);
  }

  private judge(text: string, schema: GraphQLSchema): Judgement {
    try {
      const document = this.all.parse(text);
      if (validate(schema, document).length === 0) return document;
      // Where a fault stands is told once, and not kept with every document.
      return validate(schema, parse(text)).map(fault => coded(fault, 'GRAPHQL_VALIDATION_FAILED'));
    } catch (error) {
      return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
    }
  }
}

const coded = ({ message, locations }: GraphQLError, code: string): GraphQLError =>
  positioned(new GraphQLError(message, { extensions: { code } }), locations);

/** The error with positions that it was not made with. */
export const positioned = (error: GraphQLError, locations: GraphQLError['locations']): GraphQLError =>
  Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
