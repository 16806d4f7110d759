import { BadUserInputError, DomainError, type Logger, newId, ServiceUnavailableError } from '@ticketbase/kernel';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { RequestError } from './errors.ts';
import type { ObservedOperation } from './request-context.ts';
import type { OperationResult } from './supergraph/supergraph.ts';

const INTERNAL = 'INTERNAL_SERVER_ERROR';
const INTERNAL_MESSAGE = 'Something went wrong on our side.';
const UNAVAILABLE_MESSAGE = 'A part of the platform that this needs does not answer at the moment.';

/**
 * Codes that say something of the gateway's own dealings with a subgraph: the client's operation was found valid
 * before, so these are faults of ours and hidden.
 */
const INTERNAL_CODES = new Set([
  INTERNAL,
  'DOWNSTREAM_SERVICE_ERROR',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'UNSIGNED_REQUEST',
]);

/** Characters of what is said of a variable. */
const MAX_MESSAGE = 500;

/** Extensions that tell of our insides. */
const PRIVATE_EXTENSIONS = ['serviceName', 'service', 'stacktrace', 'exception', 'http'];

/** A refusal as GraphQL, with its HTTP status if it is one of a request. */
export function refusal(error: DomainError, headers?: ReadonlyMap<string, string>): GraphQLError {
  const status = error instanceof RequestError ? error.status : error.code === 'UNAUTHENTICATED' ? 401 : undefined;
  const http = status ? { http: { status, headers: new Map(headers) } } : {};
  return new GraphQLError(error.message, { originalError: error, extensions: { ...publicExtensions(error), ...http } });
}

/** Any fault as GraphQL; what the domain did not foresee is logged, and shown as INTERNAL_SERVER_ERROR only. */
export function toGraphQLError(error: unknown, requestId: string, logger: Logger): GraphQLError {
  if (error instanceof GraphQLError && typeof error.extensions.code === 'string') return error;
  if (error instanceof ServiceUnavailableError) {
    logger.error({ requestId, err: error.cause ?? error }, error.message);
    return new GraphQLError(UNAVAILABLE_MESSAGE, {
      extensions: { code: error.code, http: { status: 503 } },
    });
  }
  if (error instanceof DomainError) return refusal(error);
  const { message, extensions } = internal(error, undefined, requestId, logger);
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 500 } } });
}

/** The result of an execution as a client may see it: every error is coded, and none tells of our insides. */
export function publicResult(
  result: OperationResult,
  requestId: string,
  logger: Logger,
  { missedReference = false }: Pick<ObservedOperation, 'missedReference'> = {},
): OperationResult {
  const { data, errors, extensions } = result;
  // The executor reports data that breaks the schema (null where none may be) in an extension. That is an error, unless
  // its owner says that a reference leads to nothing, or to nothing for this viewer: then it is null.
  const completed = (extensions?.valueCompletion ?? []) as readonly GraphQLError[];
  const broken = completed.filter(error => !(missedReference && isNullItself(error.path ?? [], data)));
  if (!errors && broken.length === 0) return data === undefined ? result : { data };
  const shown = [
    ...(errors ?? []).map(error => publicError(error, requestId, logger)),
    ...broken.map(error => internal(error, error.path, requestId, logger)),
  ];
  return data === undefined ? { errors: shown } : { data, errors: shown };
}

function publicError(error: GraphQLError, requestId: string, logger: Logger): GraphQLError {
  const [node] = error.nodes ?? [];
  if (node?.kind === Kind.VARIABLE_DEFINITION) return badVariable(error, node.variable.name.value);
  const code = error.extensions?.code;
  const path = publicPath(error.path);
  // The planner knows some less of GraphQL than the validation before it, such as the newest introspection fields.
  if (code === 'INVALID_GRAPHQL')
    return new GraphQLError(error.message, { path, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  if (typeof code !== 'string' || INTERNAL_CODES.has(code)) return internal(error, path, requestId, logger);
  const extensions = Object.fromEntries(
    Object.entries(error.extensions).filter(([name]) => !PRIVATE_EXTENSIONS.includes(name)),
  );
  const message = code === ServiceUnavailableError.code ? UNAVAILABLE_MESSAGE : error.message;
  return new GraphQLError(message, { path, extensions });
}

/** Whether what lacks the field is null itself, so that nothing around it went with it. */
function isNullItself(path: NonNullable<GraphQLError['path']>, data: unknown): boolean {
  const parent = path.slice(0, -1);
  let value = data;
  for (const [at, step] of parent.entries()) {
    value = (value as Record<string | number, unknown> | null | undefined)?.[step];
    if (value === null) return at === parent.length - 1;
  }
  return false;
}

/** A variable has a value that its type does not allow. */
function badVariable({ message: whole, nodes }: GraphQLError, name: string): GraphQLError {
  // It tells clients what they sent, which may be long; logs have the code of an error only.
  const message = whole.length > MAX_MESSAGE ? `${whole.slice(0, MAX_MESSAGE)}…` : whole;
  const issues = [{ path: name, message: message.replace(`Variable "$${name}" `, '') }];
  return new GraphQLError(message, { nodes, extensions: { code: BadUserInputError.code, issues } });
}

/** A plan's path names no elements of lists (`@`): what comes after the first is not known. */
function publicPath(path: GraphQLError['path']): GraphQLError['path'] {
  const list = path?.indexOf('@') ?? -1;
  return list < 0 ? path : path?.slice(0, list);
}

function internal(error: unknown, path: GraphQLError['path'], requestId: string, logger: Logger): GraphQLError {
  const reported = (error as GraphQLError | undefined)?.extensions?.requestId;
  // A subgraph that masked its fault has logged it under the same request id.
  if (reported !== requestId) logger.error({ requestId, path, err: error }, 'unexpected fault');
  return new GraphQLError(INTERNAL_MESSAGE, { path, extensions: { code: INTERNAL, requestId } });
}

function publicExtensions(error: DomainError): Record<string, unknown> {
  const { service: _, ...extensions } = error.toExtensions();
  return extensions;
}

/** The last net under every answer: whatever got here uncoded says nothing. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, stacktrace: _, exception: __, ...extensions } = formatted.extensions ?? {};
  if (code !== undefined && code !== INTERNAL) return { ...formatted, extensions: { ...extensions, code } };
  const requestId = typeof extensions.requestId === 'string' ? extensions.requestId : newId();
  return { message: INTERNAL_MESSAGE, path: formatted.path, extensions: { code: INTERNAL, requestId } };
}
