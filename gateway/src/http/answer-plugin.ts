import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { formatCacheControl } from '@ticketbase/kernel';
import type { ObservedOperation, RequestContext } from '../request-context.ts';

type Sending = GraphQLRequestContextWillSendResponse<RequestContext>;

/** Faults of a request that was well-formed GraphQL over HTTP. */
const GRAPHQL_FAULTS = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** What an answer says beside its data: how long it took, what it cost where the client asks, and the status that its media type has. */
export const describeAnswer: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse(sending) {
        const { contextValue, operation, response } = sending;
        const isWhole = response.body.kind === 'single' && !response.body.singleResult.errors;
        const { headers } = response.http;
        headers.set('server-timing', timing(contextValue.observed));
        headers.set('cache-control', cacheControl(contextValue, isWhole && operation?.operation === 'query'));
        headers.set('vary', VARY);
        addCost(sending);
        keepLegacyStatus(sending);
      },
    };
  },
};

/** https://www.w3.org/TR/server-timing: milliseconds until the answer, and of these what planning took. */
export function timing({ startedAt, planning: planned }: ObservedOperation): string {
  const since = performance.now() - startedAt;
  const planning = planned === undefined ? '' : `plan;dur=${planned.toFixed(1)}, `;
  return `${planning}total;dur=${since.toFixed(1)}`;
}

/** What guests are answered is not for whoever is signed in. */
export const VARY = 'Authorization';

/** How long an answer may be kept: only one to a query without a fault, and only by the client if it is signed in. */
export function cacheControl({ observed, viewer }: RequestContext, isWholeQuery: boolean): string {
  const policy = (isWholeQuery && observed.keeping) || null;
  return formatCacheControl(policy && !viewer.isAnonymous ? { ...policy, scope: 'private' } : policy);
}

/** For a request with `"extensions": {"cost": true}`. */
function addCost({ request, response: { body }, contextValue: { observed } }: Sending): void {
  if (request.extensions?.cost !== true || body.kind !== 'single' || !observed.cost) return;
  body.singleResult.extensions = { ...body.singleResult.extensions, cost: observed.cost };
}

/** Under `application/json` a client cannot tell a proxy's 400 from ours: that media type answers such faults with 200. */
function keepLegacyStatus({ request, response: { body, http } }: Sending): void {
  if (http.status !== 400 || body.kind !== 'single' || body.singleResult.data !== undefined) return;
  const accepted = request.http?.headers.get('accept') ?? '';
  const onlyLegacy = accepted.includes('application/json') && !/graphql-response|\*\//.test(accepted);
  const { errors = [] } = body.singleResult;
  if (onlyLegacy && errors.every(({ extensions }) => GRAPHQL_FAULTS.has(String(extensions?.code)))) http.status = 200;
}
