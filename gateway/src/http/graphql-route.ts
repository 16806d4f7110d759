import { expressMiddleware } from '@as-integrations/express5';
import { UnauthenticatedError } from '@ticketbase/kernel';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { GatewayConfig } from '../config.ts';
import type { EntryParts } from '../entry-parts.ts';
import { RateLimitedError } from '../errors.ts';
import type { Operation } from '../guard/admission.ts';
import { identifyCaller } from '../identity/identify-caller.ts';
import { readRefreshToken, writeRefreshToken } from '../identity/refresh-cookie.ts';
import { refusal, toGraphQLError } from '../public-errors.ts';
import { MAX_USER_AGENT, type RequestContext } from '../request-context.ts';
import { observedOf } from './access-log.ts';
import { admitPlainGets } from './cross-site.ts';
import { resolvePersisted } from './persisted-operations.ts';
import { requestIdOf } from './request-id.ts';
import { readUploads } from './upload.ts';

export interface GraphQLRouteParts extends EntryParts {
  readonly config: GatewayConfig;
}

/** `/graphql`: reads the body, identifies the viewer, admits the operation, and has it answered. */
export function graphqlRoute(parts: GraphQLRouteParts): Router {
  const { body, uploads } = parts.config;
  const router = Router();
  router.get('/', showExplorer);
  router.use(admitPlainGets);
  router.use(readUploads({ ...uploads, maxFieldBytes: body.maxBytes }));
  router.use(express.json({ limit: body.maxBytes }));
  router.use(resolvePersisted(parts.persisted));
  router.use(
    expressMiddleware(parts.server, { context: ({ req, res }) => admit(parts, req, res) }) as unknown as RequestHandler,
  );
  return router;
}

/** Whoever opens the endpoint in a browser wants to look around. */
const showExplorer: RequestHandler = (request, response, next) => {
  const wantsPage = request.query.query === undefined && request.accepts(['json', 'html']) === 'html';
  if (wantsPage) response.redirect('/explorer');
  else next();
};

/** Identifies the viewer, counts the request, and admits the operation. Throws GraphQLError, with what it is over HTTP. */
export async function admit(parts: GraphQLRouteParts, request: Request, response: Response): Promise<RequestContext> {
  const requestId = requestIdOf(response);
  try {
    const { viewer, accessToken } = await identifyCaller(parts, request.get('authorization'), request.ip, requestId);
    await parts.callers.count(viewer, request.ip);
    const observed = observedOf(response);
    observed.viewer = viewer.identity.kind;
    const operation = operationOf(request);
    const { schema } = parts.supergraphs.supergraph;
    observed.cost = parts.admission.admit(operation, schema);
    // Twenty changes in one request, such as attempts to sign in, count as in twenty.
    const changes = parts.admission.changesIn(operation, schema);
    if (changes > 1) await parts.callers.count(viewer, request.ip, changes - 1);
    const secure = parts.config.publicUrl.startsWith('https:');
    return {
      requestId,
      viewer,
      accessToken,
      client: {
        ip: request.ip,
        userAgent: request.get('user-agent')?.slice(0, MAX_USER_AGENT),
        refreshToken: readRefreshToken(request.get('cookie')),
      },
      signal: limitTime(response, parts.config.requestTimeout),
      setRefreshToken: cookie => writeRefreshToken(response, cookie, secure),
      observed,
    };
  } catch (error) {
    if (error instanceof UnauthenticatedError)
      throw refusal(error, new Map([['www-authenticate', 'Bearer error="invalid_token"']]));
    if (error instanceof RateLimitedError) throw refusal(error, new Map([['retry-after', String(error.retryAfter)]]));
    throw toGraphQLError(error, requestId, parts.logger);
  }
}

function operationOf(request: Request): Operation {
  if (request.method !== 'GET') return (request.body ?? {}) as Operation;
  // As the server itself reads them: Express leaves out what comes after a thousand parameters.
  const { searchParams } = new URL(request.url, 'http://gateway');
  const given = (name: string) => searchParams.get(name) ?? undefined;
  return {
    ...{ query: given('query'), operationName: given('operationName') },
    variables: parseVariables(given('variables')),
  };
}

function parseVariables(variables: string | undefined): unknown {
  try {
    return variables === undefined ? undefined : JSON.parse(variables);
  } catch {
    // The server itself says what is wrong with them.
    return undefined;
  }
}

/**
 * Fires when the time for the request is over, or when its client has gone. A mutation goes on without its client: what
 * has begun to change is better brought to its end.
 */
function limitTime(response: Response, timeout: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('The request took too long.')), timeout);
  response.once('close', () => {
    if (response.writableFinished || observedOf(response).type !== 'mutation') clearTimeout(timer);
    if (!response.writableFinished && observedOf(response).type !== 'mutation')
      controller.abort(new Error('The client has gone.'));
  });
  return controller.signal;
}
