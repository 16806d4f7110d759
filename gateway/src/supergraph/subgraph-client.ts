import {
  type Logger,
  newId,
  parseCacheControl,
  ServiceUnavailableError,
  type SubgraphEndpoint,
  type SubgraphRequest,
  type SubgraphResponse,
  strictestPolicy,
  UnauthenticatedError,
  Viewer,
} from '@ticketbase/kernel';
import { z } from 'zod';
import type { CurrentViewers } from '../identity/current-viewers.ts';
import type { RequestContext } from '../request-context.ts';
import { untilAborted } from '../until-aborted.ts';
import type { SharedQueries } from './shared-queries.ts';

type ResponseError = NonNullable<SubgraphResponse['errors']>[number];

/** What is sent to a subgraph for a fetch of a query plan. */
export interface SubgraphFetch {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** Queries may be shared; what does not say what it is, is not. */
  readonly type?: 'query' | 'mutation' | 'subscription';
}

/** What a client is told of a subgraph that did not answer. */
export const UNAVAILABLE: ResponseError = {
  message: 'A part of the platform that this needs does not answer at the moment.',
  extensions: { code: ServiceUnavailableError.code },
};

const refreshToken = z.object({ token: z.string().nullable(), maxAge: z.number() });

/** Asks one subgraph, on behalf of the viewer that the edge has verified. */
export class SubgraphClient {
  private readonly endpoint: SubgraphEndpoint;
  private readonly logger: Logger;
  private readonly shared: SharedQueries;
  private readonly current: CurrentViewers;

  /** `shared`: the queries under way to all subgraphs of the supergraph. */
  constructor(endpoint: SubgraphEndpoint, logger: Logger, shared: SharedQueries, current: CurrentViewers) {
    this.endpoint = endpoint;
    this.logger = logger;
    this.shared = shared;
    this.current = current;
  }

  /** The subgraph's answer. Rejects, and has logged why, if there is none that the specification allows. */
  async ask(fetch: SubgraphFetch, context: RequestContext): Promise<SubgraphResponse> {
    try {
      const response = await this.answerTo(fetch, context);
      assertAnswer(response, fetch.variables);
      this.keepRefreshToken(response, context);
      noteKeeping(response, context);
      if (missesReference(response)) context.observed.missedReference = true;
      return response;
    } catch (error) {
      // Nobody waits for the rest of an abandoned operation.
      if (!context.signal?.aborted) this.report(error, context);
      throw error;
    }
  }

  private answerTo(fetch: SubgraphFetch, context: RequestContext): Promise<SubgraphResponse> {
    const send = () => this.send(fetch, context);
    if (fetch.type === 'query') return this.shared.query(this.endpoint.name, fetch, context, send);
    return fetch.type === 'mutation' ? this.change(send, context) : send();
  }

  /** What is behind an access token may have ended before the token does: from then on it changes nothing. */
  private async change(send: () => Promise<SubgraphResponse>, context: RequestContext): Promise<SubgraphResponse> {
    const refused = await this.refusalOf(context);
    return refused ? { data: null, errors: [refused] } : this.shared.change(send);
  }

  /** Accounts look by themselves, where a session must be able to go on under another role. */
  private async refusalOf({ viewer, accessToken, requestId, signal }: RequestContext): Promise<ResponseError | null> {
    const { kind } = (viewer ?? Viewer.anonymous).identity;
    if (this.endpoint.name === 'users' || (kind !== 'user' && kind !== 'api-token')) return null;
    try {
      await this.current.require({ viewer, accessToken }, requestId, signal);
      return null;
    } catch (error) {
      if (error instanceof UnauthenticatedError) return { message: error.message, extensions: { code: error.code } };
      signal?.throwIfAborted();
      // As long as that cannot be told the token holds, which is what its short life is for.
      this.logger.warn({ requestId, err: error }, 'not known whether the viewer is current');
      return null;
    }
  }

  private send({ query, variables, operationName }: SubgraphFetch, context: RequestContext): Promise<SubgraphResponse> {
    const { signal } = context;
    signal?.throwIfAborted();
    const request: SubgraphRequest = {
      query,
      variables,
      operationName,
      viewer: context.viewer ?? Viewer.anonymous,
      accessToken: context.accessToken,
      requestId: context.requestId ?? newId(),
      client: this.clientFor(context),
      signal,
    };
    return untilAborted(this.endpoint.execute(request), signal);
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

/** The answer of the gateway may be kept as long as the strictest of those that it is made of. */
function noteKeeping({ cacheControl }: SubgraphResponse, { observed }: RequestContext): void {
  const policy = parseCacheControl(cacheControl);
  observed.keeping = observed.keeping === undefined ? policy : strictestPolicy(observed.keeping, policy);
}

/** Throws if the answer is none that the specification allows for the fetch. */
function assertAnswer(response: SubgraphResponse, variables: SubgraphFetch['variables']): void {
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
