import {
  type HttpEndpointOptions,
  httpEndpoint,
  type InternalRequest,
  internalRequest,
  ServiceUnavailableError,
  type SubgraphEndpoint,
  type SubgraphRequest,
  type SubgraphResponse,
} from '@ticketbase/kernel';
import { Pool } from 'undici';
import { postJson } from './post-json.ts';

/** Connections to one subgraph, each with one request in hand: behind a slow one, others would wait (`bench:pipelining`). */
const CONNECTIONS = 64;
/** Bytes of one answer. */
const MAX_ANSWER = 64_000_000;
const CONNECT_TIMEOUT = 3_000;

/** The codes of connections that ended before an answer began: what was asked may not have arrived at all. */
const CUT_OFF = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** A subgraph behind signed HTTP that is asked over connections which stay open. */
export interface PooledEndpoint extends SubgraphEndpoint {
  /** Ends the connections once what is under way has ended. */
  close(): Promise<void>;
}

/**
 * A subgraph behind signed HTTP. No answer within the timeout, or one that is not JSON, is SERVICE_UNAVAILABLE. A query
 * whose connection was cut off is asked once more, as happens when a subgraph restarts; a mutation never is.
 */
export function pooledEndpoint(options: HttpEndpointOptions): PooledEndpoint {
  const { name, url, timeout = 30_000 } = options;
  const { origin, pathname } = new URL(`${url.replace(/\/$/, '')}/graphql`);
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: MAX_ANSWER,
  });

  const post = async ({ body, headers }: InternalRequest, signal: AbortSignal | undefined) => {
    const answer = await postJson(pool, { path: pathname, headers, body, signal });
    const response = answer.body as SubgraphResponse;
    // What is no answer at all is found out where answers are checked.
    if (typeof response !== 'object' || response === null) return response;
    return Object.assign(response, { cacheControl: answer.cacheControl });
  };

  return {
    name,
    async execute(request: SubgraphRequest): Promise<SubgraphResponse> {
      const prepared = internalRequest(request, options);
      try {
        return await post(prepared, request.signal).catch(error => {
          if (isMutation(request) || !CUT_OFF.has((error as { code?: string }).code ?? '')) throw error;
          return post(prepared, request.signal);
        });
      } catch (error) {
        throw new ServiceUnavailableError(name, error);
      }
    },
    // Streams are no short answers: each has a connection of its own.
    download: httpEndpoint(options).download,
    watch: httpEndpoint(options).watch,
    close: () => pool.close(),
  };
}

const isMutation = ({ query }: SubgraphRequest): boolean => /^\s*mutation\b/.test(query);
