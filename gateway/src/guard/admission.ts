import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, Kind, OperationTypeNode } from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';
import type { Documents } from '../documents.ts';
import {
  BadRequestError,
  QueryTooComplexError,
  QueryTooCostlyError,
  QueryTooDeepError,
  QueryTooLargeError,
  QueryTooManyAliasesError,
  type RequestError,
} from '../errors.ts';
import { measureCost } from './query-cost.ts';
import { deepestList, hasMoreTokens, measureQuery, type QuerySize } from './query-size.ts';
import { hasMoreRepeats } from './repeated-fields.ts';

/** The most that an operation may be, measured after its fragments are spread. */
export interface QueryLimits {
  readonly characters: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly selections: number;
  readonly cost: number;
}

/** An operation as it came, not even parsed. */
export interface Operation {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

/** What an operation costs, and what one may. */
export interface AdmittedCost {
  readonly requested: number;
  readonly limit: number;
}

/** The standard introspection query of GraphiQL goes 15 levels deep. */
const MAX_INTROSPECTION_DEPTH = 20;
const MAX_VARIABLE_DEPTH = 64;
/** The planner walks through a list twice, and so through what is in a list of lists four times: what is deeper goes into a variable. */
const MAX_LIST_DEPTH = 8;
/** Pairs of fields under one name in one place, each of which validation compares: of one field, 141. Pages have none. */
const MAX_REPEATS = 10_000;
const MAX_DOCUMENTS = 2_000;
/** Of their texts. */
const MAX_CHARACTERS = 10_000_000;
/** What is known of a document beside its text. */
const JUDGEMENT = 200;

interface Judged {
  /** False for what cannot be parsed: the server's own parser says why. */
  readonly isDocument: boolean;
  readonly fault?: RequestError;
  /** Fields of its largest mutation; 0 if it has none. */
  readonly changes: number;
  /** By operation name, of operations whose cost does not depend on variables. */
  readonly costs: Map<string, number>;
}

/**
 * Refuses operations that would take too much work, before they are validated and planned: both take time that can
 * grow out of all proportion to the document (757 bytes of nested fragments plan for seconds).
 */
export class Admission {
  private readonly limits: QueryLimits;
  private readonly documents: Documents;
  // Costs are of one schema; the judgements of another are never met again, and go with it.
  private judged = new WeakMap<GraphQLSchema, BoundedCache<Judged>>();

  constructor(limits: QueryLimits, documents: Documents) {
    this.limits = limits;
    this.documents = documents;
  }

  /** The operation's cost, if it can be told. Throws a RequestError whose code says which limit the operation breaks. */
  admit({ query, operationName, variables }: Operation, schema: GraphQLSchema): AdmittedCost | undefined {
    if (typeof query !== 'string') return undefined;
    const given = isRecord(variables) ? variables : {};
    if (isDeeper(given, MAX_VARIABLE_DEPTH)) throw new QueryTooComplexError('levels of variables', MAX_VARIABLE_DEPTH);
    // Long text belongs into variables, which are not parsed, hashed and kept.
    if (query.length > this.limits.characters) throw new QueryTooLargeError(this.limits.characters, 'characters');
    const judged = this.judge(query, schema);
    if (judged.fault) throw judged.fault;
    const name = typeof operationName === 'string' ? operationName : '';
    const cost = judged.costs.get(name) ?? this.measure(query, judged, name, given, schema);
    if (cost > this.limits.cost) throw new QueryTooCostlyError(cost, this.limits.cost);
    return { requested: cost, limit: this.limits.cost };
  }

  /** How many changes an admitted operation may ask for at once: its document's largest mutation, 0 if it has none. */
  changesIn({ query }: Operation, schema: GraphQLSchema): number {
    return typeof query === 'string' ? this.judge(query, schema).changes : 0;
  }

  private judge(query: string, schema: GraphQLSchema): Judged {
    const cache = this.cacheFor(schema);
    const known = cache.get(query);
    if (known) return known;
    const judged = { ...this.look(query), costs: new Map<string, number>() };
    cache.set(query, judged);
    return judged;
  }

  private look(query: string): Omit<Judged, 'costs'> {
    try {
      if (hasMoreTokens(query, this.limits.tokens))
        return { isDocument: false, fault: new QueryTooLargeError(this.limits.tokens, 'tokens'), changes: 0 };
      if (deepestList(query) > MAX_LIST_DEPTH)
        return { isDocument: false, fault: new QueryTooComplexError('levels of lists', MAX_LIST_DEPTH), changes: 0 };
      const document = this.documents.parse(query);
      const size = measureQuery(document);
      const fault = this.faultOf(size) ?? this.repetitionIn(document);
      return { isDocument: true, fault, changes: isQueryOnly(document) ? 0 : size.rootFields };
    } catch (error) {
      if (error instanceof GraphQLError) return { isDocument: false, changes: 0 };
      throw error;
    }
  }

  private faultOf(size: QuerySize): RequestError | undefined {
    const { limits } = this;
    if (size.selections > limits.selections) return new QueryTooComplexError('selections', limits.selections);
    if (size.depth > limits.depth) return new QueryTooDeepError(limits.depth);
    if (size.introspectionDepth > MAX_INTROSPECTION_DEPTH) return new QueryTooDeepError(MAX_INTROSPECTION_DEPTH);
    if (size.aliases > limits.aliases) return new QueryTooManyAliasesError(limits.aliases);
    if (size.rootFields > limits.rootFields) return new QueryTooComplexError('root fields', limits.rootFields);
    if (size.directives > limits.directives) return new QueryTooComplexError('directives', limits.directives);
    return undefined;
  }

  private repetitionIn(document: DocumentNode): RequestError | undefined {
    if (!hasMoreRepeats(document, MAX_REPEATS, this.limits.selections)) return undefined;
    return new QueryTooComplexError('pairs of equal fields', MAX_REPEATS);
  }

  private measure(
    query: string,
    { isDocument, costs }: Judged,
    name: string,
    variables: Record<string, unknown>,
    schema: GraphQLSchema,
  ): number {
    if (!isDocument) return 0;
    const document = this.documents.parse(query);
    const operation = getOperationAST(document, name || undefined);
    if (!operation) throw new BadRequestError(noOperation(document, name));
    if (!schema.getRootType(operation.operation))
      throw new BadRequestError(`There are no operations of the type ${operation.operation} here.`);
    const { cost, constant } = measureCost(schema, document, operation, variables);
    if (constant) costs.set(name, cost);
    return cost;
  }

  private cacheFor(schema: GraphQLSchema): BoundedCache<Judged> {
    let cache = this.judged.get(schema);
    if (!cache) {
      cache = new BoundedCache({ maxEntries: MAX_DOCUMENTS, maxSize: MAX_CHARACTERS, sizeOf: () => JUDGEMENT });
      this.judged.set(schema, cache);
    }
    return cache;
  }
}

const isQueryOnly = ({ definitions }: DocumentNode): boolean =>
  definitions.every(
    definition => definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.MUTATION,
  );

function noOperation(document: DocumentNode, name: string): string {
  if (name) return `The document has no operation of the name ${JSON.stringify(name.slice(0, 100))}.`;
  const some = document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return some
    ? 'The document has several operations; operationName must say which is meant.'
    : 'The document has no operation.';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without recursion: what is looked for is what would overflow the stack of those that recurse. */
function isDeeper(value: object, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= limit; depth++) {
    level = level.flatMap(entry => (isContainer(entry) ? Object.values(entry) : []));
    if (!level.some(isContainer)) return false;
  }
  return true;
}

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('bytes' in value && value.bytes instanceof Uint8Array);
