import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import {
  type Logger,
  newId,
  ServiceUnavailableError,
  type SubgraphEndpoint,
  type SubgraphRequest,
  type SubgraphResponse,
  Viewer,
} from '@ticketbase/kernel';
import { Kind, parse } from 'graphql';
import { z } from 'zod';
import type { RequestContext } from '../request-context.ts';
import { untilAborted } from '../until-aborted.ts';

type ProcessOptions = GraphQLDataSourceProcessOptions<RequestContext>;
type ResponseError = NonNullable<SubgraphResponse['errors']>[number];
type FetchResult = Awaited<ReturnType<GraphQLDataSource['process']>>;
type ErrorPath = NonNullable<ResponseError['path']>;

const refreshToken = z.object({ token: z.string().nullable(), maxAge: z.number() });

/** Sends the fetches of a query plan to one subgraph, on behalf of the viewer that the edge has verified. */
export class SubgraphDataSource implements GraphQLDataSource<RequestContext> {
  private readonly endpoint: SubgraphEndpoint;
  private readonly logger: Logger;

  constructor(endpoint: SubgraphEndpoint, logger: Logger) {
    this.endpoint = endpoint;
    this.logger = logger;
  }

  async process(options: ProcessOptions): Promise<FetchResult> {
    const context = options.context as RequestContext;
    const query = options.request.query as string;
    try {
      const response = await this.fetch(query, options, context);
      this.keepRefreshToken(response, context);
      if (missesReference(response)) context.observed.missedReference = true;
      return { data: response.data, errors: response.errors?.map(error => withPublicPath(error, query)) };
    } catch (error) {
      // Nobody waits for the rest of an abandoned operation, and a fault of one subgraph leaves the others' data intact.
      if (!context.signal?.aborted) this.report(error, context);
      return unavailable(query);
    }
  }

  private async fetch(query: string, options: ProcessOptions, context: RequestContext): Promise<SubgraphResponse> {
    const { signal } = context;
    signal?.throwIfAborted();
    const request: SubgraphRequest = {
      query,
      variables: options.request.variables,
      operationName: options.request.operationName,
      viewer: context.viewer ?? Viewer.anonymous,
      accessToken: context.accessToken,
      requestId: context.requestId ?? newId(),
      client: this.clientFor(context),
      signal,
    };
    const response = await untilAborted(this.endpoint.execute(request), signal);
    assertAnswer(response, options.request.variables);
    return response;
  }

  /** Only the subgraph that issues refresh tokens sees them. */
  private clientFor({ client }: RequestContext): SubgraphRequest['client'] {
    if (this.endpoint.name === 'users' || client?.refreshToken === undefined) return client;
    const { refreshToken: _, ...rest } = client;
    return rest;
  }

  private keepRefreshToken(response: SubgraphResponse, context: RequestContext): void {
    if (this.endpoint.name !== 'users' || !response.extensions) return;
    const cookie = refreshToken.safeParse(response.extensions.setRefreshToken);
    if (cookie.success) context.setRefreshToken?.(cookie.data);
  }

  private report(error: unknown, { requestId }: RequestContext): void {
    const cause = error instanceof ServiceUnavailableError ? (error.cause ?? error) : error;
    this.logger.error({ requestId, subgraph: this.endpoint.name, err: cause }, 'a subgraph did not answer as it must');
  }
}

/** Throws if the answer is none that the specification allows for the fetch. */
function assertAnswer(response: SubgraphResponse, variables: Readonly<Record<string, unknown>> | undefined): void {
  if (typeof response !== 'object' || response === null) throw new Error('The answer is not an object.');
  const { data, errors } = response;
  if (errors !== undefined && !(Array.isArray(errors) && errors.every(isError)))
    throw new Error('The errors of the answer are not errors.');
  if (data === undefined || data === null) {
    if (!errors?.length) throw new Error('The answer has neither data nor errors.');
    return;
  }
  if (typeof data !== 'object' || Array.isArray(data)) throw new Error('The data of the answer is not an object.');
  const representations = variables?.representations;
  if (!Array.isArray(representations) || data._entities === null) return;
  if (!Array.isArray(data._entities) || data._entities.length !== representations.length)
    throw new Error('The answer does not have one entity for each reference.');
}

/** An owner answers null for what does not exist and for what the viewer may not see, and calls neither an error. */
const missesReference = ({ data, errors }: SubgraphResponse): boolean =>
  !errors && Array.isArray(data?._entities) && data._entities.includes(null);

const isError = (error: unknown): error is ResponseError =>
  typeof (error as { message?: unknown } | null)?.message === 'string';

/** The path as clients see it: the planner's own `_entities` field is not part of it. */
function withPublicPath(error: ResponseError, query: string): ResponseError {
  const { message, extensions } = error;
  const [root, index] = error.path ?? [];
  if (root === '_entities' && typeof index !== 'number') return { message, extensions, path: [] };
  return { message, extensions, path: error.path ?? (isEntityFetch(query) ? [] : undefined) };
}

/** One error for each field of the client's that stays without an answer. */
function unavailable(query: string): FetchResult {
  return { errors: pathsOf(query).map(path => ({ message: MESSAGE, path, extensions: { code: CODE } })) };
}

const CODE = ServiceUnavailableError.code;
const MESSAGE = 'A part of the platform that this needs does not answer at the moment.';

const isEntityFetch = (query: string) => query.includes('_entities(representations:');

function pathsOf(query: string): ErrorPath[] {
  if (isEntityFetch(query)) return [[]];
  const operation = parse(query).definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections ?? [];
  return selections.flatMap(field => (field.kind === Kind.FIELD ? [[(field.alias ?? field.name).value]] : []));
}
