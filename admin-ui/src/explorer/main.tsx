import 'graphiql/setup-workers/vite';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './explorer.css';
import { currentAccessToken } from '../session/access-token.ts';
import { liveConnection } from '../session/live.ts';

const WELCOME = `# The whole API of TicketBase. Press Ctrl-Enter to run, Ctrl-Space to complete.
# You are signed in here as you are in the admin page.

query Welcome {
  me { name email }
  publicEvents(first: 5) {
    edges { node { title startsAt ticketTypes { name price { formatted } available } } }
  }
}
`;

/** Adds the viewer's token to each request, renewed from the cookie when it runs out. */
const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  wsClient: liveConnection(),
  fetch: async (input, init) => {
    const token = await currentAccessToken();
    const headers = new Headers(init?.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <GraphiQL fetcher={fetcher} defaultQuery={WELCOME}>
        <GraphiQL.Logo>
          <a className="explorer-back" href="/admin">
            ← TicketBase
          </a>
        </GraphiQL.Logo>
      </GraphiQL>
    </StrictMode>,
  );
}
