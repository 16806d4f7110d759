import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';

const MAX_DOCUMENTS = 200;
/** Characters of all documents and of them as JSON; in memory each weighs some times as much. */
const MAX_SIZE = 5_000_000;

type Judgement = DocumentNode | readonly GraphQLError[];

const BOUNDS = {
  ...{ maxEntries: MAX_DOCUMENTS, maxSize: MAX_SIZE },
  sizeOf: (judged: Judgement) => JSON.stringify(judged).length,
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
  private readonly judged = new WeakMap<GraphQLSchema, BoundedCache<Judgement>>();

  /** The document of a text that is valid on the schema. Throws InvalidOperationError. */
  parse(text: string, schema: GraphQLSchema): DocumentNode {
    const known = this.judged.get(schema) ?? new BoundedCache<Judgement>(BOUNDS);
    this.judged.set(schema, known);
    const before = known.get(text);
    const judged = before ?? judge(text, schema);
    if (!before) known.set(text, judged);
    if ('kind' in judged) return judged;
    throw new InvalidOperationError(judged);
  }
}

function judge(text: string, schema: GraphQLSchema): Judgement {
  try {
    const document = parse(text, { noLocation: true });
    const faults = validate(schema, document);
    return faults.length > 0 ? faults.map(fault => coded(fault, 'GRAPHQL_VALIDATION_FAILED')) : document;
  } catch (error) {
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
}

const coded = ({ message, locations }: GraphQLError, code: string): GraphQLError =>
  positioned(new GraphQLError(message, { extensions: { code } }), locations);

/** The error with positions that it was not made with. */
export const positioned = (error: GraphQLError, locations: GraphQLError['locations']): GraphQLError =>
  Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
