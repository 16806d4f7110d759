import { Client, cacheExchange, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { currentAccessToken } from './access-token.ts';
import { forwardLive, liveConnection } from './live.ts';

/**
 * A client of the API that speaks for whoever is signed in. `onUnauthenticated` is called when the server does not know
 * the viewer: the session has ended, or there was none.
 */
export function createClient(onUnauthenticated: () => void): Client {
  return new Client({
    url: '/graphql',
    exchanges: [
      cacheExchange,
      mapExchange({
        onError: ({ graphQLErrors }) => {
          if (graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) onUnauthenticated();
        },
      }),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: forwardLive(liveConnection()) }),
    ],
    requestPolicy: 'cache-and-network',
    preferGetMethod: false,
    fetch: async (input, init) => {
      const token = await currentAccessToken();
      const headers = new Headers(init?.headers);
      // Uploads need a header that a form on another site could not send.
      headers.set('apollo-require-preflight', 'true');
      if (token) headers.set('authorization', `Bearer ${token}`);
      return fetch(input, { ...init, headers, credentials: 'same-origin' });
    },
  });
}
