import { DomainError, type Logger, type SubgraphRequest, type SubgraphResponse } from '@ticketbase/kernel';
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { unstorableLiterals, unstorableVariables } from './storable-text.ts';

/** Documents kept parsed; the gateway's planner sends the same few for ever. */
const CACHE_SIZE = 1_000;

/** Parses and validates a document once. */
export class DocumentCache {
  private schema: GraphQLSchema | undefined;
  private readonly documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

  get(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
    if (this.schema !== schema) {
      this.schema = schema;
      this.documents.clear();
    }
    const known = this.documents.get(query);
    if (known) return known;
    if (this.documents.size >= CACHE_SIZE) this.documents.delete(this.documents.keys().next().value as string);
    const checked = check(schema, query);
    this.documents.set(query, checked);
    return checked;
  }
}

function check(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = [...validate(schema, document), ...unstorableLiterals(document)];
    return errors.length > 0 ? errors : document;
  } catch (error) {
    return [error as GraphQLError];
  }
}

/** Executes one request; every error of the answer is coded, and unexpected faults are logged and masked. */
export async function executeRequest(
  schema: GraphQLSchema,
  documents: DocumentCache,
  request: SubgraphRequest,
  contextValue: unknown,
  logger: Logger,
): Promise<SubgraphResponse> {
  const document = documents.get(schema, request.query);
  if (isErrors(document)) return { errors: document.map(error => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
  const unstorable = unstorableVariables(request.variables);
  if (unstorable.length > 0) return { errors: unstorable.map(error => coded(error, 'BAD_USER_INPUT')) };
  const result = await execute({
    schema,
    document,
    contextValue,
    variableValues: request.variables,
    operationName: request.operationName,
  });
  if (!result.errors) return result as SubgraphResponse;
  return { data: result.data, errors: result.errors.map(error => formatError(error, request.requestId, logger)) };
}

const isErrors = (document: DocumentNode | readonly GraphQLError[]): document is readonly GraphQLError[] =>
  Array.isArray(document);

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
