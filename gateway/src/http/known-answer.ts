import type { HTTPGraphQLResponse } from '@apollo/server';
import type { Request, Response } from 'express';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { observeName } from '../observe-operation.ts';
import { formatError } from '../public-errors.ts';
import type { RequestContext } from '../request-context.ts';
import type { KnownOperations } from '../supergraph/known-operations.ts';
import type { AdmittedOperation, OperationResult } from '../supergraph/supergraph.ts';
import { cacheControl, timing } from './answer-plugin.ts';
import { admit, type GraphQLRouteParts } from './graphql-route.ts';

export interface KnownAnswerParts extends GraphQLRouteParts {
  /** What the server has found valid. */
  readonly known: KnownOperations;
}

/** What became of a request for a known operation. */
interface KnownAnswer {
  /** The answer; absent where the server has to make it. */
  readonly text?: string;
  readonly timing: string;
  readonly cacheControl: string;
  /** What the server makes it of: it has nothing left to identify, to admit or to execute. */
  context(): Promise<RequestContext>;
}

/** A request in the plainest form there is. */
interface PlainBody {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/**
 * Answers requests for operations that the server has found valid before, without it: it would find the same again. Undefined
 * for all others, and then nothing has happened. What has no data at all is left to the server, which knows the status of each fault.
 */
export function knownAnswers(parts: KnownAnswerParts) {
  const { supergraphs, known, logger } = parts;
  return async (body: unknown, request: Request, response: Response): Promise<KnownAnswer | undefined> => {
    if (!isPlain(body)) return undefined;
    const { schema } = supergraphs.supergraph;
    const { query, operationName, variables } = body;
    const given = { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
    const operation = known.find(schema, query, given.operationName);
    if (!operation) return undefined;
    let context: RequestContext;
    try {
      context = await admit(parts, request, response);
    } catch (error) {
      return { timing: '', cacheControl: NOT_KEPT, context: () => Promise.reject(error) };
    }
    const { observed } = context;
    observeName(observed, operation.operation.operation, operation.operationName);
    // What else the server gives is for plugins of its own, of which there are none: no executor reads it.
    const executed = await supergraphs.execute({
      ...{ schema, document: operation.document, operation: operation.operation },
      ...{ operationName: operation.operationName, queryHash: operation.queryHash },
      ...{ request: given, context, logger, metrics: {} },
    } as unknown as AdmittedOperation);
    const text = textOf(executed, context);
    const isWholeQuery = operation.operation.operation === 'query' && !executed.errors;
    const described = { timing: timing(observed), cacheControl: cacheControl(context, isWholeQuery) };
    return { text, ...described, context: async () => ({ ...context, executed }) };
  };
}

const NOT_KEPT = 'no-store';

/** As the server writes a result that has data. */
function textOf({ data, errors, extensions }: OperationResult, { observed }: RequestContext): string | undefined {
  if (data === undefined || extensions) return undefined;
  if (!errors) return `{"data":${JSON.stringify(data)}}\n`;
  const shown = errors.map(formatted);
  observed.errors = shown.map(error => String(error.extensions?.code));
  return `${JSON.stringify({ errors: shown, data })}\n`;
}

const formatted = (error: GraphQLError): GraphQLFormattedError =>
  formatError({ ...error.toJSON(), extensions: { ...error.extensions } });

function isPlain(body: unknown): body is PlainBody {
  if (typeof body !== 'object' || body === null) return false;
  const { query, operationName, variables, extensions } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || !isNothing(extensions)) return false;
  if (operationName !== undefined && operationName !== null && (typeof operationName !== 'string' || !operationName))
    return false;
  return variables === undefined || (typeof variables === 'object' && !Array.isArray(variables));
}

/** Of a persisted operation, an object without anything is left. */
const isNothing = (extensions: unknown): boolean =>
  (extensions ?? undefined) === undefined ||
  (typeof extensions === 'object' && !Array.isArray(extensions) && Object.keys(extensions!).length === 0);

const MAX_TYPES = 100;
const MAX_ACCEPT = 300;

/** The media types that the server has answered what clients accept with. */
export class MediaTypes {
  private readonly byAccept = new Map<string | undefined, string>();

  /** Undefined for what the server has not chosen for yet. */
  of(accept: string | undefined): string | undefined {
    return this.byAccept.get(accept);
  }

  /** An answer says what its type is for whoever accepts the same. */
  learn(accept: string | undefined, { status = 200, headers }: HTTPGraphQLResponse): void {
    const type = headers.get('content-type');
    if (status !== 200 || type === undefined || this.byAccept.has(accept)) return;
    if (this.byAccept.size < MAX_TYPES && (accept ?? '').length <= MAX_ACCEPT) this.byAccept.set(accept, type);
  }
}
