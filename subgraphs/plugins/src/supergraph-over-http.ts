import { REQUEST_ID_HEADER } from '@ticketbase/kernel';
import type { SupergraphCaller } from './action/plugin-graphql.ts';

/** Milliseconds after which an operation of a plugin's is given up; the plugin's own limit is about as long. */
const TIMEOUT = 10_000;

/** The supergraph behind a gateway's address, for the process that runs this subgraph alone. */
export function supergraphOverHttp(gatewayUrl: string): SupergraphCaller {
  return async ({ query, variables, accessToken, requestId }) => {
    const response = await fetch(new URL('/graphql', gatewayUrl), {
      method: 'POST',
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${accessToken}`,
        [REQUEST_ID_HEADER]: requestId,
      },
    });
    return (await response.json()) as Awaited<ReturnType<SupergraphCaller>>;
  };
}
