import {
  type CachePolicy,
  DomainError,
  formatCacheControl,
  type Logger,
  type SubgraphRequest,
  type SubgraphResponse,
  strictestPolicy,
} from '@ticketbase/kernel';
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { compileOperation, type ExecuteOperation, type ExecutionOutcome } from '../execution/compile-operation.ts';
import { type Keeping, keptNamesOf } from '../schema/keep-for.ts';
import { unstorableLiterals, unstorableVariables } from './storable-text.ts';

/** Documents kept parsed; the gateway's planner sends the same few for ever. */
const CACHE_SIZE = 1_000;
/** Characters of their texts: parsed, each takes some twenty bytes, and as many compiled; and clients make up large ones. */
const CACHE_CHARACTERS = 500_000;

/** What executes operations: our compiler, which leaves to graphql-js what it does not know, or graphql-js alone. */
export type SubgraphExecutor = 'compiled' | 'graphql-js';

/** A document that was parsed and validated. */
interface CheckedDocument {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
  /** By operation name, of operations that were asked for before; null is what graphql-js is left to execute. */
  readonly compiled: Map<string | undefined, ExecuteOperation | null | undefined>;
  /** By operation name, how long its answers may be kept. */
  readonly kept: Map<string | undefined, CachePolicy | null>;
}

/** Parses and validates a document once, and compiles its operations when they are asked for again. */
export class DocumentCache {
  private schema: GraphQLSchema | undefined;
  /** Those asked for longest ago first. */
  private readonly documents = new Map<string, CheckedDocument>();
  private characters = 0;

  get(schema: GraphQLSchema, query: string): CheckedDocument {
    if (this.schema !== schema) {
      this.schema = schema;
      this.documents.clear();
      this.characters = 0;
    }
    const known = this.documents.get(query);
    const checked = known ?? { ...check(schema, query), compiled: new Map(), kept: new Map() };
    if (known) this.documents.delete(query);
    else this.makeRoom(query.length);
    this.documents.set(query, checked);
    return checked;
  }

  /** How many are kept. */
  get count(): number {
    return this.documents.size;
  }

  private makeRoom(characters: number): void {
    this.characters += characters;
    for (const oldest of this.documents.keys()) {
      if (this.documents.size < CACHE_SIZE && this.characters <= CACHE_CHARACTERS) return;
      this.documents.delete(oldest);
      this.characters -= oldest.length;
    }
  }
}

const NO_DOCUMENT: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

function check(schema: GraphQLSchema, query: string): Pick<CheckedDocument, 'document' | 'errors'> {
  try {
    // Nobody is told where in the planner's text something stands, and positions take most of the memory.
    const document = parse(query, { noLocation: true });
    return { document, errors: [...validate(schema, document), ...unstorableLiterals(document)] };
  } catch (error) {
    return { document: NO_DOCUMENT, errors: [error as GraphQLError] };
  }
}

/** What a subgraph executes requests with. */
export interface ExecutionParts {
  readonly schema: GraphQLSchema;
  readonly documents: DocumentCache;
  readonly executor: SubgraphExecutor;
  readonly logger: Logger;
  /** What answers may be kept; without it none. */
  readonly keeping?: Keeping;
}

/** Executes one request; every error of the answer is coded, and unexpected faults are logged and masked. */
export async function executeRequest(
  parts: ExecutionParts,
  request: SubgraphRequest,
  contextValue: unknown,
): Promise<SubgraphResponse> {
  const { schema, documents, logger } = parts;
  const checked = documents.get(schema, request.query);
  if (checked.errors.length > 0)
    return { errors: checked.errors.map(error => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
  const unstorable = unstorableVariables(request.variables);
  if (unstorable.length > 0) return { errors: unstorable.map(error => coded(error, 'BAD_USER_INPUT')) };
  const { data, errors } = await run(parts, checked, request, contextValue);
  if (!errors) {
    const policy = policyOf(parts, checked, request);
    return policy ? { data, cacheControl: formatCacheControl(policy) } : { data };
  }
  return { data, errors: errors.map(error => formatError(error, request.requestId, logger)) };
}

function run(
  { schema, executor }: ExecutionParts,
  checked: CheckedDocument,
  { variables, operationName }: SubgraphRequest,
  contextValue: unknown,
): ExecutionOutcome | Promise<ExecutionOutcome> {
  const compiled = executor === 'compiled' ? compiledOf(schema, checked, operationName) : undefined;
  if (compiled) return compiled(contextValue, variables);
  const { document } = checked;
  return execute({ schema, document, contextValue, variableValues: variables, operationName }) as ExecutionOutcome;
}

/** Undefined for the first time: an operation that is asked for once is not worth to be compiled. */
function compiledOf(
  schema: GraphQLSchema,
  { document, compiled }: CheckedDocument,
  operationName: string | undefined,
): ExecuteOperation | undefined {
  const known = compiled.get(operationName);
  if (known) return known;
  // A document has few operations; a client may make up any number of names.
  if (known === undefined && compiled.size <= document.definitions.length) {
    const isAgain = compiled.has(operationName);
    compiled.set(operationName, isAgain ? (compileOperation(schema, document, operationName) ?? null) : undefined);
    return compiled.get(operationName) ?? undefined;
  }
  return undefined;
}

/** How long the answer may be kept; null for what may not be. Whoever is signed in may see more than others. */
function policyOf(
  { keeping }: ExecutionParts,
  checked: CheckedDocument,
  { operationName, viewer }: SubgraphRequest,
): CachePolicy | null {
  if (!keeping?.size) return null;
  if (!checked.kept.has(operationName)) {
    if (checked.kept.size > checked.document.definitions.length) return null;
    const [first, ...others] = [...(keptNamesOf(checked.document, operationName) ?? [])];
    const policyFor = (name: string | undefined) => (name === undefined ? null : (keeping.get(name) ?? null));
    checked.kept.set(operationName, others.map(policyFor).reduce(strictestPolicy, policyFor(first)));
  }
  const policy = checked.kept.get(operationName) ?? null;
  return policy && !viewer.isAnonymous ? { ...policy, scope: 'private' } : policy;
}

/** An error as clients may see it. */
export function formatError(error: GraphQLError, requestId: string, logger: Logger) {
  const cause = error.originalError;
  if (cause instanceof DomainError) {
    logger[cause.logLevel]({ requestId, code: cause.code, path: error.path, err: cause.cause }, cause.message);
    return { message: cause.message, path: error.path, extensions: cause.toExtensions() };
  }
  // graphql-js's own refusals: a variable of the wrong type has no path, since nothing ran; others have no original
  // error, or a coded one.
  if (!error.path || !cause || typeof error.extensions.code === 'string') return coded(error, 'BAD_USER_INPUT');
  logger.error({ requestId, path: error.path, err: cause }, 'unexpected fault');
  return {
    message: 'Something went wrong on our side.',
    path: error.path,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  };
}

function coded(error: GraphQLError, fallback: string) {
  const code = typeof error.extensions.code === 'string' ? error.extensions.code : fallback;
  return { message: error.message, path: error.path, extensions: { ...error.extensions, code } };
}
