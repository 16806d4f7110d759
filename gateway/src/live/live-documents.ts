import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';

const MAX_DOCUMENTS = 200;

type Judgement = DocumentNode | readonly GraphQLError[];

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
    const known = this.judged.get(schema) ?? new BoundedCache<Judgement>({ maxEntries: MAX_DOCUMENTS });
    this.judged.set(schema, known);
    const judged = known.get(text) ?? judge(text, schema);
    known.set(text, judged);
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
